//! Placeholders in brackets.

use namelight_text::Span;

use super::Index;
use super::found::{Found, number};
use crate::characters::after;

/// Most bytes between the brackets: a type, its number, the letters of a spelling, and some blanks and escapes.
const LONGEST: usize = 80;

fn is_opener(character: char) -> bool {
    matches!(character, '[' | '［' | '【')
}

fn is_closer(character: char) -> bool {
    matches!(character, ']' | '］' | '】')
}

/// Returns the placeholder whose bracket, or the backslash in front of it, starts at byte `at`.
pub(super) fn bracketed<'a>(text: &str, at: usize, names: &'a Index) -> Option<Found<'a>> {
    let is_escaped = after(text, at)? == '\\';
    let opener = at + usize::from(is_escaped);
    let start = opener
        + after(text, opener)
            .filter(|mark| is_opener(*mark))?
            .len_utf8();
    let inner = inside(text, start)?;
    // A backslash of the text itself may stand in front of a placeholder of ours. It belongs to the bracket only where
    // the other bracket has one too.
    if is_escaped && !inner.ends_with('\\') {
        return None;
    }
    let end = start + inner.len();
    let end = end + after(text, end)?.len_utf8();
    let (name, number, mark) = parts(inner, names)?;
    Some(Found {
        span: Span { start: at, end },
        name,
        number,
        mark,
        in_brackets: true,
    })
}

/// Returns what stands up to the next bracket, if that one closes.
fn inside(text: &str, start: usize) -> Option<&str> {
    let rest = text.get(start..)?;
    let near = rest.char_indices().take_while(|(at, _)| *at <= LONGEST);
    let is_bracket = |character: char| is_opener(character) || is_closer(character);
    let (end, bracket) = near.into_iter().find(|(_, mark)| is_bracket(*mark))?;
    rest.get(..end).filter(|_| is_closer(bracket))
}

/// Takes what stands in brackets apart: `work of art 1b` into `WORK_OF_ART`, 1 and `b`.
fn parts<'a>(inner: &str, names: &'a Index) -> Option<(&'a str, usize, String)> {
    let is_joint =
        |character: char| matches!(character, '_' | '-' | '\\') || character.is_whitespace();
    let words: Vec<&str> = inner
        .split(is_joint)
        .filter(|word| !word.is_empty())
        .collect();
    let (last, words) = words.split_last()?;
    let name = names
        .get_key_value(&words.join("_").to_ascii_uppercase())?
        .0;
    let letters = last.trim_start_matches(|digit: char| digit.is_ascii_digit());
    if !letters.bytes().all(|letter| letter.is_ascii_alphabetic()) {
        return None;
    }
    let number = number(last.strip_suffix(letters)?)?;
    Some((name, number, letters.to_owned()))
}
