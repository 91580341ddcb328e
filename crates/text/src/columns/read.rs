//! Reads column files as sentences.

use super::bio::{WrittenTag, to_iob2};
use super::error::{ColumnError, LineProblem};
use crate::Task;

/// A sentence of a column file, with BIO tags in IOB2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSentence {
    /// The words, which are the first column.
    pub words: Vec<String>,
    /// The tags of the task's column, one a word; BIO tags are converted to IOB2.
    pub tags: Vec<String>,
    /// Number of the line with the first word, counted from 1. The other words follow without a gap.
    pub first_line: usize,
}

/// Reads a column file. Columns are separated by spaces or tabs, the word is the first and the tag in the column of the
/// task; BIO tags may be IOB1 or IOB2. Lines that start with `-DOCSTART-` are left out. `name` is the file's name for
/// errors.
///
/// # Errors
/// When the file is not UTF-8, holds no word, or a line has another number of columns than the first or no BIO tag.
pub fn read_columns(
    name: &str,
    bytes: &[u8],
    task: Task,
) -> Result<Vec<ColumnSentence>, ColumnError> {
    let text = decode(name, bytes)?;
    let mut reader = Reader::new(name, task);
    for (index, line) in text.lines().enumerate() {
        reader.line(index + 1, line)?;
    }
    reader.finish()
}

fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, ColumnError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.iter().take(error.valid_up_to());
        ColumnError::Line {
            file: name.to_owned(),
            line: 1 + valid.filter(|byte| **byte == b'\n').count(),
            problem: LineProblem::NotUtf8,
        }
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

struct Reader<'a> {
    name: &'a str,
    task: Task,
    /// Number of the first line with a word, and how many columns it has.
    shape: Option<(usize, usize)>,
    open: Option<ColumnSentence>,
    done: Vec<ColumnSentence>,
}

impl<'a> Reader<'a> {
    fn new(name: &'a str, task: Task) -> Self {
        Self {
            name,
            task,
            shape: None,
            open: None,
            done: Vec::new(),
        }
    }

    fn line(&mut self, line: usize, text: &str) -> Result<(), ColumnError> {
        let read = self.columns(line, text);
        read.map_err(|problem| ColumnError::Line {
            file: self.name.to_owned(),
            line,
            problem,
        })
    }

    fn columns(&mut self, line: usize, text: &str) -> Result<(), LineProblem> {
        if text.contains('\r') {
            return Err(LineProblem::CarriageReturn);
        }
        let columns: Vec<&str> = text.split_ascii_whitespace().collect();
        let ends_sentence = |first: &&str| first.starts_with("-DOCSTART-");
        if columns.first().is_none_or(ends_sentence) {
            self.end_sentence();
            return Ok(());
        }
        let [word, _, ..] = columns[..] else {
            return Err(LineProblem::OneColumn);
        };
        let found = columns.len();
        let (first_line, expected) = *self.shape.get_or_insert((line, found));
        if found != expected {
            return Err(LineProblem::ColumnCount {
                found,
                first_line,
                expected,
            });
        }
        let Some(tag) = self.task.tag(&columns) else {
            let task = self.task.name();
            return Err(LineProblem::NoTaskColumn { found, task });
        };
        if self.task.is_bio() && WrittenTag::parse(tag).is_none() {
            return Err(LineProblem::MalformedTag(tag.to_owned()));
        }
        let sentence = self.open.get_or_insert_with(|| ColumnSentence {
            words: Vec::new(),
            tags: Vec::new(),
            first_line: line,
        });
        sentence.words.push(word.to_owned());
        sentence.tags.push(tag.to_owned());
        Ok(())
    }

    fn end_sentence(&mut self) {
        if let Some(mut sentence) = self.open.take() {
            if self.task.is_bio() {
                to_iob2(&mut sentence.tags);
            }
            self.done.push(sentence);
        }
    }

    fn finish(mut self) -> Result<Vec<ColumnSentence>, ColumnError> {
        self.end_sentence();
        if self.done.is_empty() {
            return Err(ColumnError::Empty(self.name.to_owned()));
        }
        Ok(self.done)
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
