//! A named entity in a text.

use serde::{Deserialize, Serialize};

use crate::{SentenceSpan, Span};

/// A named entity, which covers one or more whole words of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity<S = Span> {
    /// The type, as the model's labels name it: `PER`, `ORG`, `LOC`, `MISC`, …
    pub entity_type: String,
    /// Confidence from 0 to 1: the mean over the entity's words of the probability (softmax of the logits of the
    /// word's first wordpiece) that the word belongs to an entity of this type, all labels of the type added up.
    pub score: f32,
    /// The place of the entity in bytes of the original text, or of its sentence for a [`SentenceEntity`].
    pub span: S,
}

/// Whether entities of this type are people, as CoNLL-2003 and OntoNotes name them, in any case.
pub fn is_person(entity_type: &str) -> bool {
    ["PER", "PERSON"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(entity_type))
}

/// An entity whose place is counted from the start of its sentence.
pub type SentenceEntity = Entity<SentenceSpan>;

impl SentenceEntity {
    /// Returns the same entity with its place in the text in which the sentence starts at byte `sentence_start`.
    pub fn in_text(&self, sentence_start: usize) -> Entity {
        self.at(self.span.in_text(sentence_start))
    }
}

impl Entity {
    /// Returns the same entity with its place in a sentence, or `None` when it reaches beyond that sentence.
    pub fn in_sentence(&self, sentence: Span) -> Option<SentenceEntity> {
        Some(self.at(self.span.in_sentence(sentence)?))
    }
}

impl<S> Entity<S> {
    /// Returns the same entity at another place.
    pub fn at<T>(&self, span: T) -> Entity<T> {
        Entity {
            entity_type: self.entity_type.clone(),
            score: self.score,
            span,
        }
    }
}
