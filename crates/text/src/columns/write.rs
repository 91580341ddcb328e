//! Writes sentences as column lines: a word with its tag a line, and a blank line behind the sentence.

use super::bio::iob2_tags;
use crate::{SentenceEntity, SentenceSpan, split_words};

/// Writes the lines of a sentence with its entities in IOB2, as [`crate::read_columns`] reads them.
///
/// A word that an entity covers in part is tagged as a whole, with the first entity where there are several. White
/// space inside a word would be a column of its own and is left out; inside a type it is written as `_`.
pub fn entity_columns(sentence: &str, entities: &[SentenceEntity]) -> String {
    let words = written_words(sentence);
    let mut first = 0;
    let ranges = entities.iter().map(|entity| {
        let place = entity.span;
        let start = first.max(words.partition_point(|(span, _)| span.end <= place.start));
        let end = start.max(words.partition_point(|(span, _)| span.start < place.end));
        first = end;
        (start..end, one_column(&entity.entity_type))
    });
    let ranges: Vec<_> = ranges.collect();
    let entities = ranges.iter().map(|(range, name)| (range.clone(), &**name));
    let tags = iob2_tags(words.len(), entities);
    lines(words.iter().map(|(_, word)| &**word).zip(&tags))
}

/// Writes the lines of a sentence with one tag a word, such as a part of speech.
pub fn tag_columns(sentence: &str, words: &[SentenceSpan], tags: &[&str]) -> String {
    let words = words
        .iter()
        .map(|span| without_white_space(span.slice(sentence).unwrap_or_default()));
    let words: Vec<String> = words.collect();
    let tags = tags.iter().map(|tag| one_column(tag));
    let tags: Vec<String> = tags.collect();
    let pairs = words.iter().map(|word| &**word).zip(&tags);
    lines(pairs.filter(|(word, _)| !word.is_empty()))
}

fn lines<'a>(words: impl Iterator<Item = (&'a str, &'a String)>) -> String {
    let lines = words.map(|(word, tag)| format!("{word} {tag}\n"));
    lines.chain(["\n".to_owned()]).collect()
}

/// Returns the words of a sentence that are not empty once white space is removed.
fn written_words(sentence: &str) -> Vec<(SentenceSpan, String)> {
    let words = split_words(sentence).into_iter().map(|span| {
        let word = span.slice(sentence).unwrap_or_default();
        (span, without_white_space(word))
    });
    words.filter(|(_, word)| !word.is_empty()).collect()
}

/// Removes what a reader of columns would take for the end of a column, or for the start of a file.
fn without_white_space(word: &str) -> String {
    let is_kept = |letter: &char| !letter.is_whitespace() && *letter != '\u{feff}';
    word.chars().filter(is_kept).collect()
}

pub(super) fn one_column(tag: &str) -> String {
    tag.split_whitespace().collect::<Vec<_>>().join("_")
}

#[cfg(test)]
#[path = "write_tests.rs"]
mod tests;
