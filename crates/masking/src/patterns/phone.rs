//! Phone numbers: what can be told from other numbers by how it is written, or by the word in front of it.

use super::context::{continues_number, words_before};
use super::date::date_end;
use super::digits::digit_at;
use super::phone_number::{Group, MOST_DIGITS, groups};
use crate::characters::{after, before};

/// Words in front of a phone number.
const CUES: [&str; 25] = [
    "tel",
    "tél",
    "telephone",
    "telefon",
    "teléfono",
    "telefono",
    "telefone",
    "téléphone",
    "telefoon",
    "phone",
    "fon",
    "mobile",
    "mobil",
    "móvil",
    "cell",
    "fax",
    "call",
    "handy",
    "whatsapp",
    "sms",
    "hotline",
    "rufnummer",
    "telefonnummer",
    "handynummer",
    "телефон",
];

/// Words in front of other numbers.
const OTHER_NUMBERS: [&str; 17] = [
    "no",
    "nr",
    "order",
    "invoice",
    "isbn",
    "issn",
    "id",
    "ref",
    "bestellung",
    "rechnung",
    "auftrag",
    "ticket",
    "case",
    "item",
    "serial",
    "version",
    "kundennummer",
];

/// Returns the end of a phone number that starts at byte `at`.
pub(super) fn phone_end(text: &str, at: usize) -> Option<usize> {
    if follows_digit(text, at) {
        return None;
    }
    let groups = groups(text, at);
    let first = groups.first().filter(|_| is_long(&groups, 6))?;
    let is_date = date_end(text, at).is_some();
    if is_date || continues_number(text, at) || !is_balanced(&groups) {
        return None;
    }
    if first.marks.contains('+') {
        return end_of(&groups).filter(|_| is_international(&groups));
    }
    let words = words_before(text, at);
    let words = words.iter().map(String::as_str);
    if words.clone().any(|word| CUES.contains(&word)) {
        return end_of(&groups);
    }
    if words.take(1).any(|word| OTHER_NUMBERS.contains(&word)) {
        return None;
    }
    end_of_american(text, &groups).or_else(|| end_of(&groups).filter(|_| is_national(&groups)))
}

/// Whether byte `at` goes on with a number that has blanks in it.
fn follows_digit(text: &str, at: usize) -> bool {
    if digit_at(text, at).is_none() {
        return false;
    }
    let blank = before(text, at).filter(|mark| matches!(mark, ' ' | '\u{a0}'));
    blank.is_some_and(|blank| digit_at(text, at.saturating_sub(blank.len_utf8() + 1)).is_some())
}

/// Whether a bracket that the number starts with closes within it. Another one belongs to the sentence.
fn is_balanced(groups: &[Group]) -> bool {
    let mut marks = groups.iter().map(|group| group.marks);
    match marks.next() {
        Some("(" | "(+" | "+(") => marks.next().is_some_and(|marks| marks.contains(')')),
        Some("" | "+") => true,
        _ => false,
    }
}

fn end_of(groups: &[Group]) -> Option<usize> {
    groups.last().map(|group| group.end)
}

fn count(groups: &[Group]) -> usize {
    groups.iter().map(|group| group.digits.len()).sum()
}

fn is_long(groups: &[Group], fewest: usize) -> bool {
    (fewest..=MOST_DIGITS).contains(&count(groups))
}

/// Whether a number with `+` is a phone's. A sum has groups of three digits: `+1.000.000`.
fn is_international(groups: &[Group]) -> bool {
    let is_thousands = |group: &Group| group.digits.len() == 3 && group.marks == ".";
    let is_sum = groups.len() > 1 && groups.iter().skip(1).all(is_thousands);
    let begins = groups.first().map(|group| group.digits).unwrap_or_default();
    !is_sum && !begins.starts_with('0') && is_long(groups, 8)
}

/// Whether a number is written as within a country that dials 0 first, or as from one that dials 00: `030 123456`,
/// `(0)30/123456`, `0049 30 123456`. It has more than one group, since numbers of orders have one.
fn is_national(groups: &[Group]) -> bool {
    let Some((first, rest)) = groups.split_first() else {
        return false;
    };
    let begins = first.digits.trim_start_matches('0');
    let zeros = first.digits.len() - begins.len();
    let fewest = 9 + usize::from(zeros > 1);
    let is_prefix = (1..=2).contains(&zeros) && (2..=6).contains(&first.digits.len());
    // `08.30 12.00` are times, `01.99.00.12.34` is none.
    let dots = rest.iter().filter(|group| group.marks == ".").count();
    let has_decimals = dots > 0 && (dots < rest.len() || dots < 3);
    is_prefix && !rest.is_empty() && !has_decimals && is_long(groups, fewest)
}

/// Returns the end of a number of the North American plan: `(555) 555-0123`, `555-555-0123`, `1-555-555-0123`.
fn end_of_american(text: &str, groups: &[Group]) -> Option<usize> {
    let groups = match groups.split_first() {
        Some((one, rest)) if one.digits == "1" => rest,
        _ => groups,
    };
    let [area, exchange, line, rest @ ..] = groups else {
        return None;
    };
    let lengths = [area, exchange, line].map(|group| group.digits.len());
    let is_code = |group: &Group| !group.digits.starts_with(['0', '1']);
    // Numbers with blanks between them may be several.
    let is_joined = exchange.marks.contains(')') || matches!(exchange.marks, "-" | "." | "‑");
    let is_line = matches!(line.marks, "-" | "." | "‑" | " " | "\u{a0}");
    let is_phone =
        lengths == [3, 3, 4] && is_code(area) && is_code(exchange) && is_joined && is_line;
    let is_whole = rest.first().is_none_or(|next| next.marks == " ");
    let is_open = after(text, line.end) == Some('-');
    (is_phone && is_whole && !is_open).then_some(line.end)
}
