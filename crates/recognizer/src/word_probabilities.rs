//! The probabilities of a sentence's labels, collected row by row as the encoder reads it.

use namelight_kernels::math::log_softmax;
use namelight_text::{DecodingOptions, LabelSet, decode};

use crate::InputRow;

/// The labels of a sentence and the probabilities that they were decoded from.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The most probable legal label sequence, one label a word.
    pub labels: Vec<usize>,
    /// Log probabilities `(words, labels)`, row by row, before decoding. A word without a wordpiece (control characters
    /// only) has equal ones.
    pub log_probabilities: Vec<f32>,
    /// Wordpieces read, special tokens left out.
    pub wordpieces: usize,
}

/// The probabilities that are known of a sentence so far.
pub(crate) struct WordProbabilities {
    /// `(words, labels)`, row by row.
    log_probabilities: Vec<f32>,
    labels: usize,
    wordpieces: usize,
}

impl WordProbabilities {
    /// The probabilities before anything has been read: every label is as probable as another.
    pub(crate) fn uniform(words: usize, labels: usize) -> Self {
        Self {
            log_probabilities: vec![-(labels as f32).ln(); words * labels],
            labels,
            wordpieces: 0,
        }
    }

    /// Takes what the encoder says of one of the sentence's rows: `logits` is `(seq, labels)`. Dividing them by the
    /// temperature changes how sure the labels are, never which is the likeliest sequence.
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
