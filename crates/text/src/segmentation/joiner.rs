//! Decides which marks stay inside a word.

use super::clitic::clitic_end;
use super::glyph::{Glyph, GlyphClass};
use super::punctuation::is_hyphen;

/// Whether the glyph at index `at` joins the glyphs on either side of it to one word.
pub(super) fn joins(glyphs: &[Glyph], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| glyphs.get(before)) else {
        return false;
    };
    let (Some(joiner), Some(next)) = (glyphs.get(at), glyphs.get(at + 1)) else {
        return false;
    };
    let both = |class: GlyphClass| before.class == class && next.class == class;
    match joiner.base_char {
        '.' => dot_joins(before, next, glyphs.get(at + 2)),
        // 1,000  12:30  1/2  3–1
        ',' | ':' | '/' | '⁄' | '–' | '٫' | '٬' => both(GlyphClass::Digit),
        // O'Brien, but not Musk's
        '\'' | '’' => both(GlyphClass::Letter) && clitic_end(glyphs, at).is_none(),
        '·' | '׳' | '״' => both(GlyphClass::Letter),
        '"' => is_hebrew(before.base_char) && is_hebrew(next.base_char),
        // P!nk, Ke$ha, but not Oslo!Then
        '!' | '$' => both(GlyphClass::Letter) && next.base_char.is_lowercase(),
        '&' | '_' => before.is_word() && next.is_word(),
        mark if is_hyphen(mark) => before.is_word() && next.is_word(),
        _ => false,
    }
}

/// Whether a dot joins: it does in `3.14`, `U.N` and `example.com`, but `Paris.Berlin` lacks a space.
fn dot_joins(before: &Glyph, next: &Glyph, after: Option<&Glyph>) -> bool {
    let is_plain = |glyph: &Glyph| matches!(glyph.class, GlyphClass::Letter | GlyphClass::Digit);
    if !is_plain(before) || !is_plain(next) {
        return false;
    }
    let starts_capitalised =
        next.base_char.is_uppercase() && after.is_some_and(|after| after.base_char.is_lowercase());
    let ends_word = before.base_char.is_lowercase() || before.class == GlyphClass::Digit;
    !(ends_word && starts_capitalised)
}

/// Hebrew abbreviations have a quote before their last letter.
fn is_hebrew(character: char) -> bool {
    matches!(character, '\u{5d0}'..='\u{5ea}')
}
