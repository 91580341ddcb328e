//! Errors of labellings that cannot be scored.

use thiserror::Error;

/// Why two labellings cannot be compared. Sentences and words are counted from 0, and from 1 in the message.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ScoreError {
    /// One labelling has more sentences than the other.
    #[error("{gold} sentences in the data, {predicted} predicted")]
    Sentences {
        /// Number of sentences in the data.
        gold: usize,
        /// Number of predicted sentences.
        predicted: usize,
    },
    /// A sentence has more tags in one labelling than in the other.
    #[error("sentence {}: {gold} tags in the data, {predicted} predicted", .sentence + 1)]
    Words {
        /// Index of the sentence.
        sentence: usize,
        /// Number of its tags in the data.
        gold: usize,
        /// Number of its predicted tags.
        predicted: usize,
    },
    /// A tag is the empty string.
    #[error("sentence {}, word {}: the tag is empty", .sentence + 1, .word + 1)]
    EmptyTag {
        /// Index of the sentence.
        sentence: usize,
        /// Index of the word.
        word: usize,
    },
    /// A word has no usable row of log probabilities.
    #[error("word {}: no row of log probabilities, a value that is no number, or an unknown label", .word + 1)]
    Probabilities {
        /// Index of the word.
        word: usize,
    },
    /// Strict scores are defined for IOB2 tags only.
    #[error("sentence {}, word {}: tag {tag:?} is not IOB2", .sentence + 1, .word + 1)]
    NotIob2 {
        /// Index of the sentence.
        sentence: usize,
        /// Index of the word.
        word: usize,
        /// The tag.
        tag: String,
    },
}

pub(crate) fn check_lengths<S>(gold: &[Vec<S>], predicted: &[Vec<S>]) -> Result<(), ScoreError> {
    if gold.len() != predicted.len() {
        return Err(ScoreError::Sentences {
            gold: gold.len(),
            predicted: predicted.len(),
        });
    }
    for (sentence, (gold, predicted)) in gold.iter().zip(predicted).enumerate() {
        if gold.len() != predicted.len() {
            return Err(ScoreError::Words {
                sentence,
                gold: gold.len(),
                predicted: predicted.len(),
            });
        }
    }
    Ok(())
}
