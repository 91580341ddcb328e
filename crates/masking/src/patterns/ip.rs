//! IP addresses of version 4, and which of both versions is there.

use super::context::words_before;
use super::digits::digit_at;
use super::ipv6::ipv6_end;
use crate::characters::{after, before, ends_word};

/// Words that stand in front of a version or a section with four numbers.
const OTHER_NUMBERS: [&str; 20] = [
    "version",
    "versions",
    "ver",
    "v",
    "release",
    "build",
    "firmware",
    "section",
    "sections",
    "sect",
    "chapter",
    "paragraph",
    "clause",
    "table",
    "figure",
    "abschnitt",
    "kapitel",
    "punkt",
    "ziffer",
    "revision",
];

/// The largest number of a section that may stand at the start of a line.
const LARGEST_SECTION: u32 = 20;

/// Returns the end of an address that starts at byte `at`.
pub(super) fn ip_end(text: &str, at: usize) -> Option<usize> {
    ipv6_end(text, at).or_else(|| ipv4_end(text, at))
}

fn ipv4_end(text: &str, at: usize) -> Option<usize> {
    let (end, numbers) = ipv4(text, at)?;
    if matches!(before(text, at), Some('.' | ',' | '§')) || goes_on(text, end) {
        return None;
    }
    let [last, _] = words_before(text, at);
    let is_other = OTHER_NUMBERS.contains(&last.as_str());
    (!is_other && !is_heading(text, at, end, &numbers)).then_some(end)
}

/// Reads four numbers from 0 to 255 with dots between them.
pub(super) fn ipv4(text: &str, at: usize) -> Option<(usize, [u32; 4])> {
    let (mut end, mut numbers) = (at, [0; 4]);
    for (place, number) in numbers.iter_mut().enumerate() {
        if place > 0 {
            (after(text, end)? == '.').then_some(())?;
            end += 1;
        }
        let start = end;
        while let Some(digit) = digit_at(text, end).filter(|_| end - start < 3) {
            *number = *number * 10 + u32::from(digit);
            end += 1;
        }
        let has_zero = end - start > 1 && digit_at(text, start) == Some(0);
        if start == end || has_zero || *number > 255 {
            return None;
        }
    }
    Some((end, numbers))
}

/// Whether a fifth number or a letter follows.
fn goes_on(text: &str, end: usize) -> bool {
    let is_number = after(text, end) == Some('.') && digit_at(text, end + 1).is_some();
    is_number || !ends_word(text, end)
}

/// Whether small numbers stand at the start of a line, in front of a word: `1.2.3.4 Tests`.
fn is_heading(text: &str, at: usize, end: usize, numbers: &[u32; 4]) -> bool {
    let is_small = numbers
        .iter()
        .all(|number| (1..=LARGEST_SECTION).contains(number));
    let is_first = matches!(before(text, at), None | Some('\n' | '#' | '\r'))
        || text.get(..at).is_some_and(|front| front.ends_with("# "));
    let has_title =
        after(text, end) == Some(' ') && after(text, end + 1).is_some_and(char::is_alphabetic);
    is_small && is_first && has_title
}
