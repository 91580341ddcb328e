//! The shape of a word: how it is capitalized. A tokenizer that lower-cases drops what tells *Apple* from *apple*; the
//! shape keeps it. A model of type `bert` whose `config.json` has `"word_shapes": true` reads it as the token type, so
//! that transformers computes the same when it is given these types.

/// The capitalization of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordShape {
    /// The word has no capital letter: *apple*, *1998*, *…*. Special tokens have this shape too.
    Lower,
    /// The first letter is a capital and no other is: *Apple*, *A*.
    Capitalized,
    /// There are two letters or more, and all are capitals: *NATO*, *U.N.*.
    Upper,
    /// There are capitals elsewhere: *iPhone*, *McDonald*.
    Mixed,
}

impl WordShape {
    /// The number of shapes.
    pub const COUNT: usize = 4;

    /// Returns the shape of a word.
    pub fn of(word: &str) -> Self {
        let mut letters = word.chars().filter(|character| character.is_alphabetic());
        let first = letters.next().is_some_and(char::is_uppercase);
        let (mut capitals, mut others) = (0, 0);
        for letter in letters {
            match letter.is_uppercase() {
                true => capitals += 1,
                false => others += 1,
            }
        }
        match (first, capitals, others) {
            (false, 0, _) => Self::Lower,
            (true, 0, _) => Self::Capitalized,
            (true, _, 0) => Self::Upper,
            _ => Self::Mixed,
        }
    }

    /// Returns the number of the shape, below [`Self::COUNT`], which a model with word shapes takes as the token type.
    pub fn token_type(self) -> u32 {
        self as u32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_read_from_letters_only() {
        for (word, shape) in [
            ("apple", WordShape::Lower),
            ("1998", WordShape::Lower),
            ("", WordShape::Lower),
            ("東京", WordShape::Lower),
            ("Apple", WordShape::Capitalized),
            ("A", WordShape::Capitalized),
            ("'Tis", WordShape::Capitalized),
            ("Élan", WordShape::Capitalized),
            ("NATO", WordShape::Upper),
            ("U.N.", WordShape::Upper),
            ("G7B", WordShape::Upper),
            ("iPhone", WordShape::Mixed),
            ("McDonald", WordShape::Mixed),
            ("NATO-led", WordShape::Mixed),
        ] {
            assert_eq!(WordShape::of(word), shape, "{word}");
            assert!((shape.token_type() as usize) < WordShape::COUNT);
        }
    }
}
