//! Places in a text, from UTF-8 bytes to the units of other languages and back.

use serde::Serialize;

/// A place in a text, in three units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Offset {
    /// Bytes of UTF-8, as Rust and Go count.
    pub byte: usize,
    /// Units of UTF-16, as JavaScript and Java count.
    pub utf16: usize,
    /// Characters (code points), as Python counts.
    pub character: usize,
}

/// Turns byte offsets into [`Offset`]s. Ascending ones cost one walk over the text in all.
#[derive(Clone, Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    last: Offset,
}

impl<'a> Offsets<'a> {
    /// Starts in front of the first character of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            last: Offset::default(),
        }
    }

    /// The place of a byte. One inside a character is the place of that character, one behind the text its end.
    pub fn at(&mut self, byte: usize) -> Offset {
        let byte = self.text.floor_char_boundary(byte);
        if byte < self.last.byte {
            self.last = Offset::default();
        }
        let passed = self.text.get(self.last.byte..byte).unwrap_or_default();
        for character in passed.chars() {
            self.last.utf16 += character.len_utf16();
            self.last.character += 1;
        }
        self.last.byte = byte;
        self.last
    }
}

/// The byte of `text` at this many UTF-16 units: inside a character the first byte of it, behind the text its end. The
/// inverse of [`Offset::utf16`].
pub fn utf16_to_byte(text: &str, utf16: usize) -> usize {
    let mut units = 0;
    for (byte, character) in text.char_indices() {
        units += character.len_utf16();
        if units > utf16 {
            return byte;
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn offset(byte: usize, utf16: usize, character: usize) -> Offset {
        Offset {
            byte,
            utf16,
            character,
        }
    }

    #[test]
    fn every_language_counts_a_text_its_own_way() {
        let text = "Zoë 👩‍👩‍👧 e\u{301} שלום";
        let mut offsets = Offsets::new(text);
        assert_eq!(offsets.at(0), offset(0, 0, 0));
        assert_eq!(offsets.at(5), offset(5, 4, 4));
        assert_eq!(offsets.at(5 + 18), offset(23, 12, 9));
        assert_eq!(offsets.at(text.len()), offset(text.len(), 20, 17));
    }

    #[test]
    fn a_place_inside_a_character_or_behind_the_text_is_moved_to_the_nearest_in_front() {
        let mut offsets = Offsets::new("é");
        assert_eq!(offsets.at(1), offset(0, 0, 0));
        assert_eq!(offsets.at(99), offset(2, 1, 1));
    }

    #[test]
    fn utf16_units_become_the_bytes_that_they_were_made_of() {
        let text = "Zoë 👩‍👩‍👧 日本 x";
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(utf16_to_byte(text, Offsets::new(text).at(byte).utf16), byte);
        }
    }

    #[test]
    fn units_inside_a_character_are_its_first_byte_and_those_behind_the_text_its_end() {
        assert_eq!(utf16_to_byte("a👩b", 2), 1);
        assert_eq!(utf16_to_byte("a👩b", 99), 6);
    }

    proptest! {
        #[test]
        fn offsets_in_any_order_are_those_of_the_text_in_front(text: String, bytes: [usize; 4]) {
            let mut offsets = Offsets::new(&text);
            for byte in bytes {
                let byte = text.floor_char_boundary(byte % (text.len() + 2));
                let front = &text[..byte];
                let expected = offset(byte, front.encode_utf16().count(), front.chars().count());
                prop_assert_eq!(offsets.at(byte), expected);
            }
        }
    }
}
