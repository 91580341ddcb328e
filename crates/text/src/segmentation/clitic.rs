//! Clitics, which CoNLL cuts off the end of a word: `Musk 's`, `they 're`, `do n't`.

use super::glyph::{Glyph, GlyphClass};
use super::punctuation::is_apostrophe;

const ENDINGS: [&str; 6] = ["s", "d", "m", "re", "ve", "ll"];

/// Returns the end of the clitic that starts with the apostrophe at index `at`, if there is one.
pub(super) fn clitic_end(glyphs: &[Glyph], at: usize) -> Option<usize> {
    if !is_apostrophe(glyphs.get(at)?.base_char) {
        return None;
    }
    ENDINGS
        .iter()
        .map(|ending| (ending, at + 1 + ending.len()))
        .find(|(ending, end)| spells(glyphs, at + 1, ending) && is_word_end(glyphs, *end))
        .map(|(_, end)| end)
}

/// Whether `n't` starts at index `at` and ends its word.
pub(super) fn is_negation(glyphs: &[Glyph], at: usize) -> bool {
    spells(glyphs, at, "n")
        && glyphs
            .get(at + 1)
            .is_some_and(|glyph| is_apostrophe(glyph.base_char))
        && spells(glyphs, at + 2, "t")
        && is_word_end(glyphs, at + 3)
}

fn spells(glyphs: &[Glyph], at: usize, letters: &str) -> bool {
    letters.chars().enumerate().all(|(index, letter)| {
        glyphs.get(at + index).is_some_and(|glyph| {
            glyph.class == GlyphClass::Letter && glyph.base_char.eq_ignore_ascii_case(&letter)
        })
    })
}

fn is_word_end(glyphs: &[Glyph], at: usize) -> bool {
    !glyphs.get(at).is_some_and(Glyph::is_word)
}
