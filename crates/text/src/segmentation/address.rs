//! Links, paths, e-mail addresses, handles and hashtags, which are one word each.

use super::glyph::{Glyph, GlyphClass};
use super::punctuation::is_closer;

/// The standard (RFC 5321) allows no longer name in front of an `@`. The bound keeps the search linear.
const LONGEST_NAME: usize = 64;

/// Starts of links. A `mailto:` is one where an address follows.
const LINK_STARTS: [&str; 8] = [
    "https://", "http://", "ftp://", "sftp://", "file://", "ssh://", "mailto:", "www.",
];

/// Returns the end of the link, path, address, handle or hashtag that starts at index `at`, if there is one. The glyphs
/// hold no white space.
pub(super) fn address_end(glyphs: &[Glyph], at: usize) -> Option<usize> {
    let glyphs_from = glyphs.get(at..)?;
    let length = match glyphs_from.first()?.base_char {
        '@' | '＠' | '#' | '＃' => tag_length(glyphs_from)?,
        _ => link_length(glyphs_from)
            .or_else(|| mail_length(glyphs_from))
            .or_else(|| path_length(glyphs_from))?,
    };
    Some(at + length)
}

/// Returns the length of a handle or a hashtag: letters, digits, `_`, and in a handle dots and hyphens between them. A
/// number behind `#` is no hashtag.
fn tag_length(glyphs: &[Glyph]) -> Option<usize> {
    let is_handle = matches!(glyphs.first()?.base_char, '@' | '＠');
    let is_letter = |glyph: &Glyph| glyph.is_word() || glyph.class == GlyphClass::Ideograph;
    let is_part = |at: usize| {
        glyphs.get(at).is_some_and(|glyph| {
            let joins = is_handle && matches!(glyph.base_char, '.' | '-' | '@');
            is_letter(glyph)
                || glyph.base_char == '_'
                || (joins && at > 1 && glyphs.get(at + 1).is_some_and(is_letter))
        })
    };
    let length = (1..glyphs.len()).take_while(|at| is_part(*at)).count() + 1;
    let name = glyphs.get(1..length)?;
    let has_letter = name
        .iter()
        .any(|glyph| is_letter(glyph) && glyph.class != GlyphClass::Digit);
    has_letter.then_some(length)
}

fn link_length(glyphs: &[Glyph]) -> Option<usize> {
    let starts = LINK_STARTS.iter();
    let is_link = starts.copied().any(|start| {
        starts_with(glyphs, start)
            && glyphs
                .get(start.len())
                .is_some_and(|next| !is_closer(next.base_char))
    });
    if !is_link {
        return site_length(glyphs);
    }
    Some(link_end(glyphs))
}

/// Returns the length of a link without a scheme, `example.org/Anna_Berg`: a domain with a path.
fn site_length(glyphs: &[Glyph]) -> Option<usize> {
    let domain = domain_length(glyphs, LONGEST_NAME)?;
    let has_path =
        glyphs.get(domain)?.base_char == '/' && glyphs.get(domain + 1).is_some_and(Glyph::is_word);
    let end = glyphs.get(..domain)?.iter().rev();
    let top_level = end.take_while(|glyph| glyph.base_char != '.');
    let is_top_level = top_level.clone().count() > 1
        && top_level
            .clone()
            .all(|glyph| glyph.base_char.is_ascii_lowercase());
    (has_path && is_top_level).then(|| link_end(glyphs))
}

fn link_end(glyphs: &[Glyph]) -> usize {
    let length = glyphs
        .iter()
        .position(|glyph| matches!(glyph.base_char, '<' | '>' | '"' | '“' | '”' | '«' | '»'))
        .unwrap_or(glyphs.len());
    without_end_marks(glyphs.get(..length).unwrap_or_default())
}

/// Returns the length of a path of files: `/usr/share/Ada`, `~/Oslo`, `./a/b`, `C:\\Users\\Ada`; or of what a blank cuts
/// off one, `Berg\\Documents\\Ada.txt`.
fn path_length(glyphs: &[Glyph]) -> Option<usize> {
    let is_slash = |at: usize| {
        glyphs
            .get(at)
            .is_some_and(|glyph| matches!(glyph.base_char, '/' | '\\'))
    };
    let base_char = |at: usize| glyphs.get(at).map(|glyph| glyph.base_char);
    let start = match base_char(0)? {
        '/' | '\\' => 0,
        '~' => 1,
        '.' if base_char(1) == Some('.') => 2,
        '.' => 1,
        drive if drive.is_ascii_alphabetic() && base_char(1) == Some(':') => 2,
        _ => return rest_of_path(glyphs),
    };
    if !is_slash(start) || !glyphs.get(start + 1)?.is_word() {
        return None;
    }
    let length = link_end(glyphs);
    let slashes = (start..length).filter(|at| is_slash(*at)).count();
    (start > 0 || slashes > 1).then_some(length)
}

fn rest_of_path(glyphs: &[Glyph]) -> Option<usize> {
    let is_word = |at: usize| glyphs.get(at).is_some_and(Glyph::is_word);
    let is_joint = |at: usize| {
        let is_backslash = glyphs.get(at).is_some_and(|glyph| glyph.base_char == '\\');
        is_backslash && at > 0 && is_word(at - 1) && is_word(at + 1)
    };
    if !is_word(0) {
        return None;
    }
    let length = link_end(glyphs.get(..LONGEST_NAME.min(glyphs.len()))?);
    let joints = (0..length).filter(|at| is_joint(*at)).count();
    (joints > 1).then_some(length)
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
    let domain = glyphs.get(name + 1..)?;
    Some(name + 1 + domain_length(domain, domain.len())?)
}

/// Returns the length of a domain with a dot inside, such as `example.com`, among the first glyphs.
fn domain_length(glyphs: &[Glyph], longest: usize) -> Option<usize> {
    let is_domain = |glyph: &&Glyph| {
        matches!(glyph.class, GlyphClass::Letter | GlyphClass::Digit)
            || matches!(glyph.base_char, '.' | '-')
    };
    let is_edge = |glyph: &Glyph| matches!(glyph.base_char, '.' | '-');
    let domain = glyphs.iter().take(longest).take_while(is_domain).count();
    let domain = glyphs.get(..domain)?;
    let edge = domain.iter().rev().take_while(|glyph| is_edge(glyph));
    let length = domain.len() - edge.count();
    let mut inner = domain.get(..length)?.iter();
    let has_dot = inner.any(|glyph| glyph.base_char == '.');
    (has_dot && !domain.first().is_some_and(is_edge)).then_some(length)
}
