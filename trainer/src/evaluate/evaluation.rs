//! The scores of a recognizer on a column file.

use anyhow::Result;
use namelight_kernels::math::softmax;
use namelight_recognizer::{Labelled, Recognizer};
use namelight_scores::report::Evaluation;
use namelight_scores::{EntityScores, EntitySpan, LabelledWords, Scheme, score_entities};
use namelight_text::{
    ColumnSentence, DecodingOptions, EntityWords, LabelSet, Tag, UNKNOWN_TAG, entity_words,
    iob2_tags, label_ids, label_set_of, tag_entities,
};
use rayon::prelude::*;

use super::plain_text::join;
use super::{Comparison, TypeFilter};
use crate::data::Split;

/// The scores of a model on a split.
#[derive(Clone, Debug)]
pub struct Scored {
    /// The mean loss of a word, in nats.
    pub loss: f64,
    /// The scores of entities, and the accuracy.
    pub scores: EntityScores,
}

impl Scored {
    /// The row of the report for this split and these weights (`f32` or `int8`), with the latency of a forward pass.
    pub fn report_row(
        self,
        source: Option<&str>,
        split: &str,
        weights: &str,
        weight_bytes: usize,
        millis: Option<f64>,
    ) -> Evaluation {
        Evaluation {
            millis,
            source: source.map(str::to_owned),
            split: split.to_owned(),
            weights: weights.to_owned(),
            weight_bytes: weight_bytes as u64,
            loss: self.loss,
            scores: self.scores,
        }
    }
}

/// The labels that a model gives to a split, beside those of the data.
pub struct Predictions<'a> {
    labels: &'a LabelSet,
    sentences: &'a [ColumnSentence],
    /// The tags of the sentences as labels of the model.
    gold: Vec<Vec<usize>>,
    found: Vec<Labelled>,
}

/// Labels the sentences of a split in batches and compares. Runs on the threads of the current pool; the result does
/// not depend on their number.
pub fn evaluate(
    recognizer: &Recognizer,
    split: &Split,
    batch: usize,
    scheme: Scheme,
) -> Result<Scored> {
    predict(recognizer, split, batch)?.scored(scheme, &TypeFilter::default())
}

/// Labels the sentences of a split, like [`evaluate`].
pub fn predict<'a>(
    recognizer: &'a Recognizer,
    split: &'a Split,
    batch: usize,
) -> Result<Predictions<'a>> {
    let labels = recognizer.labels();
    let gold = split.sentences.iter();
    let gold = gold.map(|sentence| label_ids(sentence, labels, &split.file));
    let gold = gold.collect::<Result<_, _>>()?;
    let words = split.sentences.iter().map(|sentence| &sentence.words);
    let sentences: Vec<Vec<&str>> = words
        .map(|words| words.iter().map(String::as_str).collect())
        .collect();
    let found = label_sentences(recognizer, &sentences, batch, |_| ())?;
    Ok(Predictions {
        labels,
        sentences: &split.sentences,
        gold,
        found,
    })
}

impl Predictions<'_> {
    /// The same predictions with labels that are decoded anew.
    pub fn decoded(&self, options: &DecodingOptions) -> Self {
        let found = self.found.iter();
        let found = found.map(|found| found.decoded(self.labels, options));
        Self {
            labels: self.labels,
            sentences: self.sentences,
            gold: self.gold.clone(),
            found: found.collect(),
        }
    }

    /// Computes loss, accuracy and entity scores. The loss of a model that states no label scheme is that of IOB2 labels, or of
    /// those that it has in their place.
    pub fn scored(&self, scheme: Scheme, types: &TypeFilter) -> Result<Scored> {
        Ok(Scored {
            loss: self.loss(1.0, types)?,
            scores: self.scores(scheme, types)?,
        })
    }

    /// The mean loss of a word, when logits are divided by this temperature. A word outside of all entities may be of any
    /// type that does not count, since the data does not label those.
    pub fn loss(&self, temperature: f64, types: &TypeFilter) -> Result<f64> {
        let words = self.words()?;
        let tags = self.labels.tags();
        let Some(outside) = tags.iter().position(|tag| *tag == Tag::Outside) else {
            return Ok(words.loss(temperature));
        };
        let counts = |tag: &Tag| {
            let entity_type = tag.entity_type();
            entity_type.is_some_and(|entity_type| types.keeps(self.name(entity_type)))
        };
        let possible = tags.iter().enumerate().filter(|(_, tag)| !counts(tag));
        let possible: Vec<usize> = possible.map(|(label, _)| label).collect();
        Ok(words.partial_loss(temperature, outside, &possible))
    }

    /// Computes accuracy and entity scores. Words of types that do not count are outside.
    pub fn scores(&self, scheme: Scheme, types: &TypeFilter) -> Result<EntityScores> {
        let tag = |tag: &String| match tag.as_str() {
            UNKNOWN_TAG => "O".to_owned(),
            tag => types.tag(tag),
        };
        let filtered = |tags: &[String]| tags.iter().map(tag).collect();
        let gold = self.sentences.iter();
        let gold: Vec<Vec<String>> = gold.map(|sentence| filtered(&sentence.tags)).collect();
        let found = self.found_tags();
        let found: Vec<Vec<String>> = found.iter().map(|tags| filtered(tags)).collect();
        Ok(score_entities(&gold, &found, scheme)?)
    }

    /// The entities of the data beside those found, in the words joined with spaces and the sentences with line ends.
    pub fn compared(&self) -> Comparison {
        let joined = join(self.sentences, "\n");
        let start = |word: usize| joined.lines.get(word).map(|(start, _)| *start);
        // One character stands between two words, a space or a line end.
        let end = |word: usize| start(word).map_or(joined.text.len(), |start| start - 1);
        let found = self.scored_entities(1.0).into_iter();
        let found = found.filter_map(|(span, score)| {
            let span = EntitySpan {
                entity_type: span.entity_type,
                start: start(span.start)?,
                end: end(span.end),
            };
            Some((span, score))
        });
        let found = found.collect();
        Comparison { found, ..joined }
    }

    /// The predictions as the tags of the data are written: IOB2 whatever the model's own labels are, or the labels
    /// themselves where the data have tags without a scheme.
    fn found_tags(&self) -> Vec<Vec<String>> {
        let is_bio = label_set_of(self.sentences).scheme().is_some();
        let tags = |found: &Labelled| {
            if is_bio {
                let entities = entity_words(&found.labels, self.labels).into_iter();
                let entities = entities.map(|entity| (entity.words, self.name(entity.entity_type)));
                return iob2_tags(found.labels.len(), entities);
            }
            let names = found.labels.iter();
            names.map(|id| self.labels.names()[*id].clone()).collect()
        };
        self.found.iter().map(tags).collect()
    }

    /// The log probabilities of all words.
    pub fn words(&self) -> Result<LabelledWords> {
        let found = self.found.iter();
        let log_probabilities = found.flat_map(|found| found.log_probabilities.iter().copied());
        Ok(LabelledWords::new(
            log_probabilities.collect(),
            self.gold.concat(),
            self.labels.len(),
        )?)
    }

    /// The entities of the data; places count words over all sentences.
    pub fn gold_entities(&self) -> Vec<EntitySpan> {
        let mut first = 0;
        let mut all = Vec::new();
        for sentence in self.sentences {
            let found = tag_entities(&sentence.tags).into_iter();
            all.extend(found.map(|(words, entity_type)| EntitySpan {
                entity_type: entity_type.to_owned(),
                start: first + words.start,
                end: first + words.end,
            }));
            first += sentence.tags.len();
        }
        all
    }

    /// The predicted entities with their scores at this temperature. Places are those of [`Predictions::gold_entities`].
    pub fn scored_entities(&self, temperature: f64) -> Vec<(EntitySpan, f32)> {
        let mut first = 0;
        let mut all = Vec::new();
        for found in &self.found {
            let rows = found.log_probabilities.chunks_exact(self.labels.len());
            let probabilities: Vec<f32> = rows
                .flat_map(|row| softmax(row, temperature as f32))
                .collect();
            let scored = |entity: &EntityWords| {
                let span = EntitySpan {
                    entity_type: self.name(entity.entity_type).to_owned(),
                    start: first + entity.words.start,
                    end: first + entity.words.end,
                };
                Some((span, entity.score(&probabilities, self.labels)?))
            };
            all.extend(
                entity_words(&found.labels, self.labels)
                    .iter()
                    .filter_map(scored),
            );
            first += found.labels.len();
        }
        all
    }

    fn name(&self, entity_type: usize) -> &str {
        &self.labels.entity_types()[entity_type]
    }
}

/// Labels sentences on the threads of the current pool; the answers are in the order of the sentences. Tells `done` of
/// so many sentences more.
pub fn label_sentences(
    recognizer: &Recognizer,
    sentences: &[Vec<&str>],
    batch: usize,
    done: impl Fn(u64) + Sync,
) -> Result<Vec<Labelled>> {
    // Those of like length share a batch, so that attention pads little.
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    order.sort_by_key(|index| sentences[*index].len());
    let batches: Vec<Vec<Labelled>> = order
        .par_chunks(batch)
        .map(|indices| {
            let words = indices.iter().map(|index| sentences[*index].clone());
            let labelled = recognizer.label(&words.collect::<Vec<_>>());
            done(indices.len() as u64);
            labelled
        })
        .collect::<Result<_, _>>()?;
    let mut labelled: Vec<(usize, Labelled)> = order
        .into_iter()
        .zip(batches.into_iter().flatten())
        .collect();
    labelled.sort_by_key(|(index, _)| *index);
    Ok(labelled.into_iter().map(|(_, labelled)| labelled).collect())
}
