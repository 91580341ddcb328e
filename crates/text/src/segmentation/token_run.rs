//! Splits a run of text without white space into words.

use std::ops::Range;

use super::abbreviation::Abbreviation;
use super::address::address_end;
use super::clitic::{clitic_end, is_negation};
use super::glyph::{Glyph, GlyphClass};
use super::joiner::joins;
use super::placeholder::placeholder_end;
use super::punctuation::{forms_rows, is_hyphen};

/// Length of the longest abbreviation that is looked for, in grapheme clusters.
const LONGEST_ABBREVIATION: usize = 12;

/// Length of the longest abbreviation of a state that a hyphen may go on with, in grapheme clusters.
const LONGEST_STATE: usize = 8;

/// The largest number of a footnote that may be glued to a name. Larger ones end the names of users: `Smith82`.
const LAST_FOOTNOTE: u32 = 29;

/// No name has more numbers of footnotes.
const MOST_FOOTNOTES: usize = 8;

/// A word of a normalized text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Token {
    /// Its bytes in the normalized text.
    pub(super) range: Range<usize>,
    /// See [`super::words::Word::is_address`].
    pub(super) is_address: bool,
}

/// A run of text without white space.
pub(super) struct TokenRun<'a> {
    pub(super) text: &'a str,
    pub(super) glyphs: &'a [Glyph],
    /// Whether the run starts the sentence.
    pub(super) is_first: bool,
    /// Whether the run ends the sentence.
    pub(super) is_last: bool,
}

impl<'a> TokenRun<'a> {
    /// Appends the words of the run.
    pub(super) fn split(&self, tokens: &mut Vec<Token>) {
        let mut at = 0;
        while let Some(first) = self.glyphs.get(at) {
            let address = placeholder_end(self.glyphs, at).or_else(|| self.address_end(at));
            let end = address.unwrap_or_else(|| self.word_end(at, first));
            let end = end.max(at + 1);
            let last = self.glyphs.get(end - 1).unwrap_or(first);
            tokens.push(Token {
                range: first.start..last.end,
                is_address: address.is_some(),
            });
            at = end;
        }
    }

    /// An address begins a run or follows a mark.
    fn address_end(&self, at: usize) -> Option<usize> {
        let follows_word = at > 0 && self.is_word(at - 1);
        (!follows_word).then(|| address_end(self.glyphs, at))?
    }

    fn base_char(&self, at: usize) -> Option<char> {
        Some(self.glyphs.get(at)?.base_char)
    }

    fn is_word(&self, at: usize) -> bool {
        self.glyphs.get(at).is_some_and(Glyph::is_word)
    }

    fn word_end(&self, at: usize, first: &Glyph) -> usize {
        if first.is_word() {
            return self.letters_end(at);
        }
        match first.class {
            GlyphClass::Symbol => self.symbol_end(at, first.base_char),
            _ => at + 1,
        }
    }

    fn symbol_end(&self, at: usize, symbol: char) -> usize {
        if let Some(end) = clitic_end(self.glyphs, at) {
            return end;
        }
        let follows_word = at > 0 && self.is_word(at - 1);
        let is_number = self
            .glyphs
            .get(at + 1)
            .is_some_and(|next| next.class == GlyphClass::Digit);
        match symbol {
            // .500  +44
            '.' | '+' if is_number && !follows_word => self.letters_end(at + 1),
            // the quotes of typewriters and TeX
            '`' | '\'' if self.base_char(at + 1) == Some(symbol) => at + 2,
            _ if forms_rows(symbol) => {
                let rest = self.glyphs.get(at..).unwrap_or_default();
                at + rest
                    .iter()
                    .take_while(|glyph| glyph.base_char == symbol)
                    .count()
            }
            _ => at + 1,
        }
    }

    fn letters_end(&self, at: usize) -> usize {
        let mut end = at + 1;
        while let (Some(last), Some(next)) = (self.glyphs.get(end - 1), self.glyphs.get(end)) {
            if last.continues_with(next) {
                if is_negation(self.glyphs, end) || self.is_glued_footnote(at, end) {
                    return end;
                }
                end += 1;
            } else if joins(self.glyphs, end) {
                end += 2;
            } else if self.is_hyphenated_abbreviation(at, end) {
                end += 3;
            } else {
                break;
            }
        }
        self.with_suffix(at, end)
    }

    /// Whether the dot at `end` belongs to an abbreviation that a hyphen goes on with, as in `U.S.-led` and `Mo.-based`.
    fn is_hyphenated_abbreviation(&self, at: usize, end: usize) -> bool {
        self.base_char(end) == Some('.')
            && self.base_char(end + 1).is_some_and(is_hyphen)
            && self.is_word(end + 2)
            && (self.abbreviation(at, end) == Some(Abbreviation::Closing) || self.is_state(at, end))
    }

    /// Whether a word is short, capitalised, and goes on with a hyphen and a small letter, as that of a state does.
    fn is_state(&self, at: usize, end: usize) -> bool {
        let goes_on = self.base_char(end + 2);
        end - at <= LONGEST_STATE
            && self.base_char(at).is_some_and(char::is_uppercase)
            && goes_on.is_some_and(char::is_lowercase)
    }

    /// Whether the digits from `end` on are those of footnotes, which lost their form: `Smith2`, `Smith1,2`.
    fn is_glued_footnote(&self, at: usize, end: usize) -> bool {
        let word = self.glyphs.get(at..end).unwrap_or_default();
        let rest = self.glyphs.get(end..).unwrap_or_default();
        let is_small =
            |glyph: &Glyph| glyph.class == GlyphClass::Letter && glyph.base_char.is_lowercase();
        let is_name = word.len() > 2
            && word
                .first()
                .is_some_and(|first| first.base_char.is_uppercase())
            && word.get(1..).is_some_and(|rest| rest.iter().all(is_small));
        let length = is_name.then(|| footnotes_length(rest)).flatten();
        length.is_some_and(|length| {
            !rest.get(length).is_some_and(Glyph::is_word) && !joins(self.glyphs, end + length)
        })
    }

    /// Moves the end of a word behind what belongs to it without being a letter: `U.N.`, `US$`, `C++`.
    fn with_suffix(&self, at: usize, end: usize) -> usize {
        match self.base_char(end) {
            Some('.') if self.base_char(end + 1) != Some('.') && self.keeps_dot(at, end) => end + 1,
            Some('$') if self.is_currency(at, end) => end + 1,
            Some('+') => {
                let rest = self.glyphs.get(end..).unwrap_or_default();
                let row = rest
                    .iter()
                    .take_while(|glyph| glyph.base_char == '+')
                    .count();
                let is_grade = row <= 2 && !self.is_word(end + row);
                if is_grade { end + row } else { end }
            }
            _ => end,
        }
    }

    fn keeps_dot(&self, at: usize, end: usize) -> bool {
        let ends_sentence = self.is_last && !self.is_word(end + 1);
        match self.abbreviation(at, end) {
            Some(Abbreviation::Leading | Abbreviation::Closing) => true,
            Some(Abbreviation::Numbering | Abbreviation::Initial) => !ends_sentence,
            None => self.is_first && at == 0 && !self.is_last && self.is_item_number(end),
        }
    }

    /// Looks the part of a word behind its last hyphen up among the abbreviations.
    fn abbreviation(&self, at: usize, end: usize) -> Option<Abbreviation> {
        let word = self.glyphs.get(at..end)?;
        let length = word
            .iter()
            .rev()
            .take(LONGEST_ABBREVIATION + 1)
            .take_while(|glyph| !is_hyphen(glyph.base_char))
            .count();
        if length > LONGEST_ABBREVIATION {
            return None;
        }
        let first = self.glyphs.get(end - length)?;
        let last = self.glyphs.get(end - 1)?;
        Abbreviation::of(self.text.get(first.start..last.end)?)
    }

    /// Whether a word could be the number of a list item, as in `12.` at the start of a line.
    fn is_item_number(&self, end: usize) -> bool {
        let number = self.glyphs.get(..end).unwrap_or_default();
        number.len() <= 3 && number.iter().all(|glyph| glyph.class == GlyphClass::Digit)
    }

    fn is_currency(&self, at: usize, end: usize) -> bool {
        let letters = self.glyphs.get(at..end).unwrap_or_default();
        letters.len() <= 3
            && letters
                .iter()
                .all(|glyph| glyph.base_char.is_ascii_uppercase())
    }
}

/// Returns the length of a few numbers of footnotes with commas between them.
fn footnotes_length(glyphs: &[Glyph]) -> Option<usize> {
    let mut length = 0;
    for _ in 0..MOST_FOOTNOTES {
        length += footnote_length(glyphs.get(length..)?)?;
        let is_comma = glyphs
            .get(length)
            .is_some_and(|glyph| glyph.base_char == ',');
        let next = glyphs.get(length + 1);
        if !is_comma || !next.is_some_and(|next| next.class == GlyphClass::Digit) {
            return Some(length);
        }
        length += 1;
    }
    None
}

fn footnote_length(glyphs: &[Glyph]) -> Option<usize> {
    let number = glyphs
        .iter()
        .map_while(|glyph| glyph.base_char.to_digit(10));
    let number: Vec<u32> = number.take(3).collect();
    let is_footnote = match number[..] {
        [one] => one > 0,
        [ten, one] => ten > 0 && 10 * ten + one <= LAST_FOOTNOTE,
        _ => false,
    };
    is_footnote.then_some(number.len())
}
