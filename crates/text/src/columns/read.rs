//! Reads column files into sentences.

use super::ColumnError;
use super::bio::{WrittenTag, to_iob2};
use crate::Task;

/// A sentence of a column file, its BIO tags in IOB2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSentence {
    /// The first column.
    pub words: Vec<String>,
    /// The task's column, BIO tags as IOB2; as many as words.
    pub tags: Vec<String>,
    /// The line of the first word, counted from 1; the others follow without a gap.
    pub first_line: usize,
}

/// Reads a column file. Columns are separated by spaces or tabs, the word is the first and the tag in the column of the
/// task; BIO tags may be IOB1 or IOB2. Lines that start with `-DOCSTART-` are left out. `name` is the file's name for errors.
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
    let text = std::str::from_utf8(bytes).map_err(|error| ColumnError::NotUtf8 {
        file: name.to_owned(),
        line: 1 + bytes
            .iter()
            .take(error.valid_up_to())
            .filter(|byte| **byte == b'\n')
            .count(),
    })?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

struct Reader<'a> {
    name: &'a str,
    task: Task,
    /// The first line with a word and its number of columns.
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
        let file = || self.name.to_owned();
        if text.contains('\r') {
            return Err(ColumnError::CarriageReturn { file: file(), line });
        }
        let columns: Vec<&str> = text.split_ascii_whitespace().collect();
        let word = match columns.as_slice() {
            [] => return self.end_sentence(),
            [first, ..] if first.starts_with("-DOCSTART-") => return self.end_sentence(),
            [_] => return Err(ColumnError::OneColumn { file: file(), line }),
            [word, ..] => *word,
        };
        let (first_line, expected) = *self.shape.get_or_insert((line, columns.len()));
        if columns.len() != expected {
            return Err(ColumnError::ColumnCount {
                file: file(),
                line,
                found: columns.len(),
                first_line,
                expected,
            });
        }
        let Some(tag) = self.task.tag(&columns) else {
            return Err(ColumnError::NoTaskColumn {
                file: file(),
                line,
                found: columns.len(),
                task: self.task.name(),
            });
        };
        if self.task.is_bio() && WrittenTag::parse(tag).is_none() {
            return Err(ColumnError::MalformedTag {
                file: file(),
                line,
                tag: tag.to_owned(),
            });
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

    fn end_sentence(&mut self) -> Result<(), ColumnError> {
        if let Some(mut sentence) = self.open.take() {
            if self.task.is_bio() {
                to_iob2(&mut sentence.tags);
            }
            self.done.push(sentence);
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<ColumnSentence>, ColumnError> {
        self.end_sentence()?;
        if self.done.is_empty() {
            return Err(ColumnError::Empty {
                file: self.name.to_owned(),
            });
        }
        Ok(self.done)
    }
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
