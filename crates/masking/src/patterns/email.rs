//! E-mail addresses.

use crate::characters::{after, before, is_word, run_end};

/// Most bytes of the name in front of `@` (RFC 5321).
const LONGEST_NAME: usize = 64;

/// Most bytes of a domain (RFC 1035).
pub(super) const LONGEST_DOMAIN: usize = 253;

/// Returns the end of an address that starts at byte `at`.
pub(super) fn email_end(text: &str, at: usize) -> Option<usize> {
    if !after(text, at).is_some_and(is_word) || is_inside(text, at) {
        return None;
    }
    let name_end = run_end(text, at, LONGEST_NAME, |part| {
        is_word(part) || is_mark(part)
    });
    (after(text, name_end)? == '@').then_some(())?;
    domain_end(text, name_end + 1)
}

/// Marks inside of a name.
fn is_mark(character: char) -> bool {
    matches!(character, '.' | '+' | '-' | '%' | '\'')
}

/// Whether a name began in front of byte `at` already. That one was too long.
fn is_inside(text: &str, at: usize) -> bool {
    let mark = before(text, at).filter(|mark| is_mark(*mark));
    mark.is_some_and(|mark| before(text, at - mark.len_utf8()).is_some_and(is_word))
}

/// Returns the end of a domain that starts at byte `at`: labels with dots between them, the last one of letters.
pub(super) fn domain_end(text: &str, at: usize) -> Option<usize> {
    let is_part = |part: char| (is_word(part) && part != '_') || matches!(part, '.' | '-');
    let end = run_end(text, at, LONGEST_DOMAIN, is_part);
    let domain = text.get(at..end)?.trim_end_matches(['.', '-']);
    let (first, last) = domain.rsplit_once('.')?;
    let is_punycode = last.starts_with("xn--");
    let is_top_level = last.chars().count() > 1 && last.chars().all(char::is_alphabetic);
    let has_labels = first.split('.').all(|label| !label.is_empty());
    (has_labels && (is_top_level || is_punycode)).then_some(at + domain.len())
}
