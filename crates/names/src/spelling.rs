//! When two spellings are the same.

use namelight_text::split_words;

use crate::composition::push_decomposed;

/// Returns what is equal for all spellings of a name that differ only in looks: case, white space and line breaks,
/// characters that cannot be seen, full-width letters, hyphens at line ends, the form of apostrophes, and whether accents
/// are written as one character with their letter.
pub fn spelling(surface: &str) -> String {
    let mut spelling = String::with_capacity(surface.len());
    for word in split_words(surface) {
        if !spelling.is_empty() {
            spelling.push(' ');
        }
        for character in word.text.chars().flat_map(char::to_lowercase) {
            push_decomposed(&mut spelling, character);
        }
    }
    spelling
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_make_no_other_name() {
        for (one, other) in [
            ("Zoë Šimůnková", "Zoe\u{308} S\u{30c}imu\u{30a}nkova\u{301}"),
            ("New York", "NEW\n  York"),
            ("Helsinki", "Hel-\nsinki"),
            ("Ludwig", "Lud\u{ad}wig\u{200e}"),
            ("Oslo", "Ｏｓｌｏ"),
            ("O'Brien", "O’Brien"),
            ("São Paulo", "S&atilde;o Paulo"),
            ("한국", "한국"),
        ] {
            assert_eq!(spelling(one), spelling(other), "{one} {other}");
        }
    }

    #[test]
    fn an_accent_makes_another_name() {
        assert_ne!(spelling("Zoë"), spelling("Zoe"));
        assert_ne!(spelling("AnnaBerg"), spelling("Anna Berg"));
    }
}
