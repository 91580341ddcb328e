//! Keeps the punctuation at the end of the text so far, and decides whether a dot ends a sentence.

use super::abbreviation::{Abbreviation, starts_sentences};
use super::glyph::is_invisible;
use super::punctuation::{is_closer, is_hyphen, is_opener, is_strong_stop, is_wide_stop};

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
    /// `!`, `?` and the like.
    Strong,
    /// `。` and the like.
    Wide,
}

impl Stop {
    /// Returns the marks once one more `mark` at byte `start` follows. `is_closed` says whether a closing quote stands
    /// in between.
    pub(super) fn followed_by(self, mark: char, start: usize, is_closed: bool) -> Self {
        match mark {
            _ if is_wide_stop(mark) => Self::Wide,
            _ if is_strong_stop(mark) => Self::Strong,
            '.' | '…' => match self {
                Self::Strong | Self::Wide => self,
                _ if is_closed => Self::Strong,
                Self::None if mark == '.' => Self::Dot(start),
                _ => Self::Ellipsis,
            },
            _ if is_closer(mark) => self,
            _ => Self::None,
        }
    }
}

/// The surroundings of a dot.
pub(super) struct Dot<'a> {
    /// The word in front of the dot, quotes and brackets included.
    pub(super) word: &'a str,
    /// Whether that word is the first of its sentence.
    pub(super) is_first: bool,
    /// The text behind the space that follows the dot.
    pub(super) next: &'a str,
    /// Whether a closing quote or bracket follows the dot.
    pub(super) is_closed: bool,
    /// The text of the sentence so far.
    pub(super) sentence: &'a str,
}

impl Dot<'_> {
    /// Whether the dot is a full stop.
    pub(super) fn ends_sentence(&self) -> bool {
        let word = stem(self.word);
        let is_number =
            |word: &str| word.len() <= 3 && word.bytes().all(|byte| byte.is_ascii_digit());
        if word.is_empty() {
            return true;
        }
        if self.is_first && is_number(word) {
            return false;
        }
        match Abbreviation::of(word) {
            Some(Abbreviation::Leading) => false,
            Some(Abbreviation::Closing | Abbreviation::Initial) => next_starts_sentences(self.next),
            Some(Abbreviation::Numbering) if starts_with_digit(self.next) => false,
            Some(Abbreviation::Numbering) | None => self.ends_ordinary_word(),
        }
    }

    /// Whether a dot behind an ordinary word is a full stop. In front of lower case it belongs to an abbreviation that
    /// the list lacks, unless the writer uses no capitals and starts sentences in lower case too.
    fn ends_ordinary_word(&self) -> bool {
        if !starts_lower(self.next) {
            return true;
        }
        !self.is_closed && starts_lower(self.sentence)
    }
}

/// Whether the first letter behind opening quotes is in lower case.
pub(super) fn starts_lower(text: &str) -> bool {
    next_word(text).next().is_some_and(char::is_lowercase)
}

fn starts_with_digit(text: &str) -> bool {
    next_word(text).next().is_some_and(char::is_numeric)
}

fn next_starts_sentences(text: &str) -> bool {
    let word: String = next_word(text)
        .take_while(|character| character.is_alphabetic())
        .collect();
    // `A.` is an initial, not the article.
    let is_initial = word.len() == 1 && next_word(text).nth(1) == Some('.');
    !is_initial && starts_sentences(&word)
}

fn next_word(text: &str) -> impl Iterator<Item = char> {
    text.chars()
        .take(NEXT_WORD)
        .skip_while(|character| is_opener(*character))
        .take_while(|character| !character.is_whitespace())
}

/// Returns the part of a word that may be an abbreviation, which begins behind opening quotes and the last hyphen. A
/// longer word is cut, which makes it an ordinary one.
fn stem(word: &str) -> &str {
    let mut start = word.len().saturating_sub(LONGEST_ABBREVIATION);
    while !word.is_char_boundary(start) {
        start += 1;
    }
    let word = word.get(start..).unwrap_or(word);
    let word = word.trim_start_matches(|start| is_opener(start) || is_invisible(start));
    let word = word.trim_end_matches(is_invisible);
    word.rsplit(is_hyphen).next().unwrap_or(word)
}
