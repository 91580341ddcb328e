//! Decides whether a line of text, which does not end with a full stop, goes on in the next one.

use super::abbreviation::Abbreviation;
use super::line::first_char;
use super::punctuation::is_hyphen;
use super::stop::stem;

/// A line this long that does not end a sentence was broken by a program or by hand to fit a page, when the next line
/// goes on in lower case.
const SHORTEST_WRAPPED: usize = 30;

/// From this length to [`LONGEST_WRAPPED`] the next line may also start with a capital, for instance with a name.
const NEARLY_FULL: usize = 60;

/// Text is hardly ever wrapped at a greater width; a longer line is a paragraph of its own.
const LONGEST_WRAPPED: usize = 100;

/// A person who breaks lines by hand breaks them this many characters earlier or later.
const RAGGED: usize = 8;

/// The end of a line.
pub(super) struct LineEnd<'a> {
    /// Length of the line in grapheme clusters, without what is in front of its text.
    pub(super) length: usize,
    /// The last word of the line.
    pub(super) word: &'a str,
    /// The text of the next line.
    pub(super) next: &'a str,
}

impl LineEnd<'_> {
    /// Whether the sentence goes on. Headlines and lists, of which each line stands for itself, have short lines or
    /// marks in front.
    pub(super) fn goes_on(&self) -> bool {
        let Some(next) = first_char(self.next) else {
            return false;
        };
        if self.is_hyphenated() || self.awaits_more() {
            return next.is_alphanumeric();
        }
        if next.is_lowercase() {
            return (SHORTEST_WRAPPED..=LONGEST_WRAPPED).contains(&self.length);
        }
        next.is_alphanumeric()
            && (NEARLY_FULL..=LONGEST_WRAPPED).contains(&self.length)
            && !self.had_room()
    }

    /// Whether the line ends inside a word, as in `Hel-`.
    fn is_hyphenated(&self) -> bool {
        let mut last = self.word.chars().rev();
        last.next()
            .is_some_and(|mark| is_hyphen(mark) || mark == '\u{ad}')
            && last.next().is_some_and(char::is_alphabetic)
    }

    /// Whether the last word is one that something always follows.
    fn awaits_more(&self) -> bool {
        if let Some(word) = self.word.strip_suffix('.') {
            return Abbreviation::of(stem(word)) == Some(Abbreviation::Leading);
        }
        matches!(
            self.word,
            "a" | "an" | "the" | "of" | "and" | "&" | "The" | "de" | "von" | "van"
        )
    }

    /// Whether the first word of the next line would have fitted into this one: a line of wrapped text is filled up
    /// before the next one begins, and the next one shows how wide lines may be.
    fn had_room(&self) -> bool {
        let mut width = 0;
        let mut first_word = None;
        for character in self.next.chars().take(LONGEST_WRAPPED + RAGGED) {
            if character == '\n' || character == '\r' {
                break;
            }
            if character == ' ' && first_word.is_none() {
                first_word = Some(width);
            }
            width += 1;
        }
        first_word.is_some_and(|word| self.length + 1 + word + RAGGED <= width)
    }
}
