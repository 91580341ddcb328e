//! Converts places in a text between UTF-8 bytes and the units that other languages count in.

use serde::Serialize;

/// A place in a text, counted in three units.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Offset {
    /// Number of UTF-8 bytes in front of the place, as Rust and Go count.
    pub byte: usize,
    /// Number of UTF-16 units in front of the place, as JavaScript and Java count.
    pub utf16: usize,
    /// Number of characters (code points) in front of the place, as Python counts.
    pub character: usize,
}

/// Converts byte offsets into [`Offset`]s. Ascending ones take a single walk over the text in all.
#[derive(Clone, Debug)]
pub struct Offsets<'a> {
    text: &'a str,
    last: Offset,
}

impl<'a> Offsets<'a> {
    /// Starts at the beginning of a text.
    pub fn new(text: &'a str) -> Self {
        Self {
            text,
            last: Offset::default(),
        }
    }

    /// Returns the place of a byte. A byte inside a character stands for that character, one behind the text for its
    /// end.
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

/// Returns the byte of `text` in front of which this number of UTF-16 units stands; this is the inverse of
/// [`Offset::utf16`]. A unit inside a character stands for the first byte of that character, one behind the text for
/// its end.
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
