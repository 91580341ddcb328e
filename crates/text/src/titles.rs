//! Titles in front of a person's name: `Mr.`, `Atty. Gen.`, `Vice President`.

use std::sync::LazyLock;

use crate::word_list::{WordList, word_list};

/// What a word of the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// An abbreviation, which is a title only with its dot.
    Dotted,
    /// An abbreviation that is a title without its dot, too.
    Abbreviation,
    /// A word that is written in full.
    Word,
    /// A word that belongs to the title behind it.
    Qualifier,
}

impl Kind {
    /// Returns the kind of the words in the section of this name.
    fn of_section(name: &str) -> Option<Self> {
        match name {
            "with a dot" => Some(Self::Dotted),
            "with or without a dot" => Some(Self::Abbreviation),
            "words" => Some(Self::Word),
            "in front of a title" => Some(Self::Qualifier),
            _ => None,
        }
    }
}

static TITLES: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(word_list!("../data/titles.txt")));

/// A title at the start of a row of words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Title {
    /// The number of its words.
    pub(crate) words: usize,
    /// Whether it is an abbreviation, which is nobody's name.
    pub(crate) is_abbreviation: bool,
}

/// Returns the title that these words begin with. A dot or a hyphen may be a word of its own.
pub(crate) fn title_at(words: &[&str]) -> Option<Title> {
    let mut at = 0;
    while let Some(word) = words.get(at) {
        let follows_dot = words.get(at + 1) == Some(&".");
        let end = at + 1 + usize::from(follows_dot);
        match kind_of_written(word, follows_dot)? {
            Kind::Qualifier => {
                let follows_hyphen = words.get(end).is_some_and(|word| is_hyphen(word));
                at = end + usize::from(follows_hyphen);
            }
            kind => {
                return Some(Title {
                    words: end,
                    is_abbreviation: kind != Kind::Word,
                });
            }
        }
    }
    None
}

/// Returns the kind of a word as it is written, where every part of it is of the list: `Lt.-Col.`, `Prof.Dr.`,
/// `Vice-President`. It is that of the last part.
fn kind_of_written(word: &str, follows_dot: bool) -> Option<Kind> {
    let stem = word.strip_suffix('.');
    let has_dot = follows_dot || stem.is_some();
    let stem = stem.unwrap_or(word);
    let kind = kind_of(stem).or_else(|| {
        let parts = stem.split(['.', '-']).filter(|part| !part.is_empty());
        let kinds = parts.map(kind_of).collect::<Option<Vec<Kind>>>()?;
        kinds.last().copied()
    })?;
    (kind != Kind::Dotted || has_dot).then_some(kind)
}

fn kind_of(word: &str) -> Option<Kind> {
    // No title is longer; a word may be as long as a book.
    const LONGEST: usize = 24;
    if word.len() > LONGEST {
        return None;
    }
    TITLES
        .section_of(&word.to_lowercase())
        .and_then(Kind::of_section)
}

fn is_hyphen(word: &str) -> bool {
    matches!(word, "-" | "\u{2010}" | "\u{2011}")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn length(text: &str) -> Option<usize> {
        let words: Vec<&str> = text.split(' ').collect();
        title_at(&words).map(|title| title.words)
    }

    #[test]
    fn every_title_is_listed_once_in_lower_case_in_a_section_that_is_known() {
        TITLES.assert_unique();
        for (title, section) in TITLES.iter() {
            assert!(Kind::of_section(section).is_some(), "{title} [{section}]");
            assert_eq!(title, title.to_lowercase());
            assert!(title.len() <= 24, "{title}");
        }
    }

    #[test]
    fn abbreviations_of_many_countries_are_titles_with_their_dot() {
        for title in [
            "Amb.", "Atty.", "Sig.", "Mgr.", "Hon.", "Rev.", "Sra.", "MUDr.", "Ing.", "Msgr.",
            "Brig.", "Smt.", "DR.",
        ] {
            assert_eq!(length(&format!("{title} Harms")), Some(1), "{title}");
            let apart = title.replace('.', " .");
            assert_eq!(length(&format!("{apart} Harms")), Some(2), "{apart}");
        }
        for name in ["Sen", "Gen", "Col", "Fr", "Con", "Hon", "Ing", "Sr"] {
            assert_eq!(length(&format!("{name} Harms")), None, "{name}");
        }
    }

    #[test]
    fn some_are_titles_without_it() {
        for title in [
            "Shri", "Datuk", "Hello", "Mr", "Mrs", "Ms", "Dr", "Prof", "Sgt", "Mme",
        ] {
            assert_eq!(length(&format!("{title} Harms")), Some(1), "{title}");
        }
    }

    #[test]
    fn a_title_may_have_several_words_and_hyphens() {
        assert_eq!(length("Vice President Harms"), Some(2));
        assert_eq!(length("Vice-President Harms"), Some(1));
        assert_eq!(length("Rear Adm. Harms"), Some(2));
        assert_eq!(length("Lt.-Col. Harms"), Some(1));
        assert_eq!(length("Prof.Dr. Harms"), Some(1));
        assert_eq!(length("the Rt. Hon. Ada Harms"), Some(3));
        assert_eq!(length("Vice - Chancellor Harms"), Some(3));
        assert_eq!(length("1st Lt. Harms"), Some(2));
        assert_eq!(length("Hon'ble Justice Harms"), Some(1));
    }

    #[test]
    fn names_that_sound_like_titles_are_none() {
        for name in [
            "John Major",
            "Major Harms",
            "Prince",
            "Prince Rogers",
            "Christian Harms",
            "Dean Martin",
            "Earl Grey",
            "Don Harms",
            "King Hassan",
            "Mother Teresa",
            "The Harms",
            "Chief",
            "D. Harms",
            "Lord Byron",
            "Bishop",
            "Deputy",
            "Vice",
            "",
        ] {
            assert_eq!(length(name), None, "{name}");
        }
    }

    #[test]
    fn a_word_as_long_as_a_book_is_no_title() {
        assert_eq!(length(&"mr".repeat(100_000)), None);
        assert_eq!(length(&"vice ".repeat(100_000)), None);
    }
}
