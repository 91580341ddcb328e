//! Abbreviations: words that are written with a dot.

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

impl Abbreviation {
    /// Returns the kind of abbreviation that `word`, given without its last dot, is.
    pub(super) fn of(word: &str) -> Option<Self> {
        match word {
            "Mr" | "Mrs" | "Ms" | "Mx" | "Dr" | "Prof" | "Gen" | "Lt" | "Col" | "Maj" | "Capt"
            | "Cmdr" | "Adm" | "Sgt" | "Cpl" | "Pvt" | "Rev" | "Fr" | "Hon" | "Sen" | "Rep"
            | "Gov" | "Pres" | "Supt" | "Insp" | "Msgr" | "Messrs" | "Mme" | "Mlle" | "Ste"
            | "Mt" | "Ft" | "vs" | "v" | "cf" | "viz" | "approx" | "ca" => Some(Self::Leading),
            "St" | "Jr" | "Sr" | "Inc" | "Corp" | "Co" | "Ltd" | "Bros" | "Dept" | "Univ"
            | "Assn" | "Ave" | "Blvd" | "Rd" | "etc" | "al" | "Esq" | "Govt" | "Intl" | "Natl"
            | "Jan" | "Feb" | "Mar" | "Apr" | "Jun" | "Jul" | "Aug" | "Sep" | "Sept" | "Oct"
            | "Nov" | "Dec" | "Ala" | "Ariz" | "Ark" | "Calif" | "Colo" | "Conn" | "Del"
            | "Fla" | "Ga" | "Ill" | "Kan" | "Ky" | "Md" | "Mich" | "Minn" | "Mont" | "Neb"
            | "Nev" | "Okla" | "Ore" | "Pa" | "Tenn" | "Tex" | "Va" | "Vt" | "Wis" | "Wyo" => {
                Some(Self::Closing)
            }
            "No" | "Nos" | "Nr" | "Vol" | "vol" | "Fig" | "fig" | "Art" | "Sec" | "Ch" | "p"
            | "pp" | "op" => Some(Self::Numbering),
            _ if is_dotted(word) => Some(Self::Closing),
            _ if is_capital(word) => Some(Self::Initial),
            _ => None,
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

/// Whether a capitalised word starts sentences and hardly ever a name, so that an abbreviation in front of it ended its
/// sentence.
pub(super) fn starts_sentences(word: &str) -> bool {
    matches!(
        word,
        "A" | "After"
            | "All"
            | "Although"
            | "An"
            | "And"
            | "As"
            | "At"
            | "Because"
            | "Before"
            | "Both"
            | "But"
            | "By"
            | "Despite"
            | "During"
            | "Each"
            | "Every"
            | "Few"
            | "For"
            | "From"
            | "He"
            | "Her"
            | "Here"
            | "His"
            | "How"
            | "However"
            | "I"
            | "If"
            | "In"
            | "It"
            | "Its"
            | "Many"
            | "Meanwhile"
            | "Most"
            | "My"
            | "No"
            | "Nobody"
            | "Nor"
            | "Not"
            | "Nothing"
            | "Now"
            | "On"
            | "Once"
            | "One"
            | "Or"
            | "Other"
            | "Others"
            | "Our"
            | "She"
            | "Since"
            | "So"
            | "Some"
            | "That"
            | "The"
            | "Their"
            | "Then"
            | "There"
            | "These"
            | "They"
            | "This"
            | "Those"
            | "Though"
            | "Today"
            | "Under"
            | "Until"
            | "We"
            | "What"
            | "When"
            | "Where"
            | "Whether"
            | "Which"
            | "While"
            | "Who"
            | "Why"
            | "With"
            | "Yes"
            | "Yesterday"
            | "Yet"
            | "You"
            | "Your"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_letters_with_dots_between_are_abbreviations() {
        for word in ["U.S", "a.m", "Ph.D", "U.S.S.R", "e.g", "З.А"] {
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
}
