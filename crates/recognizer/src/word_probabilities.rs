//! Collects the log-probabilities of a sentence's words, input row by input row.

use namelight_kernels::math::log_softmax;
use namelight_text::{DecodingOptions, LabelSet, Tag, decode_read};

use crate::InputRow;

/// A sentence with its labels.
#[derive(Clone, Debug, PartialEq)]
pub struct Labelled {
    /// The most probable legal sequence of labels, one a word.
    pub labels: Vec<usize>,
    /// Log probabilities `(words, labels)`, row by row, before decoding. A word without a wordpiece has those of its
    /// neighbour; all are equal where no word has one.
    pub log_probabilities: Vec<f32>,
    /// Whether each word has a wordpiece that was read.
    pub is_read: Vec<bool>,
    /// Number of wordpieces that were read, without special tokens.
    pub wordpieces: usize,
}

impl Labelled {
    /// The same sentence, decoded anew with other options.
    pub fn decoded(&self, set: &LabelSet, options: &DecodingOptions) -> Self {
        let mut log_probabilities = self.log_probabilities.clone();
        Self {
            labels: decode_read(&mut log_probabilities, &self.is_read, set, options),
            log_probabilities,
            ..self.clone()
        }
    }
}

/// The log-probabilities of a sentence's words, as far as its rows were read.
pub(crate) struct WordProbabilities {
    /// `(words, labels)`, row by row.
    log_probabilities: Vec<f32>,
    /// Whether something was read of each word.
    is_read: Vec<bool>,
    labels: usize,
    wordpieces: usize,
}

impl WordProbabilities {
    /// Starts with nothing read, when every label is as probable as another.
    pub(crate) fn unread(words: usize, labels: usize) -> Self {
        Self {
            log_probabilities: vec![-(labels as f32).ln(); words * labels],
            is_read: vec![false; words],
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
            self.is_read[word] = true;
        }
        self.wordpieces += row.wordpieces();
    }

    /// Makes it certain that a word is outside of all entities, if the labels have a name for that.
    pub(crate) fn rule_out_names(&mut self, word: usize, set: &LabelSet) {
        let Some(outside) = set.tags().iter().position(|tag| *tag == Tag::Outside) else {
            return;
        };
        let mut rows = self.log_probabilities.chunks_exact_mut(self.labels);
        if let Some(row) = rows.nth(word) {
            row.fill(f32::NEG_INFINITY);
            row[outside] = 0.0;
            self.is_read[word] = true;
        }
    }

    /// The most probable legal labels. A word that was not read gets the log-probabilities of its neighbour.
    pub(crate) fn decode(&mut self, set: &LabelSet, options: &DecodingOptions) -> Vec<usize> {
        decode_read(&mut self.log_probabilities, &self.is_read, set, options)
    }

    /// The probabilities `(words, labels)`, row by row.
    pub(crate) fn probabilities(&self) -> Vec<f32> {
        let logs = self.log_probabilities.iter();
        logs.map(|log| log.exp()).collect()
    }

    /// Number of wordpieces that were read, without special tokens.
    pub(crate) fn wordpieces(&self) -> usize {
        self.wordpieces
    }

    /// The sentence with its labels.
    pub(crate) fn labelled(mut self, set: &LabelSet, options: &DecodingOptions) -> Labelled {
        Labelled {
            labels: self.decode(set, options),
            log_probabilities: self.log_probabilities,
            is_read: self.is_read,
            wordpieces: self.wordpieces,
        }
    }
}
