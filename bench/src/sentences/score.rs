//! Precision, recall and F1 of places in a text.

use std::collections::HashSet;
use std::hash::Hash;

use namelight_text::Span;
use serde::{Deserialize, Serialize};

/// How well places were found.
#[derive(Debug, Serialize, Deserialize)]
pub struct Score {
    pub precision: f64,
    pub recall: f64,
    pub f1: f64,
}

impl Score {
    /// The score of the ends of sentences. The end of the text, which nobody has to find, does not count.
    pub fn of_ends(expected: &[Span], found: &[Span]) -> Self {
        let last = expected.last().map_or(0, |last| last.end);
        let ends = |spans: &[Span]| -> HashSet<usize> {
            let ends = spans.iter().map(|span| span.end);
            ends.filter(|end| *end != last).collect()
        };
        Self::of(&ends(expected), &ends(found))
    }

    /// The score of sentences with both ends.
    pub fn of_whole(expected: &[Span], found: &[Span]) -> Self {
        let spans = |spans: &[Span]| -> HashSet<(usize, usize)> {
            spans.iter().map(|span| (span.start, span.end)).collect()
        };
        Self::of(&spans(expected), &spans(found))
    }

    fn of<T: Eq + Hash>(expected: &HashSet<T>, found: &HashSet<T>) -> Self {
        let right = expected.intersection(found).count() as f64;
        let share = |all: usize| if all == 0 { 0.0 } else { right / all as f64 };
        let (precision, recall) = (share(found.len()), share(expected.len()));
        let sum = precision + recall;
        Self {
            precision,
            recall,
            f1: if sum == 0.0 {
                0.0
            } else {
                2.0 * precision * recall / sum
            },
        }
    }

    /// F1, and in brackets precision and recall.
    pub fn cell(&self) -> String {
        let Self {
            precision,
            recall,
            f1,
        } = self;
        format!("{f1:.3} ({precision:.3}, {recall:.3})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize, end: usize) -> Span {
        Span { start, end }
    }

    #[test]
    fn an_end_too_many_costs_precision_and_two_wholes() {
        let expected = [span(0, 5), span(6, 9), span(10, 12)];
        let found = [span(0, 5), span(6, 7), span(8, 9), span(10, 12)];
        assert_eq!(
            Score::of_ends(&expected, &found).cell(),
            "0.800 (0.667, 1.000)"
        );
        assert_eq!(
            Score::of_whole(&expected, &found).cell(),
            "0.571 (0.500, 0.667)"
        );
    }

    #[test]
    fn nothing_found_is_nothing_right() {
        let expected = [span(0, 5), span(6, 9)];
        assert_eq!(
            Score::of_ends(&expected, &[]).cell(),
            "0.000 (0.000, 0.000)"
        );
    }
}
