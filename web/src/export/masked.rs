//! The text with its names replaced.

use std::collections::BTreeMap;

use super::Document;

/// What stands in place of a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Masks {
    /// Its type: `[PER]`.
    Types,
    /// Its type and a number that is its own: `[PER_1]`.
    Numbered,
}

/// The text with each name replaced.
pub fn render(document: &Document, masks: Masks) -> String {
    let mut numbers = Numbers::default();
    let mut text = String::with_capacity(document.text.len());
    let (pieces, rest) = document.pieces();
    for piece in pieces {
        let kind = &piece.entity.entity_type;
        text.push_str(piece.before);
        text.push_str(&match masks {
            Masks::Types => format!("[{kind}]"),
            Masks::Numbered => format!("[{kind}_{}]", numbers.of(kind, piece.name)),
        });
    }
    text + rest
}

/// Numbers by type, from 1, in the order in which names first appear.
#[derive(Default)]
struct Numbers<'a> {
    /// By type: the number of each name.
    known: BTreeMap<&'a str, BTreeMap<String, usize>>,
}

impl<'a> Numbers<'a> {
    /// A name is the same in capitals and across a line break.
    fn of(&mut self, kind: &'a str, name: &str) -> usize {
        let words: Vec<_> = name.split_whitespace().map(str::to_lowercase).collect();
        let names = self.known.entry(kind).or_default();
        let next = names.len() + 1;
        *names.entry(words.join(" ")).or_insert(next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Format, tests::rendered};

    #[test]
    fn a_mask_is_the_type_and_all_else_stays() {
        let text = "👋 Zoe\u{308} met\tAda\r\nin تونس!";
        let names = [("Zoe\u{308}", "PER"), ("Ada", "PER"), ("تونس", "LOC")];
        assert_eq!(
            rendered(Format::Masked, text, &names),
            "👋 [PER] met\t[PER]\r\nin [LOC]!"
        );
    }

    #[test]
    fn the_same_name_has_the_same_number_however_it_is_written() {
        let text = "Ada Berg, Zoë, ADA\n BERG, ada berg, Zoe, Zoë";
        let names = ["Ada Berg", "Zoë", "ADA\n BERG", "ada berg", "Zoe", "Zoë"];
        let names = names.map(|name| (name, "PER"));
        assert_eq!(
            rendered(Format::Pseudonyms, text, &names),
            "[PER_1], [PER_2], [PER_1], [PER_1], [PER_3], [PER_2]"
        );
    }

    #[test]
    fn every_type_counts_for_itself() {
        let text = "Paris met Paris in Oslo";
        let names = [("Paris", "PER"), ("Paris", "LOC"), ("Oslo", "LOC")];
        assert_eq!(
            rendered(Format::Pseudonyms, text, &names),
            "[PER_1] met [LOC_1] in [LOC_2]"
        );
    }

    #[test]
    fn names_that_touch_stay_two() {
        let names = [("Ada", "PER"), ("Oslo", "LOC")];
        assert_eq!(rendered(Format::Masked, "AdaOslo", &names), "[PER][LOC]");
    }
}
