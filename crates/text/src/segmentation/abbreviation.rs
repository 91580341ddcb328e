//! Abbreviations: words that are written with a dot. They are listed in `data/abbreviations.txt`.

use std::sync::LazyLock;

use crate::word_list::{WordList, word_list};

/// Abbreviations by what the dot behind them may mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Abbreviation {
    /// More of the sentence always follows: `Mr.`, `vs.`
    Leading,
    /// The abbreviation may be the last word of a sentence: `U.S.`, `Inc.`
    Closing,
    /// The word is an abbreviation only in front of a number, as in `No. 5`, and an ordinary word otherwise.
    Numbering,
    /// The word is a capital letter: `J. Smith`.
    Initial,
}

static LISTED: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(word_list!("../../data/abbreviations.txt")));

static OPENERS: LazyLock<WordList> =
    LazyLock::new(|| WordList::new(word_list!("../../data/sentence_openers.txt")));

impl Abbreviation {
    /// Returns the kind of abbreviation that `word`, given without its last dot, is.
    pub(super) fn of(word: &str) -> Option<Self> {
        if let Some(section) = LISTED.section_of(word) {
            return Some(Self::of_section(section));
        }
        if is_dotted(word) {
            return Some(Self::Closing);
        }
        is_capital(word).then_some(Self::Initial)
    }

    fn of_section(name: &str) -> Self {
        match name {
            "closing" => Self::Closing,
            "numbering" => Self::Numbering,
            _ => Self::Leading,
        }
    }
}

/// Whether there are dots between groups of one or two letters: `U.S`, `a.m`, `Ph.D`.
fn is_dotted(word: &str) -> bool {
    let is_group = |group: &str| {
        (1..=2).contains(&group.chars().count()) && group.chars().all(char::is_alphabetic)
    };
    word.contains('.') && word.split('.').all(is_group)
}

fn is_capital(word: &str) -> bool {
    let mut characters = word.chars();
    characters.next().is_some_and(char::is_uppercase) && characters.next().is_none()
}

/// Whether a capitalised word opens sentences and hardly ever a name, so that an abbreviation in front of it ended its
/// sentence.
pub(super) fn opens_sentences(word: &str) -> bool {
    OPENERS.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_letters_with_dots_between_are_abbreviations() {
        for word in ["U.S", "a.m", "Ph.D", "U.S.S.R", "e.g", "З.А", "S.p.A"] {
            assert_eq!(
                Abbreviation::of(word),
                Some(Abbreviation::Closing),
                "{word}"
            );
        }
        for word in ["example.com", "3.5", "U..S", ".S", "end", ""] {
            assert_eq!(Abbreviation::of(word), None, "{word}");
        }
    }

    #[test]
    fn one_capital_letter_is_an_initial() {
        assert_eq!(Abbreviation::of("J"), Some(Abbreviation::Initial));
        assert_eq!(Abbreviation::of("Å"), Some(Abbreviation::Initial));
        assert_eq!(Abbreviation::of("j"), None);
    }

    #[test]
    fn no_word_is_listed_twice() {
        LISTED.assert_unique();
        OPENERS.assert_unique();
    }

    #[test]
    fn every_class_has_its_words() {
        assert_eq!(Abbreviation::of("Cllr"), Some(Abbreviation::Leading));
        assert_eq!(Abbreviation::of("Bhd"), Some(Abbreviation::Closing));
        assert_eq!(Abbreviation::of("No"), Some(Abbreviation::Numbering));
        assert!(opens_sentences("The") && !opens_sentences("Smith"));
    }
}
