//! What stands in front of a form.

use crate::characters::{before, is_word, lower};

/// Most bytes in front of a form in which its cue is looked for.
const REACH: usize = 32;

/// Returns the last two words in front of a form, in lower case, the last one first. Words are looked for on the same
/// line.
pub(super) fn words_before(text: &str, at: usize) -> [String; 2] {
    let from = text.ceil_char_boundary(at.saturating_sub(REACH));
    let near = text.get(from..at).unwrap_or_default();
    let line = near.rsplit('\n').next().unwrap_or_default();
    let mut words = line
        .rsplit(|character: char| !is_word(character))
        .filter(|word| !word.is_empty());
    let mut next = || lower(words.next().unwrap_or_default());
    [next(), next()]
}

/// Whether a form that starts at byte `at` goes on from what is in front of it: a decimal, a range, a path, a longer
/// number.
pub(super) fn continues_number(text: &str, at: usize) -> bool {
    let Some(mark @ ('.' | ',' | '-' | '/' | ':' | '_')) = before(text, at) else {
        return false;
    };
    before(text, at - mark.len_utf8()).is_some_and(|digit| digit.is_ascii_digit())
}
