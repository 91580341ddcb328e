//! Entities as seqeval's strict mode reads them from IOB2 tags.

use crate::ScoreError;
use crate::spans::EntitySpan;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Prefix {
    Outside,
    Begin,
    Inside,
}

pub(crate) fn strict_spans<S: AsRef<str>>(
    sentences: &[Vec<S>],
) -> Result<Vec<EntitySpan>, ScoreError> {
    let mut spans = Vec::new();
    let mut position = 0;
    for (sentence, tags) in sentences.iter().enumerate() {
        let mut open: Option<EntitySpan> = None;
        for (word, tag) in tags.iter().enumerate() {
            let (prefix, entity_type) = read_tag(sentence, word, tag.as_ref())?;
            match open.as_mut() {
                Some(span) if prefix == Prefix::Inside && span.entity_type == entity_type => {
                    span.end = position + 1;
                }
                _ => {
                    spans.extend(open.take());
                    open = (prefix == Prefix::Begin).then(|| EntitySpan {
                        entity_type: entity_type.to_owned(),
                        start: position,
                        end: position + 1,
                    });
                }
            }
            position += 1;
        }
        spans.extend(open);
    }
    Ok(spans)
}

/// The first character is the prefix, the rest without its outer hyphens the type.
fn read_tag(sentence: usize, word: usize, tag: &str) -> Result<(Prefix, &str), ScoreError> {
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
    let entity_type = characters.as_str().trim_matches('-');
    Ok((
        prefix,
        if entity_type.is_empty() {
            "_"
        } else {
            entity_type
        },
    ))
}
