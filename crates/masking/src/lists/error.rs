//! Errors of reading a list.

use thiserror::Error;

use super::EntryProblem;

/// The line that makes a list unusable.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("line {line}: {problem}")]
pub struct ListError {
    /// The number of the line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: EntryProblem,
}
