//! Entities as seqeval's default mode (`get_entities`, after conlleval) reads them from any tags.
//!
//! The first character of a tag is its prefix, what follows the first hyphen its type. Prefixes other than `B`, `I`,
//! `E`, `S` and `O` have no rules of their own: such tags go on as long as their type stays the same. So
//! part-of-speech tags can be scored too, and that is why this follows seqeval to the letter, odd corners included.

use crate::ScoreError;

/// An entity and its place. Positions mean nothing but equality; where tags are scored, they count words over all
/// sentences.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Chunk {
    /// Its type.
    pub kind: String,
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

#[derive(Clone, Copy)]
struct Parts<'a> {
    prefix: char,
    kind: &'a str,
}

/// What seqeval puts behind every sentence.
const OUTSIDE: Parts = Parts {
    prefix: 'O',
    kind: "_",
};

pub(crate) fn default_chunks<S: AsRef<str>>(
    sentences: &[Vec<S>],
) -> Result<Vec<Chunk>, ScoreError> {
    let mut chunks = Vec::new();
    let mut previous = Parts {
        prefix: 'O',
        kind: "",
    };
    let mut start = 0;
    for (position, parts) in with_separators(sentences)?.into_iter().enumerate() {
        if ends(previous, parts) {
            chunks.push(Chunk {
                kind: previous.kind.to_owned(),
                start,
                end: position,
            });
        }
        if starts(previous, parts) {
            start = position;
        }
        previous = parts;
    }
    Ok(chunks)
}

/// All tags in one row, an `O` behind each sentence and one more behind the last, as seqeval has it.
fn with_separators<S: AsRef<str>>(sentences: &[Vec<S>]) -> Result<Vec<Parts<'_>>, ScoreError> {
    let mut row = Vec::new();
    for (sentence, tags) in sentences.iter().enumerate() {
        for (word, tag) in tags.iter().enumerate() {
            row.push(parts(tag.as_ref()).ok_or(ScoreError::EmptyTag { sentence, word })?);
        }
        row.push(OUTSIDE);
    }
    row.push(OUTSIDE);
    Ok(row)
}

fn parts(tag: &str) -> Option<Parts<'_>> {
    let mut characters = tag.chars();
    let prefix = characters.next()?;
    let rest = characters.as_str();
    let kind = rest.split_once('-').map_or(rest, |(_, kind)| kind);
    Some(Parts {
        prefix,
        kind: if kind.is_empty() { "_" } else { kind },
    })
}

fn ends(previous: Parts, next: Parts) -> bool {
    match (previous.prefix, next.prefix) {
        ('E' | 'S', _) | ('B' | 'I', 'B' | 'S' | 'O') => true,
        ('O' | '.', _) => false,
        _ => previous.kind != next.kind,
    }
}

fn starts(previous: Parts, next: Parts) -> bool {
    match (previous.prefix, next.prefix) {
        (_, 'B' | 'S') | ('E' | 'S' | 'O', 'E' | 'I') => true,
        (_, 'O' | '.') => false,
        _ => previous.kind != next.kind,
    }
}
