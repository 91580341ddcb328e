//! The entries of a list that stand in a text.

use std::collections::HashMap;

use namelight_text::Span;

use super::tokens::{Token, tokens};
use super::{Entry, List, Verdict};
use crate::characters::lower;

/// The entries that are always names, by their first words.
pub(super) struct Always<'a> {
    by_first: HashMap<String, Vec<Wanted<'a>>>,
}

/// An entry, cut as the text is.
struct Wanted<'a> {
    entry: &'a Entry,
    tokens: Vec<Token<'a>>,
    /// Whether capitals and small letters are told apart: an entry in small letters has any case.
    has_case: bool,
}

impl<'a> Always<'a> {
    pub(super) fn new(list: &'a List) -> Self {
        let mut by_first: HashMap<String, Vec<Wanted>> = HashMap::new();
        let entries = list.entries.iter();
        for entry in entries.filter(|entry| entry.verdict() == Verdict::Always) {
            let tokens = tokens(entry.text());
            let first = tokens.first().map(|first| lower(first.text));
            let has_case = entry.text().chars().any(char::is_uppercase);
            by_first
                .entry(first.unwrap_or_default())
                .or_default()
                .push(Wanted {
                    entry,
                    tokens,
                    has_case,
                });
        }
        Self { by_first }
    }

    /// Returns the places of entries in a text, in its order. Of places that overlap the one that starts first is
    /// taken, and of those that start together the longest.
    pub(super) fn places(&self, text: &str) -> Vec<(Span, &'a Entry)> {
        if self.by_first.is_empty() {
            return Vec::new();
        }
        let tokens = tokens(text);
        let mut places = Vec::new();
        let mut rest = tokens.as_slice();
        while let [first, behind @ ..] = rest {
            let wanted = self.by_first.get(&lower(first.text)).into_iter().flatten();
            let found = wanted.filter_map(|wanted| Some((wanted, wanted.at(rest)?)));
            // Of equal ones this is the last of the list.
            let longest = found.max_by_key(|(wanted, _)| wanted.tokens.len());
            let Some((wanted, last)) = longest else {
                rest = behind;
                continue;
            };
            let (start, end) = (first.start, last.span().end);
            places.push((Span { start, end }, wanted.entry));
            rest = rest.get(wanted.tokens.len()..).unwrap_or_default();
        }
        places
    }
}

impl Wanted<'_> {
    /// Returns the last word of the entry where it stands at the start of these words.
    fn at<'t>(&self, words: &[Token<'t>]) -> Option<Token<'t>> {
        let words = words.get(..self.tokens.len())?;
        let mut pairs = words.iter().zip(&self.tokens).enumerate();
        let is_here = pairs.all(|(place, (word, wanted))| {
            let is_joined = place == 0 || word.follows_blank == wanted.follows_blank;
            is_joined && self.is_word(word.text, wanted.text)
        });
        words.last().filter(|_| is_here).copied()
    }

    fn is_word(&self, word: &str, wanted: &str) -> bool {
        match self.has_case {
            true => word == wanted,
            false => lower(word) == lower(wanted),
        }
    }
}
