//! Dates, in digits and with the names of months.

use super::digits::digit_at;
use crate::characters::{after, ends_word, has_at, lower, run_end};

/// First three letters of months in English, German, French, Spanish, Italian, Portuguese, Dutch and Scandinavian
/// languages. They are read where a date is expected alone.
const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec mär mrz mai okt dez jän fév avr jui aoû déc ene abr \
ago dic gen mag giu lug set ott fev out mrt mei maa maj des kve";

/// Words between the parts of a date: `12 de marzo de 1980`, `12th of March 1980`.
const JOINTS: [&str; 6] = ["of ", "de ", "del ", "the ", "do ", "den "];

/// Returns the end of a date that starts at byte `at`.
pub(super) fn date_end(text: &str, at: usize) -> Option<usize> {
    let end = match digit_at(text, at) {
        Some(_) => in_digits(text, at).or_else(|| day_first(text, at))?,
        None => month_first(text, at)?,
    };
    ends_word(text, end).then_some(end)
}

/// `12.03.1980`, `12. 3. 80`, `3/12/1980`, `1980-03-12`.
fn in_digits(text: &str, at: usize) -> Option<usize> {
    let (first, end) = number(text, at)?;
    let mark = after(text, end).filter(|mark| matches!(mark, '.' | '/' | '-'))?;
    let (second, end) = number(text, past_mark(text, end, mark)?)?;
    let (third, end) = number(text, past_mark(text, end, mark)?)?;
    let (year, days) = match first.digits {
        4 => (first, [second, third]),
        _ => (third, [first, second]),
    };
    let [one, other] = days.map(|number| number.digits < 3 && (1..=31).contains(&number.value));
    let has_month = days.iter().any(|number| number.value <= 12);
    (one && other && has_month && year.is_year()).then_some(end)
}

/// `12 March 1980`, `12. März 1980`, `12th of March, 1980`.
fn day_first(text: &str, at: usize) -> Option<usize> {
    let end = day_end(text, at)?;
    let end = month_end(text, past_joint(text, end))?;
    year_end(text, end)
}

/// `March 12, 1980`, `Mar. 12 1980`, and without a day `March 1980`.
fn month_first(text: &str, at: usize) -> Option<usize> {
    let month = month_end(text, at)?;
    let day = day_end(text, past_joint(text, month));
    day.and_then(|end| year_end(text, end))
        .or_else(|| year_end(text, month))
}

#[derive(Clone, Copy)]
struct Number {
    value: u32,
    digits: usize,
}

impl Number {
    fn is_year(self) -> bool {
        self.digits == 2 || (self.digits == 4 && (1850..2100).contains(&self.value))
    }
}

/// Reads a number of up to four digits.
fn number(text: &str, at: usize) -> Option<(Number, usize)> {
    let end = run_end(text, at, 4, |digit| digit.is_ascii_digit());
    let value = text.get(at..end)?.parse().ok()?;
    let digits = end - at;
    digit_at(text, end)
        .is_none()
        .then_some((Number { value, digits }, end))
}

/// Returns the place behind a mark. A blank may follow a dot.
fn past_mark(text: &str, at: usize, mark: char) -> Option<usize> {
    (after(text, at)? == mark).then_some(())?;
    let has_blank = mark == '.' && after(text, at + 1) == Some(' ');
    Some(at + 1 + usize::from(has_blank))
}

/// Returns the end of a day: `12`, `12.`, `12th`, `1er`.
fn day_end(text: &str, at: usize) -> Option<usize> {
    let (day, end) = number(text, at)?;
    (1..=31).contains(&day.value).then_some(())?;
    let endings = ["st", "nd", "rd", "th", "er", "º", "."];
    let ending = endings.iter().find(|ending| has_at(text, end, ending));
    Some(end + ending.map_or(0, |ending| ending.len()))
}

fn month_end(text: &str, at: usize) -> Option<usize> {
    let end = run_end(text, at, 20, char::is_alphabetic);
    let start: String = text.get(at..end)?.chars().take(3).collect();
    let start = lower(&start);
    let is_month = start.chars().count() == 3 && MONTHS.split(' ').any(|month| month == start);
    is_month.then_some(end)
}

fn year_end(text: &str, at: usize) -> Option<usize> {
    let (year, end) = number(text, past_joint(text, at))?;
    year.is_year().then_some(end)
}

/// Returns the place behind blanks, dots, commas, and a word that joins parts of a date.
fn past_joint(text: &str, at: usize) -> usize {
    let is_mark = |mark: char| matches!(mark, ' ' | '\u{a0}' | '.' | ',' | '-' | '/');
    let at = run_end(text, at, 3, is_mark);
    let joint = JOINTS.iter().find(|joint| has_at(text, at, joint));
    at + joint.map_or(0, |joint| joint.len())
}
