//! Entities as seqeval's strict mode reads them from IOB2 tags.

use crate::ScoreError;
use crate::chunks::Chunk;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Outside,
    Begin,
    Inside,
}

pub(crate) fn strict_chunks<S: AsRef<str>>(sentences: &[Vec<S>]) -> Result<Vec<Chunk>, ScoreError> {
    let mut chunks = Vec::new();
    let mut position = 0;
    for (sentence, tags) in sentences.iter().enumerate() {
        let mut open: Option<Chunk> = None;
        for (word, tag) in tags.iter().enumerate() {
            let (prefix, kind) = parts(sentence, word, tag.as_ref())?;
            match open.as_mut() {
                Some(chunk) if prefix == Prefix::Inside && chunk.kind == kind => {
                    chunk.end = position + 1;
                }
                _ => {
                    chunks.extend(open.take());
                    open = (prefix == Prefix::Begin).then(|| Chunk {
                        kind: kind.to_owned(),
                        start: position,
                        end: position + 1,
                    });
                }
            }
            position += 1;
        }
        chunks.extend(open);
    }
    Ok(chunks)
}

/// The first character is the prefix, the rest without its outer hyphens the type.
fn parts(sentence: usize, word: usize, tag: &str) -> Result<(Prefix, &str), ScoreError> {
    let mut characters = tag.chars();
    let prefix = match characters.next() {
        None => return Err(ScoreError::EmptyTag { sentence, word }),
        Some('O') => Prefix::Outside,
        Some('B') => Prefix::Begin,
        Some('I') => Prefix::Inside,
        Some(_) => {
            return Err(ScoreError::NotIob2 {
                sentence,
                word,
                tag: tag.to_owned(),
            });
        }
    };
    let kind = characters.as_str().trim_matches('-');
    Ok((prefix, if kind.is_empty() { "_" } else { kind }))
}
