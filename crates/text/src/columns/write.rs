//! Writes sentences as column lines: a word with its tag a line, and a blank line behind the sentence.

use super::bio::iob2_tags;
use crate::{SentenceEntity, Word, split_words};

/// Writes the lines of a sentence with its entities in IOB2, as [`crate::read_columns`] reads them. Words are written as
/// a model reads them ([`Word::text`]).
///
/// A word that an entity covers in part is tagged as a whole, with the first entity where there are several. White
/// space inside a word would be a column of its own and is left out; inside a type it is written as `_`.
pub fn entity_columns(sentence: &str, entities: &[SentenceEntity]) -> String {
    let words = split_words(sentence);
    let words: Vec<&Word> = words.iter().filter(|word| is_written(word)).collect();
    let mut first = 0;
    let ranges = entities.iter().map(|entity| {
        let place = entity.span;
        let start = first.max(words.partition_point(|word| word.span.end <= place.start));
        let end = start.max(words.partition_point(|word| word.span.start < place.end));
        first = end;
        (start..end, one_column(&entity.entity_type))
    });
    let ranges: Vec<_> = ranges.collect();
    let entities = ranges.iter().map(|(range, name)| (range.clone(), &**name));
    let tags = iob2_tags(words.len(), entities);
    lines(words.iter().copied().zip(&tags))
}

/// Writes the lines of a sentence with one tag a word, such as a part of speech.
pub fn tag_columns(words: &[Word], tags: &[&str]) -> String {
    let tags: Vec<String> = tags.iter().map(|tag| one_column(tag)).collect();
    lines(words.iter().zip(&tags).filter(|(word, _)| is_written(word)))
}

fn lines<'a>(words: impl Iterator<Item = (&'a Word, &'a String)>) -> String {
    let lines = words.map(|(word, tag)| format!("{} {tag}\n", without_white_space(&word.text)));
    lines.chain(["\n".to_owned()]).collect()
}

fn is_written(word: &Word) -> bool {
    !without_white_space(&word.text).is_empty()
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
