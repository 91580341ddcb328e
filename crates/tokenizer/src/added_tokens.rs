//! Added tokens, such as `[MASK]`, which are found in a word before it is split.

use tokenizers::normalizers::BertNormalizer;
use tokenizers::{AddedToken, Model, NormalizedString, Normalizer};

use crate::TokenizerError;

/// The added tokens of a tokenizer. Whether one takes the spaces beside it (`lstrip`, `rstrip`) does not matter, since
/// spaces belong to no wordpiece either way.
pub(crate) struct AddedTokens {
    tokens: Vec<(AddedToken, u32)>,
    /// The tokens that are looked for in a text as it is written.
    pub(crate) raw: Patterns,
    /// The tokens that are looked for in a normalized text, and are normalized themselves.
    pub(crate) normalized: Patterns,
}

/// Strings that are looked for, each with the id of its token.
#[derive(Default)]
pub(crate) struct Patterns(Vec<(String, u32)>);

/// A piece of a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part<'a> {
    /// An added token.
    Token(u32),
    /// The text between added tokens.
    Text(&'a str),
}

impl AddedTokens {
    /// Takes the tokens of a file. A token that the vocabulary has keeps its id there, another gets the next id behind
    /// the vocabulary: `tokenizers` does not go by the ids in the file either.
    ///
    /// # Errors
    /// When a token is of a kind that is not supported, or normalizes to nothing.
    pub(crate) fn new(
        tokens: Vec<AddedToken>,
        model: &impl Model,
        normalizer: Option<&BertNormalizer>,
    ) -> Result<Self, TokenizerError> {
        let mut added = Self {
            tokens: Vec::new(),
            raw: Patterns::default(),
            normalized: Patterns::default(),
        };
        let mut next = model.get_vocab_size() as u32;
        for token in tokens.into_iter().filter(|token| !token.content.is_empty()) {
            let known = |(known, _): &&mut (AddedToken, u32)| known.content == token.content;
            if let Some((known, _)) = added.tokens.iter_mut().find(known) {
                *known = token;
                continue;
            }
            let id = model.token_to_id(&token.content).unwrap_or(next);
            next += u32::from(id == next);
            added.tokens.push((token, id));
        }
        for (token, id) in &added.tokens {
            if token.single_word {
                return Err(TokenizerError::SingleWord(token.content.clone()));
            }
            if token.normalized {
                let content = normalize(normalizer, &token.content)?;
                added.normalized.0.push((content, *id));
            } else {
                added.raw.0.push((token.content.clone(), *id));
            }
        }
        Ok(added)
    }

    /// Returns the id of a token.
    pub(crate) fn id(&self, content: &str) -> Option<u32> {
        let mut tokens = self.tokens.iter();
        tokens.find_map(|(token, id)| (token.content == content).then_some(*id))
    }

    /// Returns the token with this id.
    pub(crate) fn token(&self, id: u32) -> Option<&str> {
        let mut tokens = self.tokens.iter();
        tokens.find_map(|(token, of)| (*of == id).then_some(token.content.as_str()))
    }

    /// Lists the ids of all tokens.
    pub(crate) fn ids(&self) -> impl Iterator<Item = u32> {
        self.tokens.iter().map(|(_, id)| *id)
    }
}

fn normalize(normalizer: Option<&BertNormalizer>, content: &str) -> Result<String, TokenizerError> {
    let mut text = NormalizedString::from(content);
    let normalized = normalizer.map_or(Ok(()), |normalizer| normalizer.normalize(&mut text));
    normalized.map_err(TokenizerError::Unreadable)?;
    if text.is_empty() {
        let reason =
            format!("nothing is left of the added token {content:?} when it is normalized");
        return Err(TokenizerError::Unreadable(reason.into()));
    }
    Ok(text.get().to_owned())
}

impl Patterns {
    /// Splits a text at the tokens in it, from left to right; where several start, the longest counts.
    pub(crate) fn split<'a>(&self, text: &'a str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let (mut start, mut place) = (0, 0);
        while place < text.len() {
            if let Some((pattern, id)) = self.longest_at(&text.as_bytes()[place..]) {
                if start < place {
                    parts.push(Part::Text(&text[start..place]));
                }
                parts.push(Part::Token(*id));
                place += pattern.len();
                start = place;
            } else {
                place += 1;
            }
        }
        if start < text.len() {
            parts.push(Part::Text(&text[start..]));
        }
        parts
    }

    /// Returns the longest pattern that the text starts with. Bytes are compared, since a pattern is UTF-8 and so
    /// cannot start inside a character.
    fn longest_at(&self, text: &[u8]) -> Option<&(String, u32)> {
        let here = self
            .0
            .iter()
            .filter(|(pattern, _)| text.starts_with(pattern.as_bytes()));
        here.max_by_key(|(pattern, _)| pattern.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn patterns(contents: &[&str]) -> Patterns {
        let numbered = contents.iter().zip(0..);
        Patterns(
            numbered
                .map(|(content, id)| ((*content).to_owned(), id))
                .collect(),
        )
    }

    #[test]
    fn the_leftmost_counts_and_of_those_the_longest() {
        let patterns = patterns(&["[A]", "[A]B", "]BC"]);
        let parts = patterns.split("x[A]BCé[A]");
        let expected = [
            Part::Text("x"),
            Part::Token(1),
            Part::Text("Cé"),
            Part::Token(0),
        ];
        assert_eq!(parts, expected);
    }

    #[test]
    fn a_text_without_one_is_one_part_and_an_empty_text_none() {
        assert_eq!(patterns(&["[A]"]).split("[B]"), [Part::Text("[B]")]);
        assert_eq!(patterns(&[]).split("é"), [Part::Text("é")]);
        assert_eq!(patterns(&["[A]"]).split(""), []);
    }
}
