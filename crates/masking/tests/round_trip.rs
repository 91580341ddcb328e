//! The law of masking: what was masked is restored byte for byte, whatever stood in the text.

use namelight_masking::{Item, Kind, fixed_forms, mask, mask_by_type, restore, type_name};
use namelight_text::Span;
use proptest::prelude::*;

/// Parts of texts that placeholders are made of, or that stand beside one.
const PARTS: &str = r"(PER|LOC|per|Person|[\[\]\\_()【】［］*-]|[0-9]{1,2}|_1|_|PER_[0-9]{1,2}|\[PER_1\]|\[PER_1b\]|\\\[PER\\_2\\\]|PER 3|LOC-1|PER_99999999[0-9]?|PER_1[0-9]{7,18}|s|'s| |\.|é|人|👋|\n|\PC)";

/// Types, most of them near each other.
const TYPES: &str = r"(PER|PER|LOC|per|PER_2|PER_1|B-foo bar|1|人|_|\PC{0,4})";

fn text() -> impl Strategy<Value = String> {
    let parts = prop::collection::vec(PARTS, 0..24).prop_map(|parts| parts.concat());
    prop_oneof![4 => parts, 1 => any::<String>()]
}

/// Places, some of them within a character or outside of the text.
fn places() -> impl Strategy<Value = Vec<(usize, usize, String)>> {
    prop::collection::vec((0..60_usize, 0..10_usize, TYPES), 0..10)
}

fn items(places: &[(usize, usize, String)]) -> Vec<Item<'_>> {
    places
        .iter()
        .map(|(start, length, kind)| Item {
            span: Span {
                start: *start,
                end: start + length,
            },
            kind,
        })
        .collect()
}

proptest! {
    #[test]
    fn what_was_masked_is_restored_byte_for_byte(text in text(), places in places()) {
        let masked = mask(&text, &items(&places));
        let restored = restore(&masked.text, &masked.table);
        prop_assert_eq!(&restored.text, &text, "{:?}", masked);
        prop_assert_eq!(restored.unrestored, []);
        prop_assert_eq!(restored.unused, [""; 0]);
        prop_assert_eq!(restored.spans.len(), masked.spans.len());
    }

    #[test]
    fn the_table_and_the_places_are_those_of_the_text(text in text(), places in places()) {
        let masked = mask(&text, &items(&places));
        let mut placeholders: Vec<&str> = Vec::new();
        for entry in &masked.table {
            placeholders.push(&entry.placeholder);
            prop_assert!(!text.contains(&entry.placeholder));
            for place in &entry.places {
                prop_assert_eq!(place.slice(&text), Some(entry.surface.as_str()));
            }
        }
        let count = placeholders.len();
        placeholders.sort_unstable();
        placeholders.dedup();
        prop_assert_eq!(placeholders.len(), count);
        for span in &masked.spans {
            let placeholder = span.slice(&masked.text).unwrap_or_default();
            prop_assert!(placeholders.contains(&placeholder));
        }
        let of_table: usize = masked.table.iter().map(|entry| entry.places.len()).sum();
        prop_assert_eq!(of_table, masked.spans.len());
    }

    #[test]
    fn types_without_numbers_stand_at_the_same_places(text in text(), places in places()) {
        let numbered = mask(&text, &items(&places));
        let bare = mask_by_type(&text, &items(&places));
        prop_assert_eq!(bare.spans.len(), numbered.spans.len());
        prop_assert_eq!(bare.table, []);
    }

    #[test]
    fn any_answer_and_any_table_are_taken(answer in text(), text in text(), places in places()) {
        let masked = mask(&text, &items(&places));
        let restored = restore(&answer, &masked.table);
        for span in restored.spans {
            prop_assert!(span.slice(&restored.text).is_some());
        }
        for unrestored in restored.unrestored {
            prop_assert_eq!(unrestored.span.slice(&answer), Some(unrestored.text.as_str()));
        }
    }

    #[test]
    fn a_type_as_it_is_written_is_written_the_same_again(kind in any::<String>()) {
        let name = type_name(&kind);
        prop_assert_eq!(type_name(&name), name);
    }

    #[test]
    fn fixed_forms_lie_apart_and_in_order(
        parts in prop::collection::vec(
            "(\\+49 30 901820|ada@example\\.com|192\\.0\\.2\\.1|::1|born |12\\.03\\.1980|www\\.|4111 1111 1111 1111|-----BEGIN |PRIVATE KEY-----|eyJ|sk-|DE89 3704 0044 0532 0130 00|[\\[\\]()@:./+-]|[0-9]{1,5}| |\n|\\PC)",
            0..16,
        ),
    ) {
        let text = parts.concat();
        let forms = fixed_forms(&text);
        let mut end = 0;
        for form in &forms {
            prop_assert!(form.span.start >= end && form.span.start < form.span.end);
            prop_assert!(form.span.slice(&text).is_some());
            end = form.span.end;
        }
        let items: Vec<Item> = forms
            .iter()
            .map(|form| Item { span: form.span, kind: form.kind.name() })
            .collect();
        let masked = mask(&text, &items);
        prop_assert_eq!(restore(&masked.text, &masked.table).text, text);
    }
}

#[test]
fn every_fixed_form_has_a_name_that_is_written_as_it_is() {
    for kind in Kind::ALL {
        assert_eq!(type_name(kind.name()), kind.name());
    }
}
