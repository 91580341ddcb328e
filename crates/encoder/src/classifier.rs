//! What labels wordpieces, whatever it computes with.

use thiserror::Error;

use crate::{Config, Stage};

/// A row of the encoder's input.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Wordpiece ids, special tokens included.
    pub ids: &'a [u32],
    /// A type for each, or None where all are of type 0.
    pub token_types: Option<&'a [u32]>,
}

/// Why no logits came out.
#[derive(Debug, Error)]
pub enum ForwardError {
    /// More wordpieces than the model has positions.
    #[error("an input has {0} wordpieces, the model reads {1} at once")]
    TooLong(usize, usize),
    /// An id without a row in the table of wordpieces.
    #[error("wordpiece {0} is none of the model's {1}")]
    Wordpiece(u32, usize),
    /// As many types as ids are needed.
    #[error("{0} token types for {1} wordpieces")]
    TokenTypes(usize, usize),
    /// A type without a row in the table of token types.
    #[error("token type {0} is none of the model's {1}")]
    TokenType(u32, usize),
    /// The tensor library's own.
    #[error("{0}")]
    Tensor(String),
}

/// An encoder with a token-classification head.
pub trait Classifier: Send + Sync {
    /// Longest input in wordpieces, special tokens included.
    fn max_positions(&self) -> usize;

    /// How many labels there are.
    fn labels(&self) -> usize;

    /// Logits `(wordpieces, labels)` of these inputs, one behind the other.
    ///
    /// # Errors
    /// When an input is too long or holds an id or a type that the model does not know.
    fn logits(&self, inputs: &[Input]) -> Result<Vec<f32>, ForwardError>;

    /// The same, for whoever keeps time: says which part of the pass is done, where the model has such parts.
    ///
    /// # Errors
    /// As [`Self::logits`].
    fn logits_by_stage(
        &self,
        inputs: &[Input],
        done: &mut dyn FnMut(Stage),
    ) -> Result<Vec<f32>, ForwardError> {
        let _ = done;
        self.logits(inputs)
    }
}

impl Input<'_> {
    /// The type of the wordpiece at this place.
    pub(crate) fn token_type(&self, place: usize) -> u32 {
        self.token_types.map_or(0, |types| types[place])
    }

    /// Whether a model with such tables can read it.
    pub(crate) fn check(&self, tables: &Tables) -> Result<(), ForwardError> {
        let length = self.ids.len();
        if length > tables.positions {
            return Err(ForwardError::TooLong(length, tables.positions));
        }
        if let Some(id) = beyond(self.ids, tables.words) {
            return Err(ForwardError::Wordpiece(id, tables.words));
        }
        let Some(types) = self.token_types else {
            return Ok(());
        };
        if types.len() != length {
            return Err(ForwardError::TokenTypes(types.len(), length));
        }
        match beyond(types, tables.token_types) {
            // An architecture without types does not look at them.
            Some(token_type) if tables.token_types > 0 => {
                Err(ForwardError::TokenType(token_type, tables.token_types))
            }
            _ => Ok(()),
        }
    }
}

fn beyond(ids: &[u32], rows: usize) -> Option<u32> {
    ids.iter().copied().find(|id| *id as usize >= rows)
}

/// Rows of the tables of embeddings.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tables {
    words: usize,
    positions: usize,
    token_types: usize,
}

impl Tables {
    pub(crate) fn of(config: &Config) -> Self {
        Self {
            words: config.vocab_size,
            positions: config.max_positions,
            token_types: config.token_types,
        }
    }

    pub(crate) fn positions(&self) -> usize {
        self.positions
    }
}
