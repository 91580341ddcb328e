//! Rows of numbers.

/// Whether there are numbers and marks only, or no word at all: measurements, telephone numbers, dumps of memory.
pub(super) fn is_row(sentence: &str) -> bool {
    sentence.split_whitespace().all(is_number) || is_dump(sentence)
}

/// Whether a word is a number, perhaps in brackets or with a sign, or no more than punctuation. Letters are in it only as
/// in `1e-5` and `0x1f`.
fn is_number(word: &str) -> bool {
    let is_plain = !word.contains(char::is_alphabetic);
    is_plain || is_hexadecimal(word) || is_exponential(word)
}

fn is_hexadecimal(word: &str) -> bool {
    let digits = word.strip_prefix("0x").or_else(|| word.strip_prefix("0X"));
    digits.is_some_and(|digits| {
        !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
    })
}

fn is_exponential(word: &str) -> bool {
    let Some((number, exponent)) = word.split_once(['e', 'E']) else {
        return false;
    };
    let is_made_of = |text: &str, marks: &str| {
        text.contains(|digit: char| digit.is_ascii_digit())
            && text
                .chars()
                .all(|mark| mark.is_ascii_digit() || marks.contains(mark))
    };
    is_made_of(number, "+-.,") && is_made_of(exponent, "+-,;")
}

/// Whether this is a line of a hexadecimal dump: an address and at least eight bytes of two digits, or four words of four.
fn is_dump(sentence: &str) -> bool {
    const FEWEST: usize = 8;
    let is_byte = |word: &&str| {
        word.len().is_multiple_of(2)
            && (2..=8).contains(&word.len())
            && word.bytes().all(|digit| digit.is_ascii_hexdigit())
    };
    let words = || sentence.split_whitespace().skip(1);
    let bytes = words()
        .take_while(is_byte)
        .map(|word| word.len() / 2)
        .sum::<usize>();
    let has_digit = words()
        .take(FEWEST)
        .any(|word| word.contains(|digit: char| digit.is_ascii_digit()));
    let address = sentence.split_whitespace().next().unwrap_or_default();
    let address = address.trim_end_matches(':');
    let is_address = address.len() >= 4 && address.bytes().all(|digit| digit.is_ascii_hexdigit());
    bytes >= FEWEST && has_digit && is_address
}
