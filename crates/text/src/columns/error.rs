//! Errors of reading a column file.

use thiserror::Error;

/// The fault that makes a column file unusable.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum ColumnError {
    /// A line is wrong.
    #[error("{file}, line {line}: {problem}")]
    Line {
        /// The file, as the caller names it.
        file: String,
        /// The number of the line, counted from 1.
        line: usize,
        /// What is wrong with it.
        problem: LineProblem,
    },
    /// There is no word in the file.
    #[error("{0}: no sentence in the file")]
    Empty(String),
}

/// What makes a line of a column file unusable.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum LineProblem {
    /// The bytes are not text.
    #[error("not UTF-8")]
    NotUtf8,
    /// Lines end in a lone carriage return, so that the file would look like a single line.
    #[error("a carriage return within the line; end lines with \\n or \\r\\n")]
    CarriageReturn,
    /// The word has no tag.
    #[error("expected a word and a tag, found one column")]
    OneColumn,
    /// The first column is empty.
    #[error("the word in front of the first tab is missing")]
    NoWord,
    /// The word is not in the first column.
    #[error(
        "the first column counts the words (1, 2, 3, …); leave that column out, so that the word is the first one"
    )]
    Numbered,
    /// The line lacks the column of the task.
    #[error("{found} columns, none of them for the task {task}")]
    NoTaskColumn {
        /// Number of columns of the line.
        found: usize,
        /// The name of the task.
        task: &'static str,
    },
    /// A column is missing or one too many, so the last one may not be the tag.
    #[error("{found} columns, but line {first_line} has {expected}")]
    ColumnCount {
        /// Number of columns of the line.
        found: usize,
        /// The number of the file's first line with a word.
        first_line: usize,
        /// Number of columns of that line.
        expected: usize,
    },
    /// The tag is not a BIO tag.
    #[error("the tag is {0:?}, expected O, B-TYPE or I-TYPE")]
    MalformedTag(String),
    /// The model has no label for the tag.
    #[error("unknown tag {tag:?}; the model knows {known}")]
    UnknownTag {
        /// The tag, as IOB2.
        tag: String,
        /// The labels of the model.
        known: String,
    },
}
