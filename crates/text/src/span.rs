//! Places in a text and in a sentence of it.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes `start..end` of the original text, on character boundaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Span {
    /// Index of the first byte inside.
    pub start: usize,
    /// Index of the first byte behind.
    pub end: usize,
}

/// A half-open range of bytes `start..end` of a sentence, on character boundaries. It is a type of its own, so that a
/// place in a sentence is never taken for one in the text that the sentence stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SentenceSpan {
    /// Index of the first byte inside, counted from the start of the sentence.
    pub start: usize,
    /// Index of the first byte behind, counted from the start of the sentence.
    pub end: usize,
}

impl Span {
    /// Returns the part of `text` that this span covers, or `None` when it does not lie on character boundaries of
    /// `text`.
    pub fn slice(self, text: &str) -> Option<&str> {
        text.get(self.start..self.end)
    }

    /// Returns the same place counted from the start of a sentence, or `None` when it reaches beyond that sentence.
    pub fn in_sentence(self, sentence: Self) -> Option<SentenceSpan> {
        (self.end <= sentence.end).then_some(SentenceSpan {
            start: self.start.checked_sub(sentence.start)?,
            end: self.end.checked_sub(sentence.start)?,
        })
    }
}

impl SentenceSpan {
    /// Returns the part of `sentence` that this span covers, or `None` when it does not lie on character boundaries of
    /// it.
    pub fn slice(self, sentence: &str) -> Option<&str> {
        sentence.get(self.start..self.end)
    }

    /// Returns the same place in the text in which the sentence starts at byte `sentence_start`.
    pub fn in_text(self, sentence_start: usize) -> Span {
        Span {
            start: sentence_start + self.start,
            end: sentence_start + self.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_sentence_is_the_same_place_in_its_text() {
        let text = "Hm. Zoë sings.";
        let sentence = Span { start: 4, end: 15 };
        let name = SentenceSpan { start: 0, end: 4 };
        assert_eq!(name.slice(sentence.slice(text).unwrap()), Some("Zoë"));
        assert_eq!(name.in_text(sentence.start).slice(text), Some("Zoë"));
        assert_eq!(
            name.in_text(sentence.start).in_sentence(sentence),
            Some(name)
        );
    }

    #[test]
    fn a_place_that_reaches_beyond_a_sentence_is_none_of_it() {
        let sentence = Span { start: 4, end: 8 };
        for (start, end) in [(3, 6), (6, 9), (0, 2), (9, 12)] {
            assert_eq!(Span { start, end }.in_sentence(sentence), None);
        }
    }
}
