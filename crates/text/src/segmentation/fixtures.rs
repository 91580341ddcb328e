//! Lists of matches that lost their line breaks: `Oslo at Bergen Narva at Turku`.

/// Number of words that a name has at most.
const LONGEST_NAME: usize = 2;

/// Words that names of two words begin with, so that three words in a row are told apart.
const FIRST_WORDS: [&str; 24] = [
    "new", "san", "santa", "los", "las", "st", "st.", "saint", "el", "la", "fort", "kansas",
    "south", "north", "east", "west", "tampa", "golden", "green", "oklahoma", "costa", "real",
    "red", "slovak",
];

/// What is known of a list of matches at the end of the open sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Fixtures {
    /// Number of capitalised words since the last other one.
    names: usize,
    /// Whether the first of them begins a name of two words.
    is_first_word: bool,
    /// Whether a separator is in front of them, and a name in front of that.
    has_separator: bool,
    /// Whether a match of the list ended in front of the sentence.
    is_list: bool,
}

impl Fixtures {
    /// The state behind a match of a list.
    pub(super) fn next_match() -> Self {
        Self {
            is_list: true,
            ..Self::default()
        }
    }

    /// With one more word of the open sentence.
    pub(super) fn with(self, word: &str) -> Self {
        if is_name(word) {
            let is_first_word = if self.names == 0 {
                is_first(word)
            } else {
                self.is_first_word
            };
            return Self {
                names: self.names + 1,
                is_first_word,
                ..self
            };
        }
        if is_separator(word) && self.names > 0 {
            return Self {
                names: 0,
                has_separator: true,
                ..self
            };
        }
        Self::default()
    }

    /// Whether a match ends in front of `next`: the names up to the next separator are shared out between this match and
    /// the next one. A list begins with three matches.
    pub(super) fn ends_before(&self, next: &str) -> bool {
        if !self.has_separator || self.names == 0 {
            return false;
        }
        let mut words = next.split(' ').take(4 * LONGEST_NAME + 2);
        let Some(ahead) = names_to_separator(&mut words) else {
            return false;
        };
        let is_share = match (self.names, ahead) {
            (1, 1) | (2, 2) => true,
            (1, 2) => !self.is_first_word,
            (2, 1) => self.is_first_word,
            _ => false,
        };
        is_share && (self.is_list || names_to_separator(&mut words).is_some_and(|names| names > 1))
    }
}

/// The number of names in front of the next separator, where nothing else is there.
fn names_to_separator<'a>(words: &mut impl Iterator<Item = &'a str>) -> Option<usize> {
    let mut words = words.take(2 * LONGEST_NAME + 1).enumerate();
    let (names, end) = words.find(|(_, word)| !is_name(word))?;
    (names > 0 && is_separator(end)).then_some(names)
}

fn is_name(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
        && !is_separator(word)
        && !word.ends_with([',', ';', ':', ')'])
}

fn is_separator(word: &str) -> bool {
    ["at", "v", "vs", "vs."]
        .iter()
        .any(|separator| word.eq_ignore_ascii_case(separator))
}

fn is_first(word: &str) -> bool {
    FIRST_WORDS
        .iter()
        .any(|first| word.eq_ignore_ascii_case(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The matches that words are split into.
    fn matches(text: &str) -> Vec<String> {
        let mut found = vec![String::new()];
        let mut state = Fixtures::default();
        for (place, word) in text.split(' ').enumerate() {
            let rest: Vec<&str> = text.split(' ').skip(place).collect();
            if state.ends_before(&rest.join(" ")) {
                state = Fixtures::next_match();
                found.push(String::new());
            }
            state = state.with(word);
            let last = found.last_mut().unwrap();
            *last = format!("{last} {word}").trim().to_owned();
        }
        found
    }

    #[test]
    fn matches_are_told_apart() {
        let list = [
            "OSLO AT BERGEN",
            "NEW YORK AT NARVA",
            "TURKU AT SAN DIEGO",
            "KANSAS CITY AT LOS ANGELES",
            "PORTO AT OSLO",
        ];
        assert_eq!(matches(&list.join(" ")), list);
        let list = [
            "Norway v Estonia",
            "South Korea v Finland",
            "Portugal v Slovak Republic",
            "Spain v Italy",
        ];
        assert_eq!(matches(&list.join(" ")), list);
    }

    #[test]
    fn names_in_text_stay_whole() {
        for text in [
            "Ada Berg at Oslo Opera at noon",
            "ADA BERG HELD AT OSLO AIRPORT AT NOON",
            "Berg at Hotel Bristol at Oslo said so",
        ] {
            assert_eq!(matches(text), [text]);
        }
    }
}
