//! Training examples: the input rows of sentences, with what is to be learnt of their words.

use anyhow::{Context, Result};
use namelight_recognizer::encode_rows;
use namelight_text::{ColumnSentence, LabelSet, UNKNOWN_TAG, label_ids};
use namelight_tokenizer::Tokenizer;

use super::Split;
use super::targets::{Label, Target};

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

/// What is known of the words of a sentence.
struct Known<'a> {
    /// The label of each word, where that is known; `None` where only a teacher labels the sentence.
    labels: Option<Vec<Option<Label>>>,
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
    /// windows gives several examples. `outside` is what is known of words outside all entities.
    pub fn split<'s>(
        &self,
        split: &Split,
        outside: &Label,
        soft: impl Fn(usize) -> Option<&'s [f32]>,
    ) -> Result<Vec<Example>> {
        let mut examples = Vec::with_capacity(split.sentences.len());
        for (index, sentence) in split.sentences.iter().enumerate() {
            let known = Known {
                labels: Some(self.known_labels(sentence, split, outside)?),
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
    fn known_labels(
        &self,
        sentence: &ColumnSentence,
        split: &Split,
        outside: &Label,
    ) -> Result<Vec<Option<Label>>> {
        let labels = label_ids(sentence, self.labels, &split.file)?;
        let is_bio = self.labels.scheme().is_some();
        let tagged = labels.into_iter().zip(&sentence.tags);
        let known = tagged.map(|(label, tag)| match tag.as_str() {
            UNKNOWN_TAG => None,
            "O" if is_bio => Some(outside.clone()),
            _ => Some(Label::One(label as u32)),
        });
        Ok(known.collect())
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
                .and_then(|labels| labels[word].clone()),
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
