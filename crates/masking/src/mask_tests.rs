//! Tests of masked texts.

use super::*;
use crate::restore;

/// Returns a text with its names masked. Each name is looked for behind the one before it.
fn masked(text: &str, names: &[(&str, &'static str)]) -> Masked {
    let mut end = 0;
    let mut item = |&(name, kind): &(&str, &'static str)| {
        let start = end + text[end..].find(name).unwrap();
        end = start + name.len();
        let span = Span { start, end };
        Item { span, kind }
    };
    let items: Vec<Item> = names.iter().map(&mut item).collect();
    let masked = mask(text, &items);
    assert_eq!(restore(&masked.text, &masked.table).text, text);
    masked
}

fn masked_persons(text: &str, names: &[&str]) -> String {
    let names: Vec<(&str, &'static str)> = names.iter().map(|name| (*name, "PER")).collect();
    masked(text, &names).text
}

#[test]
fn a_shorter_name_has_the_number_of_the_person_and_a_letter() {
    let names = ["Angela Merkel", "Merkel", "Angela Merkel", "MERKEL"];
    assert_eq!(
        masked_persons("Angela Merkel, Merkel; Angela Merkel: MERKEL", &names),
        "[PER_1], [PER_1b]; [PER_1]: [PER_1c]"
    );
}

#[test]
fn a_last_name_that_fits_two_people_has_a_number_of_its_own() {
    let names = ["Anna Berg", "Bo Berg", "Berg"];
    assert_eq!(
        masked_persons("Anna Berg, Bo Berg, Berg", &names),
        "[PER_1], [PER_2], [PER_3]"
    );
}

#[test]
fn each_type_counts_for_itself_and_types_that_are_written_alike_together() {
    let names = [
        ("Paris", "PER"),
        ("Paris", "LOC"),
        ("Oslo", "loc"),
        ("x", "B-foo bar"),
    ];
    assert_eq!(
        masked("Paris, Paris, Oslo, x", &names).text,
        "[PER_1], [LOC_1], [LOC_2], [B_FOO_BAR_1]"
    );
}

#[test]
fn numbers_start_past_placeholders_of_the_text_in_any_form() {
    for text in [
        "[PER_3] Ada",
        "per_3 Ada",
        "PER 3 Ada",
        r"\[PER\_3\] Ada",
        "【per-3】 Ada",
        "PER_3s Ada",
    ] {
        let masked = masked_persons(text, &["Ada"]);
        assert!(masked.ends_with("[PER_4]"), "{masked}");
    }
    assert!(masked_persons("LOC_3 PER 1.5 Person 7 Ada", &["Ada"]).ends_with("[PER_1]"));
}

#[test]
fn numbers_start_past_what_only_masking_makes_a_placeholder() {
    // `SUPER_1` is none, but `PER_1` behind a placeholder is.
    let text = "SUPER_1";
    let masked = masked(text, &[("SU", "PER")]);
    assert_eq!(masked.text, "[PER_2]PER_1");
}

#[test]
fn a_number_that_is_too_large_to_count_on_from_is_left_out() {
    let text = "[PER_99999999] [PER_100000000] [PER_9999999999] Ada Bo";
    let masked = masked_persons(text, &["Ada", "Bo"]);
    assert!(
        masked.ends_with("[PER_100000001] [PER_100000002]"),
        "{masked}"
    );
}

#[test]
fn of_items_that_overlap_the_first_and_longest_is_masked() {
    let text = "Ada Berg Oslo é";
    let item = |start, end, kind| Item {
        span: Span { start, end },
        kind,
    };
    let items = [
        item(9, 13, "LOC"),
        item(4, 13, "ORG"),
        item(0, 3, "PER"),
        item(0, 8, "PER"),
        item(3, 3, "PER"),
        item(15, 16, "PER"),
        item(8, 2, "PER"),
        item(14, 99, "PER"),
    ];
    assert_eq!(mask(text, &items).text, "[PER_1] [LOC_1] é");
}

#[test]
fn the_table_has_each_spelling_with_its_places() {
    let masked = masked(
        "Ada Berg, Berg, Berg",
        &[("Ada Berg", "PER"), ("Berg", "PER"), ("Berg", "PER")],
    );
    assert_eq!(masked.table.len(), 2);
    let short = Placeholder {
        placeholder: "[PER_1b]".to_owned(),
        surface: "Berg".to_owned(),
        kind: "PER".to_owned(),
        places: vec![Span { start: 10, end: 14 }, Span { start: 16, end: 20 }],
    };
    assert_eq!(masked.table[1], short);
    let places: Vec<_> = masked
        .spans
        .iter()
        .map(|span| span.slice(&masked.text))
        .collect();
    assert_eq!(
        places,
        [Some("[PER_1]"), Some("[PER_1b]"), Some("[PER_1b]")]
    );
}

#[test]
fn by_type_names_are_not_told_apart() {
    let item = |start, end| Item {
        span: Span { start, end },
        kind: "PER",
    };
    let masked = mask_by_type("Ada met Bo", &[item(0, 3), item(8, 10)]);
    assert_eq!(masked.text, "[PER] met [PER]");
    assert_eq!(masked.spans[1].slice(&masked.text), Some("[PER]"));
}
