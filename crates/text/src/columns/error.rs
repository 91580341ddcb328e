//! The faults that make a column file unusable.

use thiserror::Error;

/// The fault that makes a column file unusable.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ColumnError {
    /// The bytes are not text.
    #[error("{file}, line {line}: not UTF-8")]
    NotUtf8 {
        /// The file, as the caller names it.
        file: String,
        /// Counted from 1.
        line: usize,
    },
    /// Lines end in a lone carriage return, so that the file would look like a single line.
    #[error("{file}, line {line}: a carriage return within the line; end lines with \\n or \\r\\n")]
    CarriageReturn {
        /// The file, as the caller names it.
        file: String,
        /// Counted from 1.
        line: usize,
    },
    /// The word has no tag.
    #[error("{file}, line {line}: expected a word and a tag, found one column")]
    OneColumn {
        /// The file, as the caller names it.
        file: String,
        /// Counted from 1.
        line: usize,
    },
    /// The task's column is not there.
    #[error("{file}, line {line}: {found} columns, none of them for the task {task}")]
    NoTaskColumn {
        /// The file, as the caller names it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// Columns of this line.
        found: usize,
        /// The task's name.
        task: &'static str,
    },
    /// A column is missing or one too many, so the last one may not be the tag.
    #[error("{file}, line {line}: {found} columns, but line {first_line} has {expected}")]
    ColumnCount {
        /// The file, as the caller names it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// Columns of this line.
        found: usize,
        /// The file's first line with a word.
        first_line: usize,
        /// Columns of that line.
        expected: usize,
    },
    /// The tag is not a BIO tag.
    #[error("{file}, line {line}: the tag is {tag:?}, expected O, B-TYPE or I-TYPE")]
    MalformedTag {
        /// The file, as the caller names it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// The tag.
        tag: String,
    },
    /// The tag is none of the model's labels.
    #[error("{file}, line {line}: unknown tag {tag:?}; the model knows {known}")]
    UnknownTag {
        /// The file, as the caller names it.
        file: String,
        /// Counted from 1.
        line: usize,
        /// The tag, as IOB2.
        tag: String,
        /// The model's labels.
        known: String,
    },
    /// There is no word in the file.
    #[error("{file}: no sentence in the file")]
    Empty {
        /// The file, as the caller names it.
        file: String,
    },
}
