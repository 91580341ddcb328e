//! A text beside the one that was typed, of which every byte knows its original place.

use std::ops::Range;

use crate::SentenceSpan;

/// The text that a model reads in place of a sentence, and where each part of it stands in the sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NormalizedText<'a> {
    original: &'a str,
    /// The normalized text so far, where it differs from the original.
    changed: Option<String>,
    /// In order, and without a gap in the normalized text.
    parts: Vec<Part>,
    /// Places in the normalized text where a hyphen stood at the end of a line.
    removed_hyphens: Vec<usize>,
}

/// A part of the normalized text.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Part {
    /// Its first byte in the normalized text.
    start: usize,
    original: Range<usize>,
    /// Whether it is the original to the byte. Any other part is the original's as a whole only.
    is_copy: bool,
}

impl<'a> NormalizedText<'a> {
    /// A text that stays as it is.
    pub(super) fn unchanged(original: &'a str) -> Self {
        Self {
            original,
            changed: None,
            parts: Vec::new(),
            removed_hyphens: Vec::new(),
        }
    }

    /// A text that is still to be written, from its start on.
    pub(super) fn empty(original: &'a str) -> Self {
        Self {
            changed: Some(String::with_capacity(original.len())),
            ..Self::unchanged(original)
        }
    }

    /// Returns the normalized text.
    pub(crate) fn text(&self) -> &str {
        self.changed.as_deref().unwrap_or(self.original)
    }

    /// Appends a range of the original as it is.
    pub(super) fn copy(&mut self, range: Range<usize>) {
        let source = self.original.get(range.clone()).unwrap_or_default();
        let start = self.text().len();
        if let Some(changed) = self.changed.as_mut() {
            changed.push_str(source);
        }
        match self.parts.last_mut() {
            Some(last) if last.is_copy && last.original.end == range.start => {
                last.original.end = range.end;
            }
            _ => self.parts.push(Part {
                start,
                original: range,
                is_copy: true,
            }),
        }
    }

    /// Appends what stands for a range of the original.
    pub(super) fn replace(&mut self, range: Range<usize>, replacement: &str) {
        if replacement.is_empty() {
            return;
        }
        let start = self.text().len();
        if let Some(changed) = self.changed.as_mut() {
            changed.push_str(replacement);
        }
        self.parts.push(Part {
            start,
            original: range,
            is_copy: false,
        });
    }

    /// First byte of the original behind what the text so far stands for.
    pub(super) fn original_end(&self) -> usize {
        self.parts.last().map_or(0, |part| part.original.end)
    }

    /// Notes that a hyphen at the end of a line was left out here.
    pub(super) fn remove_hyphen(&mut self) {
        self.removed_hyphens.push(self.text().len());
    }

    /// Returns the place in the original of a range of the normalized text that is not empty. What was left out at its
    /// edges is not in it.
    pub(crate) fn original(&self, range: Range<usize>) -> SentenceSpan {
        if self.changed.is_none() {
            return SentenceSpan {
                start: range.start,
                end: range.end,
            };
        }
        let start = self.part_at(range.start).map(|part| match part.is_copy {
            true => part.original.start + (range.start - part.start),
            false => part.original.start,
        });
        let last = range.end.saturating_sub(1);
        let end = self.part_at(last).map(|part| match part.is_copy {
            true => part.original.start + (range.end - part.start),
            false => part.original.end,
        });
        let start = start.unwrap_or_default();
        SentenceSpan {
            start,
            end: end.unwrap_or_default().max(start),
        }
    }

    /// Returns a range of the normalized text with the hyphens that were left out within it, if there were any.
    pub(crate) fn with_hyphens(&self, range: Range<usize>) -> Option<String> {
        let from = self
            .removed_hyphens
            .partition_point(|at| *at <= range.start);
        let hyphens = self.removed_hyphens.get(from..)?.iter();
        let mut hyphens = hyphens.take_while(|at| **at < range.end).peekable();
        hyphens.peek()?;
        let mut word = String::new();
        let mut copied = range.start;
        for at in hyphens {
            word.push_str(self.text().get(copied..*at)?);
            word.push('-');
            copied = *at;
        }
        word.push_str(self.text().get(copied..range.end)?);
        Some(word)
    }

    fn part_at(&self, byte: usize) -> Option<&Part> {
        let behind = self.parts.partition_point(|part| part.start <= byte);
        self.parts.get(behind.checked_sub(1)?)
    }
}
