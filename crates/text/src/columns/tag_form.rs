//! How the tags of a column file are written, and their conversion to IOB2.

use super::bio::to_iob2;
use super::error::LineProblem;
use super::read::{ColumnSentence, Fault};

/// The prefixes of the schemes IOB1, IOB2, IOBES (also with `M` in place of `I`, and `W` in place of `S`) and BILOU.
const PREFIXES: [&str; 8] = ["B", "I", "E", "S", "L", "U", "M", "W"];

/// How the tags of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TagForm {
    /// `O`, and types behind the prefix of a scheme.
    Scheme,
    /// `O`, and types alone.
    Bare,
}

impl TagForm {
    /// Finds out how the tags of a file are written. Types alone are read where none of them has a prefix and some words
    /// are outside: a file without an `O` has something else in its last column.
    pub fn of(sentences: &[ColumnSentence]) -> Result<Self, Fault> {
        let tags = || {
            let sentences = sentences.iter();
            sentences.flat_map(|sentence| sentence.lines.iter().zip(&sentence.tags))
        };
        let Some(bare) = tags().find(|(_, tag)| !is_scheme_tag(tag)) else {
            return Ok(Self::Scheme);
        };
        let is_begin = |tag: &str| is_scheme_tag(tag) && tag.starts_with(['B', 'I']);
        let has_outside = tags().any(|(_, tag)| tag == "O");
        let wrong = if !has_outside || tags().any(|(_, tag)| is_begin(tag)) {
            Some(bare)
        } else {
            tags().find(|(_, tag)| !is_bare_type(tag))
        };
        match wrong {
            Some((line, tag)) => Err((*line, LineProblem::MalformedTag(tag.clone()))),
            None => Ok(Self::Bare),
        }
    }

    /// Rewrites the tags of a sentence as IOB2.
    pub fn convert(self, tags: &mut [String]) {
        if self == Self::Bare {
            for tag in tags.iter_mut().filter(|tag| *tag != "O") {
                *tag = format!("I-{tag}");
            }
        }
        to_iob2(tags);
    }
}

/// Whether a tag is `O`, or a type behind the prefix of a scheme.
pub fn is_scheme_tag(tag: &str) -> bool {
    let parts = tag.split_once('-');
    tag == "O" || parts.is_some_and(|(prefix, name)| PREFIXES.contains(&prefix) && !name.is_empty())
}

/// Whether a tag may be a type alone. A prefix without a type is none, nor is punctuation.
fn is_bare_type(tag: &str) -> bool {
    let prefix = tag.strip_suffix('-').unwrap_or(tag);
    tag == "O" || (!PREFIXES.contains(&prefix) && tag.contains(char::is_alphanumeric))
}
