//! Character references of HTML in a pasted text: `&atilde;`, `&#39;`, `&#x27;`.

use std::sync::LazyLock;

use crate::word_list::{WordList, word_list};

/// Length of the longest reference that is looked for, in bytes. The bound keeps the search linear.
const LONGEST: usize = 12;

/// The named references with their code points in hexadecimal.
static NAMED: LazyLock<WordList> =
    LazyLock::new(|| WordList::of_pairs(word_list!("../../data/character_references.txt")));

/// Returns the character reference that `text` starts with: its length in bytes and the character.
///
/// A reference ends with `;`, as the HTML standard asks for; `R&D` is none. A number from 128 to 159 means the character
/// that Windows-1252 has there, as browsers read it (<https://html.spec.whatwg.org/multipage/parsing.html>).
pub(super) fn character_reference(text: &str) -> Option<(usize, char)> {
    let window = text.get(..text.floor_char_boundary(LONGEST))?;
    let end = window.find(';')?;
    let inner = window.get(..end)?.strip_prefix('&')?;
    let character = match inner.strip_prefix('#') {
        Some(number) => numbered(number)?,
        None => named(inner)?,
    };
    Some((end + 1, character))
}

fn named(name: &str) -> Option<char> {
    let code = u32::from_str_radix(NAMED.section_of(name)?, 16);
    char::from_u32(code.ok()?)
}

fn numbered(number: &str) -> Option<char> {
    let code = match number.strip_prefix(['x', 'X']) {
        Some(digits) if is_number(digits, 16) => u32::from_str_radix(digits, 16),
        None if is_number(number, 10) => number.parse(),
        _ => return None,
    };
    let code = code.ok()?;
    let place = code.checked_sub(0x80).map(|place| place as usize);
    let old = place.and_then(|place| WINDOWS_1252.chars().nth(place));
    old.filter(|old| *old != ' ')
        .or_else(|| char::from_u32(code))
        .filter(|character| *character != '\0')
}

/// What Windows-1252 has from 128 to 159; a blank where it has nothing.
const WINDOWS_1252: &str = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";

/// Whether a text consists of digits; the standard library would take a sign as well.
fn is_number(digits: &str, radix: u32) -> bool {
    !digits.is_empty() && digits.chars().all(|digit| digit.is_digit(radix))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_numbers_are_read() {
        assert_eq!(character_reference("&atilde;o"), Some((8, 'ã')));
        assert_eq!(character_reference("&Atilde;o"), Some((8, 'Ã')));
        assert_eq!(character_reference("&#39;x"), Some((5, '\'')));
        assert_eq!(character_reference("&#x1F44D;"), Some((9, '👍')));
        assert_eq!(character_reference("&#146;s"), Some((6, '’')));
        assert_eq!(character_reference("&#159;"), Some((6, 'Ÿ')));
        assert_eq!(character_reference("&#160;"), Some((6, '\u{a0}')));
        assert_eq!(character_reference("&scaron;&Scaron;"), Some((8, 'š')));
    }

    #[test]
    fn what_is_no_reference_is_text() {
        for text in [
            "&amp",
            "&;",
            "&#;",
            "&#x;",
            "&#+5;",
            "&#0;",
            "&#xd800;",
            "&#99999999;",
            "&Ada;",
            "AT&T;",
            "& amp;",
            "&atilde",
            "",
            "&é;",
        ] {
            assert_eq!(character_reference(text), None, "{text}");
        }
    }

    #[test]
    fn every_line_of_the_list_is_read() {
        NAMED.assert_unique();
        for (name, code) in NAMED.iter() {
            let reference = format!("&{name};");
            let expected = char::from_u32(u32::from_str_radix(code, 16).unwrap()).unwrap();
            assert_eq!(
                character_reference(&reference),
                Some((reference.len(), expected))
            );
        }
    }
}
