//! Training examples: the input rows of sentences, with what is to be learnt of their words.

use anyhow::{Context, Result};
use candle_core::{Device, Tensor};
use namelight_encoder::Batch;
use namelight_recognizer::encode_rows;
use namelight_text::{ColumnSentence, LabelSet, UNKNOWN_TAG, label_ids};
use namelight_tokenizer::Tokenizer;

use crate::data::Split;

/// One input row of the encoder.
#[derive(Clone, Debug)]
pub struct Example {
    /// The ids of the wordpieces, special tokens included.
    pub ids: Vec<u32>,
    /// The type of each wordpiece, for a model with word shapes.
    pub token_types: Option<Vec<u32>>,
    /// The target of each word that has one.
    pub words: Vec<Target>,
}

/// What is to be learnt of a word.
#[derive(Clone, Debug)]
pub struct Target {
    /// The position of its first wordpiece in the row.
    pub place: usize,
    /// Its label, unless that is not known or only a teacher labels it.
    pub label: Option<u32>,
    /// A teacher's probability of each label; empty without a teacher.
    pub soft: Vec<f32>,
}

/// What is known of the words of a sentence.
struct Known<'a> {
    /// The label of each word, where that is known; `None` where only a teacher labels the sentence.
    labels: Option<Vec<Option<usize>>>,
    /// A teacher's probabilities `(words, labels)`, row by row.
    soft: Option<&'a [f32]>,
}

/// Turns sentences into examples.
pub struct ExampleEncoder<'a> {
    /// The tokenizer of the student.
    pub tokenizer: &'a Tokenizer,
    /// The labels of the student.
    pub labels: &'a LabelSet,
    /// The length of the longest input in wordpieces, special tokens included.
    pub max_positions: usize,
    /// Whether the student reads word shapes.
    pub word_shapes: bool,
}

impl ExampleEncoder<'_> {
    /// Encodes a split, with a teacher's probabilities of each sentence where there are any; a sentence of several
    /// windows gives several examples.
    pub fn split<'s>(
        &self,
        split: &Split,
        soft: impl Fn(usize) -> Option<&'s [f32]>,
    ) -> Result<Vec<Example>> {
        let mut examples = Vec::with_capacity(split.sentences.len());
        for (index, sentence) in split.sentences.iter().enumerate() {
            let known = Known {
                labels: Some(self.known_labels(sentence, split)?),
                soft: soft(index),
            };
            let sentence_examples = self.sentence(&sentence.words, &known);
            let place = || format!("{}, line {}", split.file, sentence.line_of(0));
            examples.extend(sentence_examples.with_context(place)?);
        }
        Ok(examples)
    }

    /// Encodes sentences that only a teacher labelled.
    pub fn unlabelled(&self, sentences: &[Vec<String>], soft: &[Vec<f32>]) -> Result<Vec<Example>> {
        let mut examples = Vec::with_capacity(sentences.len());
        for (words, soft) in sentences.iter().zip(soft) {
            let known = Known {
                labels: None,
                soft: Some(soft),
            };
            examples.extend(self.sentence(words, &known)?);
        }
        Ok(examples)
    }

    /// The label of each word, where that is known.
    fn known_labels(&self, sentence: &ColumnSentence, split: &Split) -> Result<Vec<Option<usize>>> {
        let labels = label_ids(sentence, self.labels, &split.file)?;
        let tagged = labels.into_iter().zip(&sentence.tags);
        Ok(tagged
            .map(|(label, tag)| (tag != UNKNOWN_TAG).then_some(label))
            .collect())
    }

    fn sentence(&self, words: &[String], known: &Known) -> Result<Vec<Example>> {
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let rows = encode_rows(self.tokenizer, &words, self.max_positions)?;
        let width = self.labels.len();
        let target = |&(word, place): &(usize, usize)| Target {
            place,
            label: known
                .labels
                .as_ref()
                .and_then(|labels| labels[word])
                .map(|label| label as u32),
            soft: known
                .soft
                .map_or_else(Vec::new, |soft| soft[word * width..][..width].to_vec()),
        };
        // A word of which nothing is known is read, but no target.
        let is_known = |target: &Target| target.label.is_some() || !target.soft.is_empty();
        let rows = rows.into_iter().map(|row| Example {
            words: row.words.iter().map(target).filter(is_known).collect(),
            ids: row.ids,
            token_types: self.word_shapes.then_some(row.token_types),
        });
        // Nothing can be learnt of a row without a target.
        Ok(rows.filter(|row| !row.words.is_empty()).collect())
    }
}

/// The number of words that these examples have targets for.
pub fn targets(examples: &[&Example]) -> usize {
    examples.iter().map(|example| example.words.len()).sum()
}

/// The ids that occur in these examples, each once, in ascending order.
pub fn touched_ids(examples: &[&Example]) -> Vec<u32> {
    let ids = examples.iter().flat_map(|example| &example.ids);
    let mut ids: Vec<u32> = ids.copied().collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

/// A batch of examples as tensors.
pub struct ExampleBatch {
    /// The input; its ids are rows of the table that the embeddings are looked up in.
    pub input: Batch,
    /// The wordpieces of which only the label is known, and their labels, `(n)` each; `None` if there are none.
    pub untaught: Option<(Tensor, Tensor)>,
    /// The same for wordpieces that a teacher labelled as well.
    pub labelled: Option<(Tensor, Tensor)>,
    /// The wordpieces that a teacher labelled `(n)`, and its probabilities `(n, labels)`; `None` if there are none.
    pub softened: Option<(Tensor, Tensor)>,
}

impl ExampleBatch {
    /// `touched` are the ids of the rows of the table that embeddings are looked up in, in ascending order, at least
    /// those that occur in the examples.
    pub fn new(
        examples: &[&Example],
        touched: &[u32],
        device: &Device,
    ) -> candle_core::Result<Self> {
        let row_of = |id: &u32| touched.partition_point(|other| other < id) as u32;
        let rows = examples.iter();
        let rows: Vec<Vec<u32>> = rows
            .map(|example| example.ids.iter().map(row_of).collect())
            .collect();
        let (mut labelled, mut untaught) = (Labelled::default(), Labelled::default());
        let (mut soft_places, mut soft) = (Vec::new(), Vec::new());
        let mut start = 0;
        for example in examples {
            for word in &example.words {
                let place = (start + word.place) as u32;
                if let Some(label) = word.label {
                    let known = match word.soft.is_empty() {
                        true => &mut untaught,
                        false => &mut labelled,
                    };
                    known.places.push(place);
                    known.labels.push(label);
                }
                if !word.soft.is_empty() {
                    soft_places.push(place);
                    soft.extend_from_slice(&word.soft);
                }
            }
            start += example.ids.len();
        }
        let softened = match soft_places.len() {
            0 => None,
            count => {
                let soft = Tensor::from_vec(soft, (count, ()), device)?;
                Some((Tensor::new(soft_places, device)?, soft))
            }
        };
        Ok(Self {
            input: input(&rows, examples, device)?,
            untaught: untaught.tensors(device)?,
            labelled: labelled.tensors(device)?,
            softened,
        })
    }
}

fn input(rows: &[Vec<u32>], examples: &[&Example], device: &Device) -> candle_core::Result<Batch> {
    let batch = Batch::new(rows, device)?;
    let types = examples
        .iter()
        .map(|example| example.token_types.as_deref());
    match types.collect::<Option<Vec<_>>>() {
        Some(types) => batch.with_token_types(&types),
        None => Ok(batch),
    }
}

/// Positions of wordpieces, and their labels.
#[derive(Default)]
struct Labelled {
    places: Vec<u32>,
    labels: Vec<u32>,
}

impl Labelled {
    fn tensors(self, device: &Device) -> candle_core::Result<Option<(Tensor, Tensor)>> {
        if self.places.is_empty() {
            return Ok(None);
        }
        let places = Tensor::new(self.places, device)?;
        Ok(Some((places, Tensor::new(self.labels, device)?)))
    }
}
