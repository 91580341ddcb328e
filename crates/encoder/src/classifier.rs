//! What both forms of the encoder have in common: their input, their result and their errors.

use std::error::Error;

use thiserror::Error;

use crate::{Config, Stage};

/// One sequence of wordpieces for the encoder to read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// Ids of the wordpieces, special tokens included.
    pub ids: &'a [u32],
    /// The token type of each wordpiece; `None` where all are of type 0.
    pub token_types: Option<&'a [u32]>,
}

/// Why an encoder gave no logits.
#[derive(Debug, Error)]
pub enum ForwardError {
    /// The model cannot read an input.
    #[error(transparent)]
    Input(#[from] InputError),
    /// The tensor library failed although the model and the input had been checked. That is a fault of this program, and
    /// no other file would help.
    #[error("the computation failed, which is a fault of this program and of no file: {0}")]
    Computation(Box<dyn Error + Send + Sync>),
}

/// Why a model cannot read an input.
#[derive(Debug, Error)]
pub enum InputError {
    /// The input has more wordpieces than the model has positions.
    #[error("an input has {0} wordpieces, the model reads {1} at once")]
    TooLong(usize, usize),
    /// The table of wordpieces has no row for an id.
    #[error("wordpiece {0} is none of the model's {1}")]
    Wordpiece(u32, usize),
    /// There are not as many token types as ids.
    #[error("{0} token types for {1} wordpieces")]
    TokenTypes(usize, usize),
    /// The table of token types has no row for a type.
    #[error("token type {0} is none of the model's {1}")]
    TokenType(u32, usize),
}

/// An encoder with a token-classification head, in either form.
pub trait Classifier: Send + Sync {
    /// The length of the longest input, in wordpieces, special tokens included.
    fn max_positions(&self) -> usize;

    /// The number of labels.
    fn labels(&self) -> usize;

    /// Logits `(wordpieces, labels)` of these inputs, one input behind the other.
    ///
    /// # Errors
    /// When an input is too long or holds an id or a type that the model does not know.
    fn logits(&self, inputs: &[Input]) -> Result<Vec<f32>, ForwardError>;

    /// The same for whoever keeps time: calls `done` after each stage of the pass, where the encoder knows of stages.
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
    /// The token type of the wordpiece at this position.
    pub(crate) fn token_type(&self, position: usize) -> u32 {
        self.token_types.map_or(0, |types| types[position])
    }

    /// Checks that a model with tables of these sizes can read it.
    pub(crate) fn check(&self, tables: &TableSizes) -> Result<(), InputError> {
        let length = self.ids.len();
        if length > tables.positions {
            return Err(InputError::TooLong(length, tables.positions));
        }
        if let Some(id) = beyond(self.ids, tables.words) {
            return Err(InputError::Wordpiece(id, tables.words));
        }
        let Some(types) = self.token_types else {
            return Ok(());
        };
        if types.len() != length {
            return Err(InputError::TokenTypes(types.len(), length));
        }
        match beyond(types, tables.token_types) {
            // An architecture without types does not look at them.
            Some(token_type) if tables.token_types > 0 => {
                Err(InputError::TokenType(token_type, tables.token_types))
            }
            _ => Ok(()),
        }
    }
}

fn beyond(ids: &[u32], rows: usize) -> Option<u32> {
    ids.iter().copied().find(|id| *id as usize >= rows)
}

/// The numbers of rows of the embedding tables.
#[derive(Clone, Copy, Debug)]
pub(crate) struct TableSizes {
    words: usize,
    positions: usize,
    token_types: usize,
}

impl TableSizes {
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
