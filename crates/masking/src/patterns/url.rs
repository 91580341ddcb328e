//! Links.

use super::email::domain_end;
use crate::characters::{after, before, has_at, is_word};

/// Starts of links.
const STARTS: [&str; 9] = [
    "https://", "http://", "www.", "ftp://", "sftp://", "ssh://", "ws://", "wss://", "file://",
];

/// Returns the end of a link that starts at byte `at`.
pub(super) fn url_end(text: &str, at: usize) -> Option<usize> {
    let start = STARTS.iter().find(|start| has_at(text, at, start));
    let path = match start {
        Some(start) => at + start.len(),
        None => site_end(text, at)?,
    };
    let end = link_end(text, at)?;
    (end > path).then_some(end)
}

/// Returns the end of a domain with a path behind it: `example.org/` of `example.org/ada`.
fn site_end(text: &str, at: usize) -> Option<usize> {
    // A domain is read from its start alone, which keeps the time linear.
    if matches!(before(text, at), Some('.' | '-' | '@')) {
        return None;
    }
    let end = domain_end(text, at)?;
    let domain = text.get(at..end)?;
    let has_path = after(text, end)? == '/' && after(text, end + 1).is_some_and(is_word);
    let (first, top_level) = domain.rsplit_once('.')?;
    let is_site = top_level.bytes().all(|letter| letter.is_ascii_lowercase()) && first.len() > 1;
    (has_path && is_site).then_some(end + 1)
}

/// Returns the end of a link without the marks at its end, which belong to the sentence, as does a bracket that was
/// opened in front of the link.
fn link_end(text: &str, at: usize) -> Option<usize> {
    let rest = text.get(at..)?;
    let link = rest.split(ends_link).next()?;
    let count = |mark: char| link.matches(mark).count();
    let (opened, mut closed) = (count('('), count(')'));
    let mut length = link.len();
    for mark in link.chars().rev() {
        match mark {
            ')' if closed <= opened => break,
            ')' => closed -= 1,
            '.' | ',' | ';' | ':' | '!' | '?' | '…' | '\'' | '’' | ']' | '}' | '*' | '_' => {}
            _ => break,
        }
        length -= mark.len_utf8();
    }
    Some(at + length)
}

/// Whether no link goes on behind a character: white space, quotation marks, and the marks of East Asian texts.
fn ends_link(mark: char) -> bool {
    let is_quote = matches!(
        mark,
        '<' | '>' | '"' | '`' | '“' | '”' | '„' | '«' | '»' | '|' | '\\'
    );
    let is_east_asian =
        matches!(mark, '\u{3000}'..='\u{303f}' | '\u{ff01}'..='\u{ff0f}' | '；' | '：' | '？');
    mark.is_whitespace() || is_quote || is_east_asian
}
