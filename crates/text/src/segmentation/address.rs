//! Links and e-mail addresses, which are one word each.

use super::glyph::{Glyph, GlyphClass};
use super::punctuation::is_closer;

/// The standard (RFC 5321) allows no longer name in front of an `@`. The bound keeps the search linear.
const LONGEST_NAME: usize = 64;

/// Returns the end of the link or e-mail address that starts at index `at`, if there is one. The glyphs hold no white
/// space.
pub(super) fn address_end(glyphs: &[Glyph], at: usize) -> Option<usize> {
    let glyphs_from = glyphs.get(at..)?;
    let length = link_length(glyphs_from).or_else(|| mail_length(glyphs_from))?;
    Some(at + length)
}

fn link_length(glyphs: &[Glyph]) -> Option<usize> {
    let is_link = ["https://", "http://", "ftp://", "www."]
        .iter()
        .any(|start| starts_with(glyphs, start));
    if !is_link {
        return None;
    }
    let length = glyphs
        .iter()
        .position(|glyph| matches!(glyph.base_char, '<' | '>' | '"' | '“' | '”' | '«' | '»'))
        .unwrap_or(glyphs.len());
    Some(without_end_marks(glyphs.get(..length)?))
}

/// Returns the length of a link without the marks at its end, which belong to the sentence, as does a bracket that was
/// opened in front of the link.
fn without_end_marks(glyphs: &[Glyph]) -> usize {
    let count = |mark: char| {
        glyphs
            .iter()
            .filter(|glyph| glyph.base_char == mark)
            .count()
    };
    let (opened, mut closed) = (count('('), count(')'));
    let mut length = glyphs.len();
    while let Some(last) = length.checked_sub(1).and_then(|last| glyphs.get(last)) {
        match last.base_char {
            ')' if closed <= opened => break,
            ')' => closed -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' => {}
            mark if is_closer(mark) => {}
            _ => break,
        }
        length -= 1;
    }
    length
}

fn starts_with(glyphs: &[Glyph], start: &str) -> bool {
    start.chars().enumerate().all(|(index, character)| {
        glyphs
            .get(index)
            .is_some_and(|glyph| glyph.base_char.eq_ignore_ascii_case(&character))
    })
}

/// Returns the length of an address such as `name@example.com`. Its domain has a dot inside and consists of letters,
/// digits and hyphens.
fn mail_length(glyphs: &[Glyph]) -> Option<usize> {
    let is_name = |glyph: &Glyph| {
        matches!(glyph.class, GlyphClass::Letter | GlyphClass::Digit)
            || matches!(glyph.base_char, '.' | '_' | '%' | '+' | '-')
    };
    let name = glyphs
        .iter()
        .take(LONGEST_NAME + 1)
        .take_while(|glyph| is_name(glyph))
        .count();
    if name == 0 || glyphs.get(name)?.base_char != '@' {
        return None;
    }
    let is_domain = |glyph: &&Glyph| {
        matches!(glyph.class, GlyphClass::Letter | GlyphClass::Digit)
            || matches!(glyph.base_char, '.' | '-')
    };
    let domain = glyphs.get(name + 1..)?;
    let domain = domain.get(..domain.iter().take_while(is_domain).count())?;
    let is_edge = |glyph: &Glyph| matches!(glyph.base_char, '.' | '-');
    let length = domain.len()
        - domain
            .iter()
            .rev()
            .take_while(|glyph| is_edge(glyph))
            .count();
    let has_dot = domain
        .get(..length)?
        .iter()
        .any(|glyph| glyph.base_char == '.');
    (has_dot && !domain.first().is_some_and(is_edge)).then_some(name + 1 + length)
}
