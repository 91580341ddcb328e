//! Letters and their accents, which may be written as one character or as several.

/// A line for each mark: its code point, and pairs of a letter and of that letter with the mark.
const COMPOSITIONS: &str = include_str!("../data/compositions.txt");

/// Returns the letter and the mark that a character consists of.
fn parts(composed: char) -> Option<(char, char)> {
    if composed.is_ascii() {
        return None;
    }
    COMPOSITIONS.lines().find_map(|line| {
        let (code, pairs) = line.split_once(' ')?;
        let letter = letter_of(composed, pairs)?;
        let mark = u32::from_str_radix(code, 16).ok()?;
        Some((letter, char::from_u32(mark)?))
    })
}

fn letter_of(composed: char, pairs: &str) -> Option<char> {
    let mut letters = pairs.chars();
    while let (Some(letter), Some(other)) = (letters.next(), letters.next()) {
        if other == composed {
            return Some(letter);
        }
    }
    None
}

/// Appends a character with its accents apart, as the canonical decomposition of Unicode has it (UAX #15, NFD): Latin,
/// Greek and Cyrillic letters, and the syllables of Hangul. Marks keep the order in which they were written.
pub(crate) fn push_decomposed(text: &mut String, character: char) {
    if let Some((letter, mark)) = parts(character) {
        push_decomposed(text, letter);
        text.push(mark);
        return;
    }
    match hangul(character) {
        Some(letters) => text.extend(letters.into_iter().flatten()),
        None => text.push(character),
    }
}

/// Returns the letters of a syllable of Hangul: initial, vowel and, if there is one, final.
fn hangul(character: char) -> Option<[Option<char>; 3]> {
    let index = u32::from(character).checked_sub(0xac00)?;
    if index >= 19 * 21 * 28 {
        return None;
    }
    let last = index % 28;
    Some([
        char::from_u32(0x1100 + index / (21 * 28)),
        char::from_u32(0x1161 + index / 28 % 21),
        char::from_u32(0x11a7 + last).filter(|_| last > 0),
    ])
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn letters_are_taken_apart_as_unicode_has_it() {
        let ranges = [
            '\u{c0}'..='\u{24f}',
            '\u{370}'..='\u{4ff}',
            '\u{1e00}'..='\u{1eff}',
            '\u{ac00}'..='\u{d7a3}',
        ];
        for character in ranges.into_iter().flatten() {
            let mut found = String::new();
            push_decomposed(&mut found, character);
            // A few letters are others by themselves, without a mark.
            let expected: String = character.nfd().collect();
            let is_singleton = expected.chars().count() == 1;
            assert!(
                found == expected || is_singleton,
                "{character} {found:?} {expected:?}"
            );
        }
    }
}
