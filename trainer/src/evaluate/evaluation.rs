//! Scores of a recogniser on a column file.

use anyhow::Result;
use namelight_kernels::math::softmax;
use namelight_recognizer::{Labelled, Recognizer};
use namelight_scores::report::Evaluation;
use namelight_scores::{EntityScores, EntitySpan, LabelledWords, Scheme, score_entities};
use namelight_text::{EntityWords, LabelSet, entity_words, label_ids};
use rayon::prelude::*;

use crate::data::Split;

/// How a model does on a split.
#[derive(Clone, Debug)]
pub struct Scored {
    /// Mean loss a word, in nats.
    pub loss: f64,
    /// Entity scores and accuracy.
    pub scores: EntityScores,
}

impl Scored {
    /// The row of the report for this split and these weights (`f32` or `int8`), with the latency of a forward pass.
    pub fn report_row(
        self,
        split: &str,
        weights: &str,
        weight_bytes: usize,
        millis: Option<f64>,
    ) -> Evaluation {
        Evaluation {
            millis,
            split: split.to_owned(),
            weights: weights.to_owned(),
            weight_bytes: weight_bytes as u64,
            loss: self.loss,
            scores: self.scores,
        }
    }
}

/// What a model says of a split, beside what is right.
pub struct Predictions<'a> {
    labels: &'a LabelSet,
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
    predict(recognizer, split, batch)?.scored(scheme)
}

/// Labels the sentences of a split, like [`evaluate`].
pub fn predict<'a>(
    recognizer: &'a Recognizer,
    split: &Split,
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
        gold,
        found,
    })
}

impl Predictions<'_> {
    /// Loss, accuracy and entity scores.
    pub fn scored(&self, scheme: Scheme) -> Result<Scored> {
        Ok(Scored {
            loss: self.words()?.loss(1.0),
            scores: score_entities(
                &self.names(self.gold.iter().map(Vec::as_slice)),
                &self.names(self.found.iter().map(|found| found.labels.as_slice())),
                scheme,
            )?,
        })
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
        for labels in &self.gold {
            let found = entity_words(labels, self.labels);
            all.extend(found.iter().map(|entity| self.entity_span(entity, first)));
            first += labels.len();
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
                let score = entity.score(&probabilities, self.labels)?;
                Some((self.entity_span(entity, first), score))
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

    /// An entity of the sentence whose first word is this one of all words.
    fn entity_span(&self, entity: &EntityWords, first: usize) -> EntitySpan {
        EntitySpan {
            entity_type: self.labels.entity_types()[entity.entity_type].clone(),
            start: first + entity.words.start,
            end: first + entity.words.end,
        }
    }

    fn names<'b>(&self, sentences: impl Iterator<Item = &'b [usize]>) -> Vec<Vec<&str>> {
        let name = |id: &usize| self.labels.names()[*id].as_str();
        sentences
            .map(|ids| ids.iter().map(name).collect())
            .collect()
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
