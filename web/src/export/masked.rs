//! The text with a mask in place of each name.

use std::collections::HashMap;

use namelight_names::{Mention, groups};

use super::{AnnotatedText, Format, Piece};

/// Each name is replaced by its type.
pub const BY_TYPE: Format = Format {
    name: "Names masked",
    explanation: "the text with [PER] for a person",
    file_name: "namelight-masked.txt",
    media_type: "text/plain;charset=utf-8",
    replaces_names: true,
    file_start: "",
    write: |annotated| replaced(annotated, |pieces| pieces.iter().map(mask).collect()),
};

/// Each name is replaced by its type and a number that is its own.
pub const NUMBERED: Format = Format {
    name: "Names numbered",
    explanation: "[PER_1]: the same name, the same number; Merkel has that of Angela Merkel",
    file_name: "namelight-numbered.txt",
    write: |annotated| replaced(annotated, numbered_masks),
    ..BY_TYPE
};

/// The text with a mask in place of each name.
fn replaced(annotated: &AnnotatedText, masks: impl Fn(&[Piece]) -> Vec<String>) -> String {
    let mut text = String::with_capacity(annotated.text.len());
    let (pieces, rest) = annotated.pieces();
    for (piece, mask) in pieces.iter().zip(masks(&pieces)) {
        text.push_str(piece.before);
        text.push_str(&mask);
    }
    text + rest
}

fn mask(piece: &Piece) -> String {
    format!("[{}]", piece.entity.entity_type)
}

/// Each type counts from 1, in the order in which its names first appear.
fn numbered_masks(pieces: &[Piece]) -> Vec<String> {
    let mention = |piece: &Piece| -> (String, String) {
        (piece.name.to_owned(), piece.entity.entity_type.clone())
    };
    let mentions: Vec<(String, String)> = pieces.iter().map(mention).collect();
    let mentions: Vec<Mention> = mentions
        .iter()
        .map(|(surface, entity_type)| Mention {
            surface,
            entity_type,
        })
        .collect();
    let mut counts: HashMap<String, usize> = HashMap::new();
    // Groups are numbered by their first mention, so a new one is the next.
    let mut numbers: Vec<usize> = Vec::new();
    let masks = mentions
        .iter()
        .zip(groups(&mentions))
        .map(|(mention, group)| {
            if group == numbers.len() {
                let count = counts.entry(mention.entity_type.to_owned()).or_default();
                *count += 1;
                numbers.push(*count);
            }
            format!("[{}_{}]", mention.entity_type, numbers[group])
        });
    masks.collect()
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
    fn a_last_name_has_the_number_of_the_full_name() {
        let text = "Christina Berg wrote first. Later Christina, Ms. Berg and CHRISTINA M. BERG agreed; Christina Falk did not.";
        let names = [
            "Christina Berg",
            "Christina",
            "Berg",
            "CHRISTINA M. BERG",
            "Christina Falk",
        ];
        let expected =
            "[PER_1] wrote first. Later [PER_1], Ms. [PER_1] and [PER_1] agreed; [PER_2] did not.";
        assert_eq!(
            rendered(NUMBERED, text, &names.map(|name| (name, "PER"))),
            expected
        );
    }

    #[test]
    fn accents_that_are_written_apart_make_no_other_name() {
        let text = "Zoe\u{308} S\u{30c}imu\u{30a}nkova\u{301} and Zoë Šimůnková";
        let names = ["Zoe\u{308} S\u{30c}imu\u{30a}nkova\u{301}", "Zoë Šimůnková"];
        assert_eq!(
            rendered(NUMBERED, text, &names.map(|name| (name, "PER"))),
            "[PER_1] and [PER_1]"
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
