//! Dates of birth: dates behind a word that says so.

use namelight_text::Span;

use super::date::date_end;
use crate::characters::{after, before, ends_word, has_at, run_end};

/// What stands in front of a date of birth, in English, German, French, Spanish, Italian, Portuguese and Dutch.
const CUES: [&str; 26] = [
    "date of birth",
    "birth date",
    "birthdate",
    "birthday",
    "born",
    "b.",
    "dob",
    "d.o.b.",
    "geboren",
    "geburtsdatum",
    "geburtstag",
    "geb.",
    "geb",
    "née",
    "né",
    "date de naissance",
    "nacido",
    "nacida",
    "fecha de nacimiento",
    "nato",
    "nata",
    "data di nascita",
    "data de nascimento",
    "nascido",
    "nascida",
    "geboortedatum",
];

/// Words between a cue and its date.
const FILLERS: [&str; 20] = [
    "on", "in", "at", "is", "was", "the", "am", "ist", "den", "der", "le", "à", "el", "en", "il",
    "a", "em", "op", "de", "of",
];

/// Most words between a cue and its date.
const MOST_FILLERS: usize = 6;

/// Returns the date that follows the cue which starts at byte `at`, if one does. Small words and a place may stand
/// between them: `born in Oslo on 12 March 1980`.
pub(super) fn birthdate_behind(text: &str, at: usize) -> Option<Span> {
    // Most words begin with another letter; they are not compared.
    after(text, at).filter(|first| "bdfgnBDFGN".contains(*first))?;
    let cues = CUES.iter().filter(|cue| has_at(text, at, cue));
    let cue = cues.max_by_key(|cue| cue.len())?;
    let mut start = at + cue.len();
    if before(text, at) == Some('-') || !(cue.ends_with('.') || ends_word(text, start)) {
        return None;
    }
    for _ in 0..=MOST_FILLERS {
        start = run_end(text, start, 8, is_mark);
        if let Some(end) = date_end(text, start) {
            return Some(Span { start, end });
        }
        start = filler_end(text, start)?;
    }
    None
}

/// Marks between a cue and its date, and the bar of a table's cell. A sentence does not end there.
fn is_mark(mark: char) -> bool {
    matches!(
        mark,
        ' ' | '\u{a0}' | '\t' | ':' | '=' | ',' | '(' | '|' | '*' | '"' | '–' | '-'
    )
}

/// Returns the end of a word that may stand in front of the date: one of [`FILLERS`], or a name.
fn filler_end(text: &str, at: usize) -> Option<usize> {
    let is_name = after(text, at)?.is_uppercase();
    let end = run_end(text, at, 32, char::is_alphabetic);
    let word = text.get(at..end).filter(|word| !word.is_empty())?;
    let is_filler = FILLERS
        .iter()
        .any(|filler| filler.eq_ignore_ascii_case(word));
    (is_name || is_filler).then_some(end)
}
