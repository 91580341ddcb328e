//! Reads column files as sentences.

use super::error::{ColumnError, LineProblem};
use super::numbering::is_numbered;
use super::rows::{Line, Rows};
use super::tag_form::TagForm;
use crate::Task;

/// A sentence of a column file, with BIO tags in IOB2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnSentence {
    /// The words, which are the first column.
    pub words: Vec<String>,
    /// The tags of the task's column, one a word; BIO tags are converted to IOB2. That of a word whose label is
    /// not known is [`UNKNOWN_TAG`](crate::UNKNOWN_TAG).
    pub tags: Vec<String>,
    /// Numbers of the lines that the words stand in, counted from 1. Comments may stand between them.
    pub lines: Vec<usize>,
}

impl ColumnSentence {
    /// Returns the number of the line of a word, counted from 1; that of the first where there is no such word.
    pub fn line_of(&self, word: usize) -> usize {
        let line = self.lines.get(word).or(self.lines.first());
        line.copied().unwrap_or(1)
    }
}

/// Reads a column file. Columns are separated by spaces or tabs, by tabs alone where words or types hold spaces. The
/// word is the first column and the tag that of the task. BIO tags may be IOB1, IOB2, IOBES, BILOU, or types without a
/// prefix, of which like neighbours are one entity. Lines that start with `-DOCSTART-` and comments (`# …`) are left
/// out; a word `#` with a tag is none. `name` is the file's name for errors.
///
/// # Errors
/// When the file is not UTF-8, holds no word, its first column counts the words, or a line has another number of columns
/// than the first or no BIO tag.
pub fn read_columns(
    name: &str,
    bytes: &[u8],
    task: Task,
) -> Result<Vec<ColumnSentence>, ColumnError> {
    let text = decode(name, bytes)?;
    read_text(text, task)
        .map_err(|fault| at_line(name, fault))?
        .ok_or_else(|| ColumnError::Empty(name.to_owned()))
}

/// Takes sentences that were read in another form: their BIO tags, which may be of any scheme that [`read_columns`] knows,
/// become those of IOB2. `name` is the file's name for errors.
///
/// # Errors
/// When there is no sentence, or a tag is no BIO tag.
pub fn with_iob2(
    name: &str,
    mut sentences: Vec<ColumnSentence>,
    task: Task,
) -> Result<Vec<ColumnSentence>, ColumnError> {
    if sentences.is_empty() {
        return Err(ColumnError::Empty(name.to_owned()));
    }
    let converted = convert(&mut sentences, task);
    converted.map_err(|fault| at_line(name, fault))?;
    Ok(sentences)
}

/// A fault with the number of its line.
pub(super) type Fault = (usize, LineProblem);

fn at_line(name: &str, (line, problem): Fault) -> ColumnError {
    ColumnError::Line {
        file: name.to_owned(),
        line,
        problem,
    }
}

fn decode<'a>(name: &str, bytes: &'a [u8]) -> Result<&'a str, ColumnError> {
    std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.iter().take(error.valid_up_to());
        ColumnError::Line {
            file: name.to_owned(),
            line: 1 + valid.filter(|byte| **byte == b'\n').count(),
            problem: LineProblem::NotUtf8,
        }
    })
}

fn read_text(text: &str, task: Task) -> Result<Option<Vec<ColumnSentence>>, Fault> {
    let rows = Rows::read(text, task)?;
    let mut sentences = Vec::new();
    let mut open: Option<ColumnSentence> = None;
    for (line, content) in rows.lines() {
        match content {
            Line::End => sentences.extend(open.take()),
            Line::Comment => {}
            Line::Word { word, tag } => {
                let sentence = open.get_or_insert_with(|| ColumnSentence {
                    words: Vec::new(),
                    tags: Vec::new(),
                    lines: Vec::new(),
                });
                sentence.words.push(word.to_owned());
                sentence.tags.push(tag.to_owned());
                sentence.lines.push(line);
            }
        }
    }
    sentences.extend(open);
    let Some(first) = sentences.first() else {
        return Ok(None);
    };
    if rows.columns() > 2 && is_numbered(&sentences) {
        return Err((first.line_of(0), LineProblem::Numbered));
    }
    convert(&mut sentences, task)?;
    Ok(Some(sentences))
}

fn convert(sentences: &mut [ColumnSentence], task: Task) -> Result<(), Fault> {
    if task.is_bio() {
        let form = TagForm::of(sentences)?;
        for sentence in sentences {
            form.convert(&mut sentence.tags);
        }
    }
    Ok(())
}

#[cfg(test)]
#[path = "read_tests.rs"]
mod tests;
