//! Sentences that run into the next without a full stop: headlines, datelines and tables of results, whose line breaks
//! are lost.

use super::fixtures::Fixtures;

/// Length of the longest word that is looked at, in bytes.
const LONGEST: usize = 24;

/// Number of words in brackets that are passed over; a bracket that nobody closes does not hide more.
const LONGEST_BRACKET: usize = 6;

/// A sentence with more words than this is most likely several.
const LONGEST_SENTENCE: usize = 40;

/// Number of words in capitals that are a headline and no name.
const HEADLINE: usize = 4;

/// The shape of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Shape {
    #[default]
    Other,
    /// A word in capitals.
    Upper,
    /// A capitalised word.
    Capital,
    /// `4`, `6-3`, `12.92`, `4:02.1`.
    Number,
    /// A date as ISO 8601 writes it: `1996-08-30`.
    Date,
    /// A dash, which stands for a missing number too.
    Dash,
    /// A word with a comma behind, or no word at all.
    Mark,
}

/// The shapes of the last words of the open sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct RunOn {
    last: Shape,
    before_last: Shape,
    /// Number of rows such as `Oslo 2` that the sentence ends with.
    results: usize,
    /// Whether a capitalised word has been seen since the last number.
    has_name: bool,
    /// Number of words in brackets that may still be passed over.
    in_bracket: usize,
    /// Whether a bracket was closed last.
    is_closed: bool,
    /// Number of words of the sentence.
    words: usize,
    /// Whether the sentence follows a row of a table.
    in_table: bool,
    fixtures: Fixtures,
}

impl RunOn {
    /// With one more word of the open sentence. Words in brackets, such as a country or the score at half-time, do not
    /// break a row.
    pub(super) fn with(mut self, word: &str) -> Self {
        self.words += 1;
        self.fixtures = self.fixtures.with(word);
        self.is_closed = word.ends_with(')');
        if word.starts_with('(') {
            self.in_bracket = LONGEST_BRACKET;
        }
        if self.in_bracket > 0 {
            self.in_bracket = match self.is_closed {
                true => 0,
                false => self.in_bracket - 1,
            };
            return self;
        }
        let shape = shape_of(word);
        if shape == Shape::Dash && self.is_row() {
            return self;
        }
        self.before_last = self.last;
        self.last = shape;
        match shape {
            Shape::Capital | Shape::Upper => self.has_name = true,
            Shape::Number if self.has_name => {
                self.results += 1;
                self.has_name = false;
            }
            // What begins with a number has the numbers in front of the names.
            Shape::Number if self.results == 0 => self.results = usize::MAX / 2,
            Shape::Number => {}
            _ => {
                self.results = 0;
                self.has_name = false;
            }
        }
        self
    }

    fn is_row(&self) -> bool {
        self.before_last == Shape::Number && self.last == Shape::Number
    }

    /// What is known in front of `next` when the sentence ends there.
    pub(super) fn behind(&self, next: &str) -> Self {
        let is_match = self.fixtures.ends_before(next);
        Self {
            in_table: self.results != 2 && self.row_ends_before(next),
            fixtures: if is_match {
                Fixtures::next_match()
            } else {
                Fixtures::default()
            },
            ..Self::default()
        }
    }

    /// Whether the last word is a number.
    pub(super) fn ends_with_number(&self) -> bool {
        self.last == Shape::Number
    }

    /// Whether the sentence ends in front of `next` although it has no full stop.
    pub(super) fn ends_before(&self, next: &str) -> bool {
        if self.in_bracket > 0 {
            return false;
        }
        let is_dateline = self.last == Shape::Date
            && matches!(self.before_last, Shape::Capital | Shape::Upper)
            && next.starts_with(char::is_uppercase);
        let is_upper = [self.before_last, self.last].contains(&Shape::Upper);
        let may_end = matches!(self.last, Shape::Other | Shape::Capital | Shape::Number);
        is_dateline
            || self.row_ends_before(next)
            || self.fixtures.ends_before(next)
            || (may_end && begins_headline(next, is_upper))
    }

    /// Whether the sentence is a row of a table that ends in front of `next`: one that ends with two numbers, or has two
    /// names with a number each. Behind such rows, and where a sentence gets longer than any, one number or a bracket is
    /// enough.
    pub(super) fn row_ends_before(&self, next: &str) -> bool {
        if self.in_bracket > 0 {
            return false;
        }
        if !next.starts_with(char::is_uppercase) {
            return self.is_row() && is_seeded(next);
        }
        let is_number = self.last == Shape::Number;
        let is_loose = self.in_table || self.words > LONGEST_SENTENCE;
        (is_number || self.is_closed)
            && (self.is_row() || (is_number && self.results == 2) || is_loose)
            && !goes_on_behind_number(next)
    }
}

/// Whether a capitalised word goes on behind a number: `10:15 PM`, `22 August`.
fn goes_on_behind_number(next: &str) -> bool {
    let words = [
        "AM", "PM", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov",
        "Dec",
    ];
    words.iter().any(|word| next.starts_with(word))
}

/// Whether a text starts with a number in front of a name, as the seeded players of a tournament have it: `4 - Ada`.
fn is_seeded(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let name = text.get(digits..).and_then(|rest| rest.strip_prefix(" - "));
    (1..=2).contains(&digits) && name.is_some_and(|name| name.starts_with(char::is_uppercase))
}

/// Whether a text starts with several words in capitals, with the rubric of a headline (`SOCCER - `), or with a dateline.
/// Behind a word in capitals the first says nothing.
fn begins_headline(text: &str, is_upper: bool) -> bool {
    if begins_dateline(text) {
        return true;
    }
    let mut upper = 0;
    let mut has_rubric = false;
    for word in text.split(' ').take(HEADLINE + 2) {
        match shape_of(word) {
            Shape::Upper => upper += 1,
            Shape::Dash if upper > 0 => has_rubric = true,
            _ => return false,
        }
        if upper == HEADLINE {
            return has_rubric || !is_upper;
        }
    }
    false
}

/// Whether a text starts with a place in capitals and a date: `OSLO 2026-03-22`, `NARVA, Estonia 2026-03-22`.
fn begins_dateline(text: &str) -> bool {
    const LONGEST_DATELINE: usize = 7;
    let mut words = text.split(' ').take(LONGEST_DATELINE);
    let shape_of = |word: &str| shape_of(word.trim_end_matches(','));
    words.next().map(shape_of) == Some(Shape::Upper)
        && words
            .find(|word| {
                let is_place = matches!(shape_of(word), Shape::Upper | Shape::Capital);
                !is_place && *word != ","
            })
            .is_some_and(is_date)
}

fn shape_of(word: &str) -> Shape {
    if word.len() > LONGEST {
        return Shape::Other;
    }
    if matches!(word, "-" | "--" | "–" | "—") {
        return Shape::Dash;
    }
    let word = word.trim_matches(['(', ')', '\'', '`', '"']);
    if is_date(word) {
        return Shape::Date;
    }
    if is_number(word) {
        return Shape::Number;
    }
    if !word.contains(char::is_alphanumeric) || word.ends_with([',', ';', ':']) {
        return Shape::Mark;
    }
    if !word.starts_with(char::is_uppercase) {
        return Shape::Other;
    }
    match word.contains(char::is_lowercase) {
        true => Shape::Capital,
        false => Shape::Upper,
    }
}

fn is_date(word: &str) -> bool {
    let mut parts = word.split('-');
    let is_part = |length: &usize| {
        parts.next().is_some_and(|part| {
            part.len() == *length && part.bytes().all(|byte| byte.is_ascii_digit())
        })
    };
    [4, 2, 2].iter().all(is_part) && parts.next().is_none()
}

fn is_number(word: &str) -> bool {
    let word = word.strip_prefix(['+', '-', '.']).unwrap_or(word);
    word.starts_with(|first: char| first.is_ascii_digit())
        && word.ends_with(|last: char| last.is_ascii_digit())
        && word
            .bytes()
            .all(|byte| byte.is_ascii_digit() || b".:-/".contains(&byte))
}
