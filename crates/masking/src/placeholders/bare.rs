//! Placeholders that lost their brackets.

use namelight_text::Span;

use super::Index;
use super::found::{Found, number};
use super::name::LONGEST;
use crate::characters::{after, before, begins_word, ends_word, is_word, run_end};

/// Most bytes that follow the number directly.
const LONGEST_MARK: usize = 24;

/// Most digits that are looked at. More than a number can have make it none.
const MOST_DIGITS: usize = 24;

/// Returns the placeholder whose number starts at byte `digit`; it starts at byte `floor` or behind it.
pub(super) fn bare<'a>(
    text: &str,
    digit: usize,
    floor: usize,
    names: &'a Index,
) -> Option<Found<'a>> {
    let (joint, is_blank) = joint_start(text, digit)?;
    let start = word_start(text, joint, floor);
    let word = text.get(start..joint)?;
    if !word.chars().next()?.is_alphabetic() || !begins_word(text, start) {
        return None;
    }
    // `Person 1` is a heading more often than a placeholder.
    let (name, _) = match is_blank {
        true => names.get_key_value(word)?,
        false => names.get_key_value(&word.replace('\\', "").to_ascii_uppercase())?,
    };
    let digits_end = run_end(text, digit, MOST_DIGITS, |part| part.is_ascii_digit());
    let number = number(text.get(digit..digits_end)?)?;
    let end = run_end(text, digits_end, LONGEST_MARK, is_word);
    // `PER_2_1` is the first of a type `PER_2`, if anything.
    let is_whole = after(text, digits_end) != Some('_') && ends_word(text, end);
    let is_whole = is_whole && !is_fraction(text, end);
    is_whole.then(|| Found {
        span: Span { start, end },
        name,
        number,
        mark: text.get(digits_end..end).unwrap_or_default().to_owned(),
        in_brackets: false,
    })
}

/// Returns where what joins a type to its number starts, and whether that is a blank.
fn joint_start(text: &str, digit: usize) -> Option<(usize, bool)> {
    let joint = before(text, digit)?;
    let is_blank = matches!(joint, ' ' | '\u{a0}');
    if !is_blank && !matches!(joint, '_' | '-') {
        return None;
    }
    let start = digit - joint.len_utf8();
    let is_escaped = !is_blank && before(text, start) == Some('\\');
    Some((start - usize::from(is_escaped), is_blank))
}

/// Returns where the word starts that ends at byte `end`. Escapes of its marks belong to it.
fn word_start(text: &str, end: usize, floor: usize) -> usize {
    let from = text.ceil_char_boundary(end.saturating_sub(2 * LONGEST).max(floor));
    let before = text.get(from..end).unwrap_or_default();
    let rest = before.trim_end_matches(|part: char| is_word(part) || part == '\\');
    let word = before.get(rest.len()..).unwrap_or_default();
    end - word.trim_start_matches('\\').len()
}

/// Whether a number goes on behind byte `end`: `1.5`, `1:30`.
fn is_fraction(text: &str, end: usize) -> bool {
    let is_point = after(text, end).is_some_and(|mark| matches!(mark, '.' | ',' | ':'));
    is_point && after(text, end + 1).is_some_and(|digit| digit.is_ascii_digit())
}
