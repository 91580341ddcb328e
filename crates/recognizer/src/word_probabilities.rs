//! Collects the log-probabilities of a sentence's words, input row by input row.

use namelight_kernels::math::log_softmax;
use namelight_text::{DecodingOptions, LabelSet, decode};

use crate::InputRow;

/// A sentence with its labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The most probable legal sequence of labels, one a word.
    pub labels: Vec<usize>,
    /// Log probabilities `(words, labels)`, row by row, before decoding. A word without a wordpiece (control characters
    /// only) has equal ones.
    pub log_probabilities: Vec<f32>,
    /// Number of wordpieces that were read, without special tokens.
    pub wordpieces: usize,
}

/// The log-probabilities of a sentence's words, as far as its rows were read.
pub(crate) struct WordProbabilities {
    /// `(words, labels)`, row by row.
    log_probabilities: Vec<f32>,
    labels: usize,
    wordpieces: usize,
}

impl WordProbabilities {
    /// Starts with nothing read, when every label is as probable as another.
    pub(crate) fn uniform(words: usize, labels: usize) -> Self {
        Self {
            log_probabilities: vec![-(labels as f32).ln(); words * labels],
            labels,
            wordpieces: 0,
        }
    }

    /// Takes the logits `(seq, labels)` of one of the sentence's rows. Dividing them by the temperature changes how
    /// sure the labels are, never which sequence is the likeliest.
    pub(crate) fn take(&mut self, row: &InputRow, logits: &[Vec<f32>], temperature: f32) {
        for &(word, place) in &row.words {
            let values = log_softmax(&logits[place], temperature);
            self.log_probabilities[word * self.labels..][..self.labels].copy_from_slice(&values);
        }
        self.wordpieces += row.wordpieces();
    }

    pub(crate) fn decode(self, set: &LabelSet, options: &DecodingOptions) -> Labelled {
        Labelled {
            labels: decode(&self.log_probabilities, set, options),
            log_probabilities: self.log_probabilities,
            wordpieces: self.wordpieces,
        }
    }
}
