//! Numbers of payment cards.

use super::context::continues_number;
use super::digits::{digit_at, digits};
use crate::characters::ends_word;

/// First and last number that a card of an issuer begins with, and the lengths that its numbers have.
const ISSUERS: [(u32, u32, &[usize]); 15] = [
    // Visa.
    (4000, 4999, &[13, 16, 19]),
    // Mastercard.
    (5100, 5599, &[16]),
    (2221, 2720, &[16]),
    // American Express.
    (3400, 3499, &[15]),
    (3700, 3799, &[15]),
    // Diners Club.
    (3000, 3059, &[14, 16]),
    (3600, 3699, &[14, 16]),
    (3800, 3999, &[14, 16]),
    // Discover.
    (6011, 6011, &[16, 19]),
    (6440, 6599, &[16, 19]),
    // JCB.
    (3528, 3589, &[16, 19]),
    // UnionPay.
    (6200, 6299, &[16, 17, 18, 19]),
    // Maestro.
    (5018, 5038, &[13, 16, 19]),
    (5893, 5893, &[13, 16, 19]),
    (6759, 6763, &[13, 16, 19]),
];

/// Returns the end of a card number that starts at byte `at`: its issuer is known and its check digit right.
pub(super) fn card_end(text: &str, at: usize) -> Option<usize> {
    // No issuer begins with another digit.
    digit_at(text, at).filter(|digit| (2..=6).contains(digit))?;
    let read = digits(text, at, 20, " -\u{a0}");
    if read.digits.len() < 13 || continues_number(text, at) {
        return None;
    }
    // What follows may be digits too, such as the month in which the card ends.
    let ends = read.group_ends.iter().rev();
    let mut cards = ends.filter(|(count, end)| {
        let number = read.digits.get(..*count).unwrap_or_default();
        has_issuer(number) && has_check_digit(number) && ends_word(text, *end)
    });
    cards.next().map(|(_, end)| *end)
}

fn has_issuer(number: &[u8]) -> bool {
    let start = number.iter().take(4);
    let start = start.fold(0, |start, digit| start * 10 + u32::from(*digit));
    let mut issuers = ISSUERS.iter();
    issuers.any(|(first, last, lengths)| {
        (*first..=*last).contains(&start) && lengths.contains(&number.len())
    })
}

/// Whether the last digit is right (Luhn's formula, ISO/IEC 7812-1).
fn has_check_digit(number: &[u8]) -> bool {
    let weighted = |(place, digit): (usize, &u8)| match place % 2 {
        0 => u32::from(*digit),
        _ => u32::from(*digit) * 2 % 10 + u32::from(*digit) / 5,
    };
    let sum: u32 = number.iter().rev().enumerate().map(weighted).sum();
    sum.is_multiple_of(10)
}
