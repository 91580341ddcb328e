//! A sentence of the text, and what is known of it.

use std::rc::Rc;

use namelight_text::{Entity, Span};

/// How far the analysis of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceStatus {
    /// No worker has been asked about it.
    Waiting,
    /// A worker has been asked about it.
    Asked,
    /// Its entities are known.
    Known,
    /// Its analysis was given up: the person stopped it, or it failed.
    Abandoned,
}

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its place, in bytes of the text.
    pub span: Span,
    /// How far its analysis is.
    pub status: SentenceStatus,
    /// Its entities; until they are known, those of an older form of it. Their spans are byte ranges of the sentence.
    pub entities: Rc<[Entity]>,
}

impl Sentence {
    /// Its entities, with their spans as byte ranges of the text.
    pub fn entities_in_text(&self) -> impl Iterator<Item = Entity> + '_ {
        let start = self.span.start;
        self.entities.iter().map(move |entity| Entity {
            span: Span {
                start: start + entity.span.start,
                end: start + entity.span.end,
            },
            ..entity.clone()
        })
    }
}

/// The entities of a text that lie in a sentence, with their spans as byte ranges of the sentence.
pub fn entities_within(sentence: Span, entities: &[Entity]) -> Rc<[Entity]> {
    let first = entities.partition_point(|entity| entity.span.start < sentence.start);
    let inside = entities[first..]
        .iter()
        .take_while(|entity| entity.span.end <= sentence.end);
    inside
        .map(|entity| Entity {
            span: Span {
                start: entity.span.start - sentence.start,
                end: entity.span.end - sentence.start,
            },
            ..entity.clone()
        })
        .collect()
}
