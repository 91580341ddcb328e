//! Names with an exclamation or a question mark (`Yahoo!`), which are listed in `data/names_with_marks.txt`.

use std::sync::LazyLock;

use crate::word_list::word_list;

/// Where in a name a mark stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum MarkInName {
    /// The mark is the last character.
    AtEnd,
    /// The name goes on: the first mark of `Oh! Calcutta!`.
    Inside,
}

/// The listed names up to and with each of their marks, and what follows that mark.
static PARTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
    let parts = |name: &'static str| {
        let marks = name.match_indices(['!', '?']);
        marks.map(move |(place, mark)| name.split_at(place + mark.len()))
    };
    let names = word_list!("../../data/names_with_marks.txt").lines();
    names.flat_map(parts).collect()
});

/// Legal forms of firms, behind which no sentence begins.
const LEGAL_FORMS: [&str; 8] = [
    "Inc", "Corp", "Ltd", "LLC", "PLC", "plc", "GmbH", "Holdings",
];

/// Returns the place in a name of the mark that `before` ends with: in a listed one when `after` goes on with the rest of
/// it, and in that of a firm when its legal form follows.
pub(super) fn mark_in_name(before: &str, after: &str) -> Option<MarkInName> {
    let is_there =
        |(front, rest): &&(&str, &str)| ends_with(before, front) && starts_with(after, rest);
    let found = PARTS.iter().filter(is_there);
    let place = |(_, rest): &(&str, &str)| match rest.is_empty() {
        true => MarkInName::AtEnd,
        false => MarkInName::Inside,
    };
    let listed = found.map(place).max();
    listed.or_else(|| is_firm(after).then_some(MarkInName::Inside))
}

fn is_firm(after: &str) -> bool {
    let Some(rest) = after.strip_prefix(' ') else {
        return false;
    };
    LEGAL_FORMS.iter().any(|form| {
        let behind = rest.strip_prefix(form);
        behind.is_some_and(|behind| !behind.starts_with(char::is_alphanumeric))
    })
}

fn ends_with(text: &str, name: &str) -> bool {
    let mut characters = text.chars().rev();
    let is_same = name
        .chars()
        .rev()
        .all(|character| characters.next().map(plain) == Some(character));
    is_same && !characters.next().is_some_and(char::is_alphanumeric)
}

fn starts_with(text: &str, name: &str) -> bool {
    let mut characters = text.chars();
    name.chars()
        .all(|character| characters.next().map(plain) == Some(character))
}

/// The list has the apostrophes of typewriters.
fn plain(character: char) -> char {
    if character == '’' { '\'' } else { character }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_ends_a_listed_name_or_stands_inside_it() {
        let of = mark_in_name;
        assert_eq!(of("Shares of Yahoo!", " Inc."), Some(MarkInName::AtEnd));
        assert_eq!(of("“Mamma Mia!", ""), Some(MarkInName::AtEnd));
        assert_eq!(of("Where’s Wally?", ""), Some(MarkInName::AtEnd));
        assert_eq!(of("Oh!", " Calcutta! opened"), Some(MarkInName::Inside));
        assert_eq!(of("Oh!", " Then"), None);
        assert_eq!(of("MyYahoo!", ""), None);
        assert_eq!(of("", ""), None);
    }

    #[test]
    fn a_mark_in_front_of_a_legal_form_stands_in_the_name_of_a_firm() {
        assert_eq!(
            mark_in_name("Guess?", " Inc. rose"),
            Some(MarkInName::Inside)
        );
        assert_eq!(mark_in_name("Guess?", " Incas rose"), None);
        assert_eq!(mark_in_name("Guess?", "Inc."), None);
    }
}
