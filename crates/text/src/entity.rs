//! What a reader sees: a named entity in a text.

use serde::{Deserialize, Serialize};

use crate::Span;

/// A named entity: one or more whole words of the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Entity {
    /// The type, as the model's labels name it: `PER`, `ORG`, `LOC`, `MISC`, …
    pub kind: String,
    /// Confidence from 0 to 1: the mean over the entity's words of the probability (softmax of the logits of the
    /// word's first wordpiece) that the word belongs to an entity of this type, `B-` and `I-` label added up.
    pub score: f32,
    /// Where it stands in the original text, in bytes.
    pub span: Span,
}
