//! The text with a mask in place of each name.

use std::collections::BTreeMap;

use super::{AnnotatedText, Format, Piece};

/// Each name is replaced by its type.
pub const BY_TYPE: Format = Format {
    name: "Names masked",
    explanation: "the text with [PER] for a person",
    file_name: "namelight-masked.txt",
    media_type: "text/plain;charset=utf-8",
    replaces_names: true,
    file_start: "",
    write: |annotated| replaced(annotated, |piece| format!("[{}]", piece.entity.entity_type)),
};

/// Each name is replaced by its type and a number that is its own.
pub const NUMBERED: Format = Format {
    name: "Names numbered",
    explanation: "[PER_1]: the same name, the same number",
    file_name: "namelight-numbered.txt",
    write: |annotated| {
        let mut numbers = Numbers::default();
        replaced(annotated, |piece| {
            let entity_type = &piece.entity.entity_type;
            format!("[{entity_type}_{}]", numbers.of(entity_type, piece.name))
        })
    },
    ..BY_TYPE
};

/// The text with a mask in place of each name.
fn replaced<'a>(
    annotated: &'a AnnotatedText,
    mut mask: impl FnMut(&Piece<'a>) -> String,
) -> String {
    let mut text = String::with_capacity(annotated.text.len());
    let (pieces, rest) = annotated.pieces();
    for piece in &pieces {
        text.push_str(piece.before);
        text.push_str(&mask(piece));
    }
    text + rest
}

/// The numbers of names: each type counts from 1, in the order in which its names first appear.
#[derive(Default)]
struct Numbers<'a> {
    /// For each type the number of each of its names.
    known: BTreeMap<&'a str, BTreeMap<String, usize>>,
}

impl<'a> Numbers<'a> {
    /// The number of a name, which is the same in capitals and across a line break.
    fn of(&mut self, entity_type: &'a str, name: &str) -> usize {
        let words: Vec<_> = name.split_whitespace().map(str::to_lowercase).collect();
        let names = self.known.entry(entity_type).or_default();
        let next = names.len() + 1;
        *names.entry(words.join(" ")).or_insert(next)
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::rendered;
    use super::{BY_TYPE, NUMBERED};

    #[test]
    fn a_mask_is_the_type_and_all_else_stays() {
        let text = "👋 Zoe\u{308} met\tAda\r\nin تونس!";
        let names = [("Zoe\u{308}", "PER"), ("Ada", "PER"), ("تونس", "LOC")];
        assert_eq!(
            rendered(BY_TYPE, text, &names),
            "👋 [PER] met\t[PER]\r\nin [LOC]!"
        );
    }

    #[test]
    fn the_same_name_has_the_same_number_however_it_is_written() {
        let text = "Ada Berg, Zoë, ADA\n BERG, ada berg, Zoe, Zoë";
        let names = ["Ada Berg", "Zoë", "ADA\n BERG", "ada berg", "Zoe", "Zoë"];
        let names = names.map(|name| (name, "PER"));
        assert_eq!(
            rendered(NUMBERED, text, &names),
            "[PER_1], [PER_2], [PER_1], [PER_1], [PER_3], [PER_2]"
        );
    }

    #[test]
    fn every_type_counts_for_itself() {
        let text = "Paris met Paris in Oslo";
        let names = [("Paris", "PER"), ("Paris", "LOC"), ("Oslo", "LOC")];
        assert_eq!(
            rendered(NUMBERED, text, &names),
            "[PER_1] met [LOC_1] in [LOC_2]"
        );
    }

    #[test]
    fn names_that_touch_stay_two() {
        let names = [("Ada", "PER"), ("Oslo", "LOC")];
        assert_eq!(rendered(BY_TYPE, "AdaOslo", &names), "[PER][LOC]");
    }
}
