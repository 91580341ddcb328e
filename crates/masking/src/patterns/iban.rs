//! International bank account numbers (ISO 13616).

use crate::characters::{after, ends_word};

/// Countries with the lengths of their numbers, as the registry of SWIFT has them.
const LENGTHS: &str = "AD24AE23AL28AT20AZ28BA20BE16BG22BH22BI27BR29BY28CH21CR22CY28CZ24DE22DJ27DK18DO28EE20EG29ES24\
FI18FK18FO18FR27GB22GE22GI23GL18GR27GT28HN28HR21HU28IE22IL23IQ23IS26IT27JO30KW30KZ20LB28LC32LI21LT20LU20LV21LY25\
MC27MD24ME22MK19MN20MR27MT31MU30NI28NL18NO15OM23PK24PL28PS29PT25QA29RO24RS22RU33SA24SC31SD18SE24SI19SK24SM27SO23\
ST25SV28TL23TN24TR26UA29VA22VG24XK20YE30";

/// Returns the end of an account number that starts at byte `at`: its length is that of its country, and its check
/// digits are right. Blanks or hyphens may stand between its groups.
pub(super) fn iban_end(text: &str, at: usize) -> Option<usize> {
    let (country, check) = text.as_bytes().get(at..at + 4)?.split_at(2);
    // Most words have no digits there; they are not looked up.
    check.iter().all(u8::is_ascii_digit).then_some(())?;
    let length = length_of(country)?;
    let (mut remainder, mut head) = (0, [0; 4]);
    let mut end = at;
    for place in 0..length {
        let value = value(*text.as_bytes().get(end)?)?;
        // Two letters, two digits, and then either.
        if (place < 2) != (value >= 10) && place < 4 {
            return None;
        }
        match head.get_mut(place) {
            Some(head) => *head = value,
            None => remainder = with_value(remainder, value),
        }
        end += 1;
        let mark = after(text, end).filter(|mark| matches!(mark, ' ' | '-' | '\u{a0}'));
        if place + 1 < length
            && let Some(mark) = mark
        {
            end += mark.len_utf8();
        }
    }
    // The country and the check digits are counted last.
    let remainder = head.into_iter().fold(remainder, with_value);
    (remainder == 1 && ends_word(text, end)).then_some(end)
}

fn length_of(country: &[u8]) -> Option<usize> {
    let mut entries = LENGTHS.as_bytes().chunks_exact(4);
    let entry = entries.find(|entry| {
        let known = entry.get(..2);
        known.is_some_and(|known| known.eq_ignore_ascii_case(country))
    })?;
    let digit = |place: usize| entry.get(place).map(|digit| usize::from(digit - b'0'));
    Some(digit(2)? * 10 + digit(3)?)
}

/// The number that a character stands for: 10 for `A`, 35 for `Z`.
fn value(character: u8) -> Option<u32> {
    char::from(character).to_digit(36)
}

/// The remainder by 97 of a number that has one more character.
fn with_value(remainder: u32, value: u32) -> u32 {
    let shift = if value < 10 { 10 } else { 100 };
    (remainder * shift + value) % 97
}
