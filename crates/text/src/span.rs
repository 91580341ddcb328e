//! Places in a text.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes `start..end` of the original text, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// First byte inside.
    pub start: usize,
    /// First byte behind.
    pub end: usize,
}

impl Span {
    /// The part of `text` that this span covers, or `None` when it does not lie on character boundaries of `text`.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }
}
