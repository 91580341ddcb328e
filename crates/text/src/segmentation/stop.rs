//! Keeps the punctuation at the end of the text so far, and decides whether a dot ends a sentence.

use super::abbreviation::{Abbreviation, opens_sentences};
use super::glyph::is_invisible;
use super::marked_name::{MarkInName, mark_in_name};
use super::punctuation::{
    goes_on_with, is_closer, is_hyphen, is_opener, is_strong_stop, is_wide_stop,
};

/// Length of the longest word that is looked up among the abbreviations, in bytes.
const LONGEST_ABBREVIATION: usize = 24;

/// Number of characters of the next word that are looked at.
const NEXT_WORD: usize = 16;

/// The marks at the end of the text so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stop {
    None,
    /// One dot, at this byte.
    Dot(usize),
    /// Several dots, or `…`.
    Ellipsis,
    /// `!`, `?` and the like; the byte behind them.
    Strong(usize),
    /// `。` and the like.
    Wide,
}

impl Stop {
    /// Returns the marks once one more `mark` at byte `start` follows. `is_closed` says whether a closing quote stands
    /// in between.
    pub(super) fn followed_by(self, mark: char, start: usize, is_closed: bool) -> Self {
        match mark {
            _ if is_wide_stop(mark) => Self::Wide,
            _ if is_strong_stop(mark) => Self::Strong(start + mark.len_utf8()),
            '.' | '…' => match self {
                Self::Strong(_) | Self::Wide => self,
                _ if is_closed => Self::Strong(start + mark.len_utf8()),
                Self::None if mark == '.' => Self::Dot(start),
                _ => Self::Ellipsis,
            },
            _ if is_closer(mark) => self,
            _ => Self::None,
        }
    }
}

/// The surroundings of a stop.
pub(super) struct Surroundings<'a> {
    pub(super) text: &'a str,
    /// First byte of the sentence.
    pub(super) sentence: usize,
    /// First byte of the word in front of the stop, quotes and brackets included.
    pub(super) word: usize,
    /// First byte behind the white space that follows the stop.
    pub(super) next: usize,
    /// Whether a closing quote or bracket follows the stop.
    pub(super) is_closed: bool,
    /// Whether the stop is the last of its line.
    pub(super) is_at_line_end: bool,
}

impl<'a> Surroundings<'a> {
    /// Whether the stop ends the sentence.
    pub(super) fn ends_sentence(&self, stop: Stop) -> bool {
        let next = self.from(self.next);
        match stop {
            Stop::None => false,
            Stop::Wide => true,
            Stop::Ellipsis => !starts_lower(next),
            Stop::Strong(end) => self.strong_ends(end),
            Stop::Dot(dot) => self.dot_ends(self.text.get(self.word..dot).unwrap_or_default()),
        }
    }

    fn from(&self, start: usize) -> &'a str {
        self.text.get(start..).unwrap_or_default()
    }

    /// Whether the writer starts the sentence in lower case, and so perhaps the next one.
    fn is_lower(&self) -> bool {
        starts_lower(self.from(self.sentence))
    }

    /// Whether a mark that ends at this byte is the last one of a sentence. In front of a comma or a dash it is not, as in
    /// `-- hurrah! --`.
    fn strong_ends(&self, end: usize) -> bool {
        let next = self.from(self.next);
        let before = self.text.get(self.sentence..end).unwrap_or_default();
        match mark_in_name(before, self.from(end)) {
            Some(MarkInName::Inside) => return false,
            Some(MarkInName::AtEnd) => return next_opens_sentence(next),
            None => {}
        }
        if self.is_at_line_end {
            return true;
        }
        !next.starts_with(goes_on_with)
            && (!starts_lower(next) || self.strong_ends_before_lower(before))
    }

    /// Whether a mark at the end of `before` ends a sentence although lower case follows. One behind a capitalised word
    /// may be part of a name that the list lacks, and one exclamation mark is often an aside; several marks, and those of
    /// people who use no capitals, are an end.
    fn strong_ends_before_lower(&self, before: &str) -> bool {
        if self.is_closed {
            return false;
        }
        let word = before
            .get(self.word.saturating_sub(self.sentence)..)
            .unwrap_or_default();
        let is_name = self.word > self.sentence && word.starts_with(char::is_uppercase);
        let mut marks = before.chars().rev();
        let is_aside = marks.next() == Some('!') && !marks.next().is_some_and(is_strong_stop);
        self.is_lower() || !(is_name || is_aside)
    }

    /// Whether the dot behind a word is a full stop.
    fn dot_ends(&self, word: &str) -> bool {
        let next = self.from(self.next);
        // `Gen. (ret.) Anna`
        let is_in_brackets = self.is_closed && word.starts_with(['(', '[']);
        if is_in_brackets && self.word > self.sentence && !self.is_at_line_end {
            return false;
        }
        let word = stem(word);
        let is_number =
            |word: &str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        if word.is_empty() {
            return true;
        }
        if self.word == self.sentence && is_number(word) {
            return false;
        }
        match Abbreviation::of(word) {
            Some(Abbreviation::Leading) => false,
            Some(Abbreviation::Closing | Abbreviation::Initial) => next_opens_sentence(next),
            Some(Abbreviation::Numbering) if starts_with_digit(next) => false,
            Some(Abbreviation::Numbering) | None => self.ordinary_word_ends(),
        }
    }

    /// Whether a dot behind an ordinary word is a full stop. In front of lower case it belongs to an abbreviation that
    /// the list lacks, unless the writer uses no capitals and starts sentences in lower case too.
    fn ordinary_word_ends(&self) -> bool {
        if self.is_at_line_end || !starts_lower(self.from(self.next)) {
            return true;
        }
        !self.is_closed && self.is_lower()
    }
}

/// Whether the first letter behind opening quotes is in lower case.
pub(super) fn starts_lower(text: &str) -> bool {
    next_word(text).next().is_some_and(char::is_lowercase)
}

fn starts_with_digit(text: &str) -> bool {
    next_word(text).next().is_some_and(char::is_numeric)
}

fn next_opens_sentence(text: &str) -> bool {
    let word: String = next_word(text)
        .take_while(|character| character.is_alphabetic())
        .collect();
    // `A.` is an initial, not the article.
    let is_initial = word.len() == 1 && next_word(text).nth(1) == Some('.');
    !is_initial && opens_sentences(&word)
}

fn next_word(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .take(NEXT_WORD)
        .skip_while(|character| is_opener(*character))
        .take_while(|character| !character.is_whitespace())
}

/// Returns the part of a word that may be an abbreviation, which begins behind opening quotes and the last hyphen. A
/// longer word is cut, which makes it an ordinary one.
pub(super) fn stem(word: &str) -> &str {
    let mut start = word.len().saturating_sub(LONGEST_ABBREVIATION);
    while !word.is_char_boundary(start) {
        start += 1;
    }
    let word = word.get(start..).unwrap_or(word);
    let word = word.trim_start_matches(|start| is_opener(start) || is_invisible(start));
    let word = word.trim_end_matches(is_invisible);
    word.rsplit(is_hyphen).next().unwrap_or(word)
}
