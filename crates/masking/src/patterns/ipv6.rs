//! IP addresses of version 6 (RFC 4291).

use super::ip::ipv4;
use crate::characters::{before, ends_word, run_end};

/// Most characters of an address: eight groups, the last two as an address of version 4.
const LONGEST: usize = 45;

/// Returns the end of an address that starts at byte `at`.
pub(super) fn ipv6_end(text: &str, at: usize) -> Option<usize> {
    if matches!(before(text, at), Some(':' | '.')) {
        return None;
    }
    let is_part = |part: char| part.is_ascii_hexdigit() || part == ':';
    let run = run_end(text, at, LONGEST, is_part);
    let (end, groups) = with_ipv4(text, at, run)?;
    let address = text.get(at..end)?;
    let (address, end) = match address.ends_with("::") {
        true => (address, end),
        false => (
            address.trim_end_matches(':'),
            at + address.trim_end_matches(':').len(),
        ),
    };
    (ends_word(text, end) && is_address(address, groups)).then_some(end)
}

/// Returns the end of an address whose groups end at byte `run`, and how many groups a part of version 4 stands for.
fn with_ipv4(text: &str, at: usize, run: usize) -> Option<(usize, usize)> {
    let groups = text.get(at..run)?;
    let last = at + groups.rfind(':')? + 1;
    match ipv4(text, last) {
        Some((end, _)) if end > run => Some((end, 2)),
        _ => Some((run, 0)),
    }
}

/// Whether groups of one to four digits make an address: eight of them, or fewer with `::` in place of the others.
///
/// Paths of programs have `::` too, `f32::add`: an address with few groups begins with one of four digits.
fn is_address(address: &str, of_ipv4: usize) -> bool {
    let is_group = |group: &str| group.len() <= 4 && !group.is_empty() || group.contains('.');
    let count = |part: &str| match part.is_empty() {
        true => Some(0),
        false => part
            .split(':')
            .all(is_group)
            .then(|| part.split(':').count()),
    };
    let of_ipv4 = of_ipv4.saturating_sub(1);
    let Some((front, back)) = address.split_once("::") else {
        return count(address).is_some_and(|count| count + of_ipv4 == 8);
    };
    let (Some(front_count), Some(back_count)) = (count(front), count(back)) else {
        return false;
    };
    let total = front_count + back_count + of_ipv4;
    let first = front.split(':').next().unwrap_or_default();
    let is_sure =
        total > 2 || (first.len() == 4 && first.bytes().any(|digit| digit.is_ascii_digit()));
    total < 8 && is_sure
}
