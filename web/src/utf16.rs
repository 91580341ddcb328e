//! Places as JavaScript counts them, in UTF-16 units.

/// The byte of `text` at this many UTF-16 units; in the middle of a character its first byte, beyond the end the end.
pub fn to_bytes(text: &str, utf16: usize) -> usize {
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
    use namelight_text::Offsets;

    use super::*;

    #[test]
    fn places_go_there_and_back() {
        let text = "Zoë 👩‍👩‍👧 日本 x";
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            assert_eq!(to_bytes(text, Offsets::new(text).at(byte).utf16), byte);
        }
    }

    #[test]
    fn what_lies_within_a_character_is_its_start_and_beyond_the_end_the_end() {
        assert_eq!(to_bytes("a👩b", 2), 1);
        assert_eq!(to_bytes("a👩b", 99), 6);
    }
}
