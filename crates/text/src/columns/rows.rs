//! Cuts the lines of a column file into columns, and tells words from comments.

use std::collections::HashSet;

use super::error::LineProblem;
use super::read::Fault;
use super::tag_form::is_scheme_tag;
use crate::Task;

/// What a line of a column file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// The end of a sentence: a blank line, or the mark of a document.
    End,
    /// A comment.
    Comment,
    /// A word with its tag.
    Word {
        /// The first column.
        word: &'a str,
        /// The column of the task.
        tag: &'a str,
    },
}

/// What separates columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Separator {
    /// Spaces and tabs, any number of them.
    Blanks,
    /// A single tab, so that spaces are part of a word or of a type.
    Tab,
}

/// The lines of a column file.
pub struct Rows<'a> {
    lines: Vec<(usize, Line<'a>)>,
    columns: usize,
}

impl<'a> Rows<'a> {
    /// Reads all lines of a file.
    pub fn read(text: &'a str, task: Task) -> Result<Self, Fault> {
        let numbered = text.lines().enumerate();
        // Files that were put behind each other have a byte order mark in the middle.
        let lines = numbered.map(|(index, line)| (index + 1, line.trim_start_matches('\u{feff}')));
        let lines: Vec<(usize, &str)> = lines.collect();
        if let Some((line, _)) = lines.iter().find(|(_, text)| text.contains('\r')) {
            return Err((*line, LineProblem::CarriageReturn));
        }
        let words = || {
            lines
                .iter()
                .map(|(_, line)| *line)
                .filter(|line| is_surely_word(line))
        };
        let separator = separator(words);
        let first = lines.iter().find(|(_, line)| is_surely_word(line));
        let shape = first.map(|(line, text)| (*line, split(text, separator).len()));
        let tags = words().filter_map(|line| task.tag(&split(line, separator)));
        let mut reader = Reader {
            task,
            separator,
            shape,
            tags: tags.collect(),
        };
        let mut read = Vec::with_capacity(lines.len());
        for (line, text) in lines {
            let content = reader.line(line, text);
            read.push((line, content.map_err(|problem| (line, problem))?));
        }
        Ok(Self {
            lines: read,
            columns: reader.shape.map_or(0, |(_, columns)| columns),
        })
    }

    /// The lines with their numbers, counted from 1.
    pub fn lines(&self) -> impl Iterator<Item = (usize, Line<'a>)> {
        self.lines.iter().copied()
    }

    /// The number of columns of a line.
    pub fn columns(&self) -> usize {
        self.columns
    }
}

fn is_end(line: &str) -> bool {
    let mut columns = line.split_ascii_whitespace();
    columns
        .next()
        .is_none_or(|first| first.starts_with("-DOCSTART-"))
}

/// Whether a line is neither an end nor something that may be a comment.
fn is_surely_word(line: &str) -> bool {
    !is_end(line) && !line.trim_ascii_start().starts_with('#')
}

fn split(line: &str, separator: Separator) -> Vec<&str> {
    match separator {
        Separator::Blanks => line.split_ascii_whitespace().collect(),
        Separator::Tab => line
            .trim_ascii_end()
            .split('\t')
            .map(str::trim_ascii)
            .collect(),
    }
}

/// Finds out what separates columns. Tabs alone do where otherwise lines would differ in their number of columns, or
/// where the only spaces are those of types such as `B-work of art`.
fn separator<'a, I: Iterator<Item = &'a str>>(lines: impl Fn() -> I) -> Separator {
    let Some(tabs) = uniform(lines(), Separator::Tab).filter(|columns| *columns > 1) else {
        return Separator::Blanks;
    };
    match uniform(lines(), Separator::Blanks) {
        None => Separator::Tab,
        Some(blanks) if blanks == tabs => Separator::Blanks,
        Some(_) if lines().all(has_blanks_in_its_tag_alone) => Separator::Tab,
        Some(_) => Separator::Blanks,
    }
}

/// The number of columns, if it is that of every line.
fn uniform<'a>(mut lines: impl Iterator<Item = &'a str>, separator: Separator) -> Option<usize> {
    let columns = split(lines.next()?, separator).len();
    lines
        .all(|line| split(line, separator).len() == columns)
        .then_some(columns)
}

fn has_blanks_in_its_tag_alone(line: &str) -> bool {
    let columns = split(line, Separator::Tab);
    let Some((tag, others)) = columns.split_last() else {
        return false;
    };
    is_scheme_tag(tag) && others.iter().all(|column| !column.contains(' '))
}

struct Reader<'a> {
    task: Task,
    separator: Separator,
    /// Number of the first line with a word, and how many columns it has.
    shape: Option<(usize, usize)>,
    /// The tags of lines that are surely words.
    tags: HashSet<&'a str>,
}

impl<'a> Reader<'a> {
    fn line(&mut self, line: usize, text: &'a str) -> Result<Line<'a>, LineProblem> {
        if is_end(text) {
            return Ok(Line::End);
        }
        let columns = split(text, self.separator);
        if !is_surely_word(text) && self.is_comment(&columns) {
            return Ok(Line::Comment);
        }
        let [word, _, ..] = columns[..] else {
            return Err(LineProblem::OneColumn);
        };
        if word.is_empty() {
            return Err(LineProblem::NoWord);
        }
        let found = columns.len();
        let (first_line, expected) = *self.shape.get_or_insert((line, found));
        if found != expected {
            return Err(LineProblem::ColumnCount {
                found,
                first_line,
                expected,
            });
        }
        match self.task.tag(&columns) {
            Some(tag) => Ok(Line::Word { word, tag }),
            None => Err(LineProblem::NoTaskColumn {
                found,
                task: self.task.name(),
            }),
        }
    }

    /// Whether a line that begins with `#` is a comment: it is longer than a line with a word, or it ends in no tag.
    fn is_comment(&self, columns: &[&str]) -> bool {
        let expected = self.shape.map_or(columns.len(), |(_, columns)| columns);
        let tag = self.task.tag(columns);
        if columns.len() > expected || columns.get(2) == Some(&"=") {
            return true;
        }
        let is_tag = |tag: &str| match self.task.is_bio() {
            true => is_scheme_tag(tag),
            // Tags of words are written in capitals, or are punctuation.
            false => !tag.contains(char::is_lowercase),
        };
        let is_known = |tag: &str| columns.len() == expected && self.tags.contains(tag);
        !(columns.len() > 1 && tag.is_some_and(|tag| is_tag(tag) || is_known(tag)))
    }
}
