//! A text as words and marks, cut alike in texts and in entries.

use namelight_text::Span;

/// A word, or a mark by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Token<'a> {
    pub(super) text: &'a str,
    /// The byte at which it starts.
    pub(super) start: usize,
    /// Whether white space stands in front of it.
    pub(super) follows_blank: bool,
}

impl Token<'_> {
    /// Its place, as a half-open range of bytes.
    pub(super) fn span(&self) -> Span {
        Span {
            start: self.start,
            end: self.start + self.text.len(),
        }
    }
}

/// Cuts a text into words, which are runs of letters, digits and accents, and into all other marks one by one.
pub(super) fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens: Vec<Token> = Vec::new();
    let (mut follows_blank, mut is_in_word) = (false, false);
    for (at, character) in text.char_indices() {
        let goes_on = is_in_word && is_part(character);
        is_in_word = is_part(character);
        if character.is_whitespace() {
            follows_blank = true;
            continue;
        }
        let end = at + character.len_utf8();
        match tokens.last_mut().filter(|_| goes_on) {
            Some(token) => token.text = text.get(token.start..end).unwrap_or_default(),
            None => {
                let token = text.get(at..end).unwrap_or_default();
                tokens.push(Token {
                    text: token,
                    start: at,
                    follows_blank,
                });
            }
        }
        follows_blank = false;
    }
    tokens
}

/// Letters and digits, and accents that are written apart from their letters.
fn is_part(character: char) -> bool {
    character.is_alphanumeric() || matches!(character, '\u{300}'..='\u{36f}')
}
