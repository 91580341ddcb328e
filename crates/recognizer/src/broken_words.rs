//! Words that were hyphenated at the end of a line.

use namelight_text::Word;
use namelight_tokenizer::{Tokenizer, TokenizerError};

/// Decides of each word that a hyphen splits at the end of a line whether that hyphen belongs to it: `Hel-⏎sinki` is
/// `Helsinki`, but `well-⏎known` is `well-known`. The likelier of the two has fewer wordpieces; with equally many,
/// capitalised words are taken for one name.
///
/// # Errors
/// When the tokenizer fails.
pub(crate) fn join_broken_words(
    words: &mut [Word],
    tokenizer: &Tokenizer,
) -> Result<(), TokenizerError> {
    for word in words {
        let Some(hyphenated) = word.hyphenated.as_deref() else {
            continue;
        };
        let joined = tokenizer.encode(&[&word.text])?.ids.len();
        let split = tokenizer.encode(&[hyphenated])?.ids.len();
        let is_name = word.text.starts_with(char::is_uppercase);
        if split < joined || (split == joined && !is_name) {
            word.text = hyphenated.to_owned();
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use namelight_text::split_words;
    use namelight_tokenizer::WordPieceOptions;

    use super::*;

    fn texts(sentence: &str) -> Vec<String> {
        let vocabulary =
            "[UNK]\n[CLS]\n[SEP]\n-\nhelsinki\nwell\nknown\nhel\n##sin\n##ki\n##k\n##n\n##own\n";
        let json = WordPieceOptions::default().tokenizer_json(vocabulary.as_bytes());
        let tokenizer = Tokenizer::from_bytes(&json.unwrap()).unwrap();
        let mut words = split_words(sentence);
        join_broken_words(&mut words, &tokenizer).unwrap();
        words.into_iter().map(|word| word.text).collect()
    }

    #[test]
    fn a_word_that_is_known_in_one_piece_is_joined() {
        assert_eq!(texts("Hel-\nsinki"), ["Helsinki"]);
    }

    #[test]
    fn a_hyphen_between_two_known_words_stays() {
        assert_eq!(texts("well-\nknown"), ["well-known"]);
    }

    #[test]
    fn a_word_without_a_line_break_stays() {
        assert_eq!(texts("well-known hel-sinki"), ["well-known", "hel-sinki"]);
    }
}
