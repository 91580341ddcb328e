//! Errors of reading and using a tokenizer.

use thiserror::Error;

/// The cause of an error: an error of a library, or a text of our own.
pub type Cause = Box<dyn std::error::Error + Send + Sync>;

/// An error of reading a tokenizer or of splitting a word.
// Causes are no `source()`: the texts have them already, and programs print the chain of sources.
#[derive(Debug, Error)]
pub enum TokenizerError {
    /// The file cannot be read as a tokenizer.
    #[error("not a tokenizer.json: {0}")]
    Unreadable(Cause),
    /// The vocabulary cannot be read.
    #[error("not a vocabulary with a wordpiece a line: {0}")]
    Vocabulary(Cause),
    /// The tokenizer is of another family, so that its ids would not mean what the encoder expects.
    #[error(
        "tokenizer.json: expected a tokenizer of model type WordPiece, found {0}; take a model whose tokenizer is BERT's kind"
    )]
    NotWordPiece(String),
    /// A step before or after the model is of a kind that no BERT-class tokenizer has.
    #[error("tokenizer.json: expected a {step} of type {expected}, found {found}")]
    Unsupported {
        /// The field of the file.
        step: &'static str,
        /// The types that are supported.
        expected: &'static str,
        /// The type in the file.
        found: String,
    },
    /// An added token counts only between characters that belong to no word, which is not supported.
    #[error("tokenizer.json: the added token {0:?} is a single_word, which is not supported")]
    SingleWord(String),
    /// A token that every input needs has no id.
    #[error("tokenizer.json has no {0} token")]
    MissingToken(String),
    /// A word could not be split.
    #[error("word {index} ({word:?}) could not be split into wordpieces: {reason}")]
    Word {
        /// The position of the word in the sentence.
        index: usize,
        /// The word.
        word: String,
        /// The error of the tokenizer.
        reason: Cause,
    },
}
