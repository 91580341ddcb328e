//! Letters and digits that Unicode has a second time for their looks: full-width, mathematical, ligatures, circled.
//!
//! The result is that of the compatibility decomposition of Unicode (UAX #15, NFKC) for these, which the tests compare
//! with crate `unicode-normalization`. Its tables would be a tenth of the page's size, and it also changes what is
//! better left alone: `½` to `1⁄2`, `™` to `TM`, half-width katakana, Hangul, Chinese punctuation.

/// Returns the plain letters, digits or marks that a character stands for, or `None` when it stands for itself.
pub(super) fn plain_form(character: char) -> Option<Plain> {
    let code = u32::from(character);
    let plain = match code {
        // ﬀ ﬁ ﬂ ﬃ ﬄ ﬅ ﬆ
        0xfb00..=0xfb06 => {
            let all = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"];
            return all
                .get((code - 0xfb00) as usize)
                .map(|text| Plain::Text(text));
        }
        // Ⅰ to Ⅿ and ⅰ to ⅿ
        0x2160..=0x216f => {
            return ROMAN
                .get((code - 0x2160) as usize)
                .map(|text| Plain::Text(text));
        }
        0x2170..=0x217f => {
            return ROMAN_SMALL
                .get((code - 0x2170) as usize)
                .map(|text| Plain::Text(text));
        }
        // The punctuation of Chinese and Japanese is as wide as its letters.
        0xff01 | 0xff08 | 0xff09 | 0xff0c | 0xff1a | 0xff1b | 0xff1f => return None,
        // Full-width forms of ASCII, and the ideographic space.
        0xff01..=0xff5e => from_code(code - 0xff01 + 0x21)?,
        0x3000 => ' ',
        // Subscript digits.
        0x2080..=0x2089 => digit(code - 0x2080)?,
        // Circled letters, and letters in squares.
        0x24b6..=0x24cf => letter('A', code - 0x24b6)?,
        0x24d0..=0x24e9 => letter('a', code - 0x24d0)?,
        0x1f130..=0x1f149 => letter('A', code - 0x1f130)?,
        0x1d400..=0x1d6a3 => mathematical_letter(code)?,
        0x1d7ce..=0x1d7ff => digit((code - 0x1d7ce) % 10)?,
        0x1fbf0..=0x1fbf9 => digit(code - 0x1fbf0)?,
        _ => superscript_digit(character).or_else(|| letterlike(character))?,
    };
    Some(Plain::Char(plain))
}

/// What a character stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    Char(char),
    Text(&'static str),
}

impl Plain {
    pub(super) fn push_to(self, text: &mut String) {
        match self {
            Self::Char(character) => text.push(character),
            Self::Text(characters) => text.push_str(characters),
        }
    }
}

const ROMAN: [&str; 16] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C", "D", "M",
];

const ROMAN_SMALL: [&str; 16] = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "l", "c", "d", "m",
];

/// Returns the digit that a superscript is.
pub(super) fn superscript_digit(character: char) -> Option<char> {
    match character {
        '¹' => Some('1'),
        '²' => Some('2'),
        '³' => Some('3'),
        '⁰' => Some('0'),
        '⁴'..='⁹' => digit(u32::from(character) - 0x2070),
        _ => None,
    }
}

/// The thirteen alphabets of the block Mathematical Alphanumeric Symbols, capitals first. The holes in it are letters
/// of the block Letterlike Symbols.
fn mathematical_letter(code: u32) -> Option<char> {
    const HOLES: [u32; 24] = [
        0x1d455, 0x1d49d, 0x1d4a0, 0x1d4a1, 0x1d4a3, 0x1d4a4, 0x1d4a7, 0x1d4a8, 0x1d4ad, 0x1d4ba,
        0x1d4bc, 0x1d4c4, 0x1d506, 0x1d50b, 0x1d50c, 0x1d515, 0x1d51d, 0x1d53a, 0x1d53f, 0x1d545,
        0x1d547, 0x1d548, 0x1d549, 0x1d551,
    ];
    if HOLES.contains(&code) {
        return None;
    }
    let place = (code - 0x1d400) % 52;
    if place < 26 {
        letter('A', place)
    } else {
        letter('a', place - 26)
    }
}

fn letterlike(character: char) -> Option<char> {
    let plain = match character {
        'ℂ' | 'ℭ' => 'C',
        'ℋ' | 'ℌ' | 'ℍ' => 'H',
        'ℐ' | 'ℑ' => 'I',
        'ℒ' => 'L',
        'ℕ' => 'N',
        'ℙ' => 'P',
        'ℚ' => 'Q',
        'ℛ' | 'ℜ' | 'ℝ' => 'R',
        'ℤ' | 'ℨ' => 'Z',
        'ℬ' => 'B',
        'ℰ' => 'E',
        'ℱ' => 'F',
        'ℳ' => 'M',
        'ℊ' => 'g',
        'ℎ' => 'h',
        'ℓ' => 'l',
        'ℯ' => 'e',
        'ℴ' => 'o',
        _ => return None,
    };
    Some(plain)
}

fn letter(first: char, place: u32) -> Option<char> {
    from_code(u32::from(first) + place)
}

fn digit(value: u32) -> Option<char> {
    char::from_digit(value, 10)
}

fn from_code(code: u32) -> Option<char> {
    char::from_u32(code)
}

#[cfg(test)]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn what_is_folded_is_folded_as_nfkc_has_it() {
        let mut folded = 0;
        for character in '\u{0}'..=char::MAX {
            let Some(plain) = plain_form(character) else {
                continue;
            };
            let mut text = String::new();
            plain.push_to(&mut text);
            let expected: String = character.nfkc().collect();
            assert_eq!(text, expected, "{character:?}");
            folded += 1;
        }
        assert!(folded > 900, "{folded}");
    }

    #[test]
    fn fractions_trade_marks_chinese_punctuation_and_plain_text_stay() {
        for character in "aé½™ｱ東ªµ🇳！，".chars() {
            assert_eq!(plain_form(character), None, "{character}");
        }
    }
}
