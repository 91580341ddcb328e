//! Digits in groups.

use crate::characters::after;

/// Digits with single marks between their groups.
pub(super) struct Digits {
    /// The digits, as numbers from 0 to 9.
    pub(super) digits: Vec<u8>,
    /// For each group the number of digits up to its end, and the byte at which it ends.
    pub(super) group_ends: Vec<(usize, usize)>,
}

/// Reads digits from byte `at` on, up to `most` of them. One of `marks` may stand between two groups.
pub(super) fn digits(text: &str, at: usize, most: usize, marks: &str) -> Digits {
    let (mut digits, mut group_ends) = (Vec::new(), Vec::new());
    let mut end = at;
    while digits.len() < most
        && let Some(digit) = digit_at(text, end)
    {
        digits.push(digit);
        end += 1;
        if digit_at(text, end).is_some() {
            continue;
        }
        group_ends.push((digits.len(), end));
        if let Some(mark) = after(text, end).filter(|mark| marks.contains(*mark)) {
            end += mark.len_utf8();
        }
    }
    Digits { digits, group_ends }
}

/// Returns the digit at a byte.
pub(super) fn digit_at(text: &str, at: usize) -> Option<u8> {
    let digit = text.as_bytes().get(at)?;
    digit.is_ascii_digit().then(|| digit - b'0')
}
