//! The digits of a phone number, and what stands between them.

use super::digits::digit_at;
use crate::characters::{after, run_end};

/// Most digits of a number (E.164).
pub(super) const MOST_DIGITS: usize = 15;

/// A group of digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Group<'a> {
    pub(super) digits: &'a str,
    /// What stands in front of the group.
    pub(super) marks: &'a str,
    /// The byte behind the group.
    pub(super) end: usize,
}

/// Reads the groups of a number from byte `at` on. Up to two marks may stand between two of them, `) ` or ` (`.
pub(super) fn groups(text: &str, at: usize) -> Vec<Group<'_>> {
    let mut groups: Vec<Group> = Vec::new();
    let (mut end, mut count) = (at, 0);
    while count <= MOST_DIGITS {
        let is_first = groups.is_empty();
        let start = run_end(text, end, 4, |mark| is_mark(mark, is_first));
        let digits_end = run_end(text, start, MOST_DIGITS + 1, |digit| digit.is_ascii_digit());
        let (Some(marks), Some(digits)) = (text.get(end..start), text.get(start..digits_end))
        else {
            break;
        };
        let joins = is_first || !(marks.is_empty() || marks.chars().count() > 3);
        if digits.is_empty() || !joins || digit_at(text, digits_end).is_some() {
            break;
        }
        count += digits.len();
        end = digits_end;
        groups.push(Group { digits, marks, end });
    }
    // A group that goes on as something else is none of the number's: `030 123456 12:30`.
    while groups.last().is_some_and(|group| goes_on(text, group.end)) {
        groups.pop();
    }
    groups
}

fn is_mark(mark: char, is_first: bool) -> bool {
    match mark {
        '+' | '(' => is_first || mark == '(',
        ' ' | '-' | '.' | '/' | ')' | '\u{a0}' | '‑' | '–' => !is_first,
        _ => false,
    }
}

/// Whether a number goes on behind byte `end` as a time, a decimal, a word or a share.
fn goes_on(text: &str, end: usize) -> bool {
    match after(text, end) {
        Some(':' | ',' | '.') => digit_at(text, end + 1).is_some(),
        Some('%' | '€' | '$' | '£') => true,
        next => next.is_some_and(char::is_alphabetic),
    }
}
