//! The text with a mask in place of each name.

use namelight_masking::{Item, Masked, mask, mask_by_type};

use super::{AnnotatedText, Format};

/// Each name is replaced by its type.
pub const BY_TYPE: Format = Format {
    name: "Names masked",
    explanation: "the text with [PER] for a person",
    file_name: "namelight-masked.txt",
    media_type: "text/plain;charset=utf-8",
    replaces_names: true,
    file_start: "",
    write: |annotated| replaced(annotated, mask_by_type),
};

/// Each name is replaced by its type and a number that is its own.
pub const NUMBERED: Format = Format {
    name: "Names numbered",
    explanation: "[PER_1] for Angela Merkel, [PER_1b] for Merkel: the same person, the same number",
    file_name: "namelight-numbered.txt",
    write: |annotated| replaced(annotated, mask),
    ..BY_TYPE
};

/// The text with a mask in place of each name.
fn replaced(annotated: &AnnotatedText, mask: fn(&str, &[Item]) -> Masked) -> String {
    let items: Vec<Item> = annotated.entities.iter().map(Item::from).collect();
    mask(annotated.text, &items).text
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
            "[PER_1], [PER_2], [PER_1b], [PER_1c], [PER_3], [PER_2]"
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
        let expected = "[PER_1] wrote first. Later [PER_1b], Ms. [PER_1c] and [PER_1d] agreed; [PER_2] did not.";
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
            "[PER_1] and [PER_1b]"
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
