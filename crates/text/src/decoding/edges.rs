//! The edges of an entity: what stands there and is no part of a name.

use std::ops::Range;

use crate::titles::title_at;

/// Pairs of marks, the opening one first.
const PAIRS: [(&str, &str); 10] = [
    ("(", ")"),
    ("[", "]"),
    ("{", "}"),
    ("（", "）"),
    ("“", "”"),
    ("„", "“"),
    ("«", "»"),
    ("``", "''"),
    ("''", "''"),
    ("\"", "\""),
];

/// Which titles are no part of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Titles {
    /// A person's: all in front of the name.
    OfPerson,
    /// Those of other entities, unless the entity is made of nothing else.
    OfOther,
}

/// Returns the words of an entity without what is no part of its name: titles, marks, and at its start the clitic of a
/// possessor. At its end a clitic stays, since it belongs to names such as `Lord 's`, but a person's. They are none where
/// nothing is left. A mark whose partner is within the name stays: `Radnicki (N)`, `"Ada" Harms`.
pub(super) fn name_within(words: &[&str], entity: &Range<usize>, titles: Titles) -> Range<usize> {
    let is_part = |at: &usize| words.get(*at).is_some_and(|word| is_part_of_name(word));
    let is_last = |at: &usize| {
        let may_end = |word: &&str| titles == Titles::OfOther && is_possessive(word);
        is_part(at) || words.get(*at).is_some_and(may_end)
    };
    let Some(last) = entity.clone().rev().find(is_last) else {
        return entity.start..entity.start;
    };
    let end = last + 1;
    let behind_titles = behind_titles(words, entity.start..end, titles);
    let start = match titles {
        Titles::OfOther if behind_titles < end => entity.start,
        _ => behind_titles,
    };
    match (start..end).find(is_part) {
        Some(start) => with_partners(words, entity, start..end),
        None => entity.start..entity.start,
    }
}

/// Returns the place behind the titles that a name begins with. One that is written in full stays where nothing of the
/// name would be left.
fn behind_titles(words: &[&str], name: Range<usize>, titles: Titles) -> usize {
    let mut start = name.start;
    while start < name.end {
        let rest = words.get(start..name.end).unwrap_or_default();
        let marks = rest.iter().take_while(|word| !is_part_of_name(word));
        let marks = marks.count();
        let Some(title) = title_at(&rest[marks..]) else {
            break;
        };
        let end = start + marks + title.words;
        if !title.is_abbreviation && (titles == Titles::OfOther || end >= name.end) {
            break;
        }
        start = end;
    }
    // The dot of the last title may be behind the name.
    start.min(name.end)
}

/// Adds the marks of the entity beside its name that have their partner within the name.
fn with_partners(words: &[&str], entity: &Range<usize>, name: Range<usize>) -> Range<usize> {
    let inside = words.get(name.clone()).unwrap_or_default();
    let count = |mark: &str| inside.iter().filter(|word| **word == mark).count();
    let is_left_over = |mark: &str, partner: &str| {
        if mark == partner {
            return count(mark) % 2 == 1;
        }
        count(partner) > count(mark)
    };
    let before = name.start.checked_sub(1).filter(|at| *at >= entity.start);
    let opens = before.and_then(|at| words.get(at)).is_some_and(|word| {
        let mut pairs = PAIRS.iter();
        pairs.any(|(open, close)| word == open && is_left_over(open, close))
    });
    let behind = Some(name.end).filter(|at| *at < entity.end);
    let closes = behind.and_then(|at| words.get(at)).is_some_and(|word| {
        let mut pairs = PAIRS.iter();
        pairs.any(|(open, close)| word == close && is_left_over(close, open))
    });
    name.start - usize::from(opens)..name.end + usize::from(closes)
}

/// Whether a word may stand at the edge of a name: it has a letter or a digit and is no clitic of a possessor.
fn is_part_of_name(word: &str) -> bool {
    word.chars().any(char::is_alphanumeric) && !is_possessive(word)
}

fn is_possessive(word: &str) -> bool {
    let letter = word.strip_prefix(['\'', '’']);
    letter.is_some_and(|letter| letter.eq_ignore_ascii_case("s"))
}
