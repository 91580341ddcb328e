//! Private keys in PEM (RFC 7468).

use crate::characters::{has_at, run_end};

const BEGIN: &str = "-----BEGIN ";
const END: &str = "-----END ";

/// What a label ends with: `RSA PRIVATE KEY`, `PGP PRIVATE KEY BLOCK`.
const PRIVATE: &str = "PRIVATE KEY";

/// Most bytes of a label.
const LONGEST_LABEL: usize = 48;

/// Most bytes of a key. The largest that are in use have 16384 bits.
const LONGEST_KEY: usize = 1 << 15;

/// Fewest characters of a line of base64 that is told from a word.
const SHORTEST_LINE: usize = 32;

/// Returns the end of a private key whose first line starts at byte `at`. Where its last line is missing it ends with
/// the last long line of base64.
pub(super) fn private_key_end(text: &str, at: usize) -> Option<usize> {
    has_at(text, at, BEGIN).then_some(())?;
    let start = label_end(text, at + BEGIN.len())?;
    text.get(at..start)?.contains(PRIVATE).then_some(())?;
    let rest = text.get(start..)?;
    // The search ends at the next hyphens, and so does that for each other key: the time is linear.
    match rest.find("-----") {
        Some(hyphens) if hyphens < LONGEST_KEY && has_at(rest, hyphens, END) => {
            label_end(text, start + hyphens + END.len())
        }
        _ => Some(start + base64_lines(rest)),
    }
}

/// Returns the end of the hyphens behind a label.
fn label_end(text: &str, at: usize) -> Option<usize> {
    let is_label = |part: char| part.is_ascii_alphanumeric() || part == ' ';
    let end = run_end(text, at, LONGEST_LABEL, is_label);
    let hyphens = run_end(text, end, 5, |hyphen| hyphen == '-');
    (hyphens > end).then_some(hyphens)
}

/// Returns the length of the lines of base64 that a text begins with.
fn base64_lines(text: &str) -> usize {
    let mut length = 0;
    for line in text.split_inclusive('\n') {
        let key = line.trim();
        let is_key = key
            .bytes()
            .all(|part| part.is_ascii_alphanumeric() || b"+/=".contains(&part));
        let is_long = key.len() >= SHORTEST_LINE || key.is_empty();
        if !is_key || !is_long {
            break;
        }
        length += line.len();
    }
    text.get(..length).unwrap_or_default().trim_end().len()
}
