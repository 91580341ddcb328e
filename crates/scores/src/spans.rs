//! Entities as seqeval's default mode (`get_entities`, after conlleval) reads them from any tags.
//!
//! The first character of a tag is its prefix, what follows the first hyphen its type. Prefixes other than `B`, `I`,
//! `E`, `S` and `O` have no rules of their own: such tags go on as long as their type stays the same. So
//! part-of-speech tags can be scored too, and that is why this follows seqeval to the letter, odd corners included.

use crate::ScoreError;

/// An entity of some type at a place, `start..end`. Places are only compared, so they may count anything; where tags are
/// scored, they count words over all sentences.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct EntitySpan {
    /// The type of the entity.
    pub entity_type: String,
    /// The place where it begins.
    pub start: usize,
    /// The place behind its end.
    pub end: usize,
}

#[derive(Clone, Copy)]
struct Tag<'a> {
    prefix: char,
    entity_type: &'a str,
}

/// The tag that seqeval puts behind every sentence.
const OUTSIDE: Tag = Tag {
    prefix: 'O',
    entity_type: "_",
};

pub(crate) fn default_spans<S: AsRef<str>>(
    sentences: &[Vec<S>],
) -> Result<Vec<EntitySpan>, ScoreError> {
    let mut spans = Vec::new();
    let mut previous = Tag {
        prefix: 'O',
        entity_type: "",
    };
    let mut start = 0;
    for (position, tag) in with_separators(sentences)?.into_iter().enumerate() {
        if ends(previous, tag) {
            spans.push(EntitySpan {
                entity_type: previous.entity_type.to_owned(),
                start,
                end: position,
            });
        }
        if starts(previous, tag) {
            start = position;
        }
        previous = tag;
    }
    Ok(spans)
}

/// All tags in one row, an `O` behind each sentence and one more behind the last, as seqeval has it.
fn with_separators<S: AsRef<str>>(sentences: &[Vec<S>]) -> Result<Vec<Tag<'_>>, ScoreError> {
    let mut row = Vec::new();
    for (sentence, tags) in sentences.iter().enumerate() {
        for (word, tag) in tags.iter().enumerate() {
            row.push(read_tag(tag.as_ref()).ok_or(ScoreError::EmptyTag { sentence, word })?);
        }
        row.push(OUTSIDE);
    }
    row.push(OUTSIDE);
    Ok(row)
}

fn read_tag(tag: &str) -> Option<Tag<'_>> {
    let mut characters = tag.chars();
    let prefix = characters.next()?;
    let rest = characters.as_str();
    let entity_type = rest
        .split_once('-')
        .map_or(rest, |(_, entity_type)| entity_type);
    Some(Tag {
        prefix,
        entity_type: if entity_type.is_empty() {
            "_"
        } else {
            entity_type
        },
    })
}

fn ends(previous: Tag, next: Tag) -> bool {
    match (previous.prefix, next.prefix) {
        ('E' | 'S', _) | ('B' | 'I', 'B' | 'S' | 'O') => true,
        ('O' | '.', _) => false,
        _ => previous.entity_type != next.entity_type,
    }
}

fn starts(previous: Tag, next: Tag) -> bool {
    match (previous.prefix, next.prefix) {
        (_, 'B' | 'S') | ('E' | 'S' | 'O', 'E' | 'I') => true,
        (_, 'O' | '.') => false,
        _ => previous.entity_type != next.entity_type,
    }
}
