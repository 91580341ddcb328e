//! Signs that stay inside a word.

use super::clitic::clitic_end;
use super::glyph::{Glyph, Kind};
use super::sign::is_hyphen;

/// Whether the glyph at `at` holds the ones before and after it together.
pub(super) fn joins(glyphs: &[Glyph], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| glyphs.get(before)) else {
        return false;
    };
    let (Some(joiner), Some(next)) = (glyphs.get(at), glyphs.get(at + 1)) else {
        return false;
    };
    if joiner.kind == Kind::Invisible {
        return before.continues_with(next);
    }
    let both = |kind: Kind| before.kind == kind && next.kind == kind;
    match joiner.sign {
        '.' => dot_joins(before, next, glyphs.get(at + 2)),
        // 1,000  12:30  1/2  3–1
        ',' | ':' | '/' | '⁄' | '–' | '٫' | '٬' => both(Kind::Digit),
        // O'Brien, but not Musk's
        '\'' | '’' => both(Kind::Letter) && clitic_end(glyphs, at).is_none(),
        '·' | '׳' | '״' => both(Kind::Letter),
        '"' => is_hebrew(before.sign) && is_hebrew(next.sign),
        '&' | '_' => before.is_word() && next.is_word(),
        sign if is_hyphen(sign) => before.is_word() && next.is_word(),
        _ => false,
    }
}

/// `3.14`, `U.N`, `example.com`; but `Paris.Berlin` lacks a space.
fn dot_joins(before: &Glyph, next: &Glyph, after: Option<&Glyph>) -> bool {
    let is_plain = |glyph: &Glyph| matches!(glyph.kind, Kind::Letter | Kind::Digit);
    if !is_plain(before) || !is_plain(next) {
        return false;
    }
    let starts_capitalised =
        next.sign.is_uppercase() && after.is_some_and(|after| after.sign.is_lowercase());
    let ends_word = before.sign.is_lowercase() || before.kind == Kind::Digit;
    !(ends_word && starts_capitalised)
}

/// Hebrew abbreviations have a quote before their last letter.
fn is_hebrew(character: char) -> bool {
    matches!(character, '\u{5d0}'..='\u{5ea}')
}
