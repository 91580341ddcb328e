//! Tests of what all forms have in common, and the text that the tests of each form export.

use namelight_text::Span;

use super::*;

/// The label set of the tests: `BIRD` is not in it.
const TYPES: [&str; 7] = ["PER", "ORG", "LOC", "MISC", "PERSON", "DATE", "TIME"];

/// A text whose names are searched one behind the other.
pub fn annotated<'a>(
    text: &'a str,
    names: &[(&str, &str)],
    completeness: Completeness,
) -> AnnotatedText<'a> {
    let mut at = 0;
    let entity = |(name, entity_type): &(&str, &str)| {
        let start = at + text[at..].find(name).unwrap();
        at = start + name.len();
        Entity {
            entity_type: (*entity_type).to_owned(),
            score: 0.875,
            span: Span { start, end: at },
        }
    };
    let entities: Vec<_> = names.iter().map(entity).collect();
    let palette = Palette::new(&TYPES.map(str::to_owned));
    AnnotatedText::new(text, entities, palette, completeness)
}

/// A text that was analysed to its end, in a form.
pub fn rendered(format: Format, text: &str, names: &[(&str, &str)]) -> String {
    let text = annotated(text, names, Completeness::Complete);
    format.render(&text).unwrap()
}

#[test]
fn every_form_has_a_name_and_a_file_of_its_own() {
    for (index, format) in FORMATS.iter().enumerate() {
        for other in &FORMATS[..index] {
            assert_ne!(format.name, other.name);
            assert_ne!(format.file_name, other.file_name);
        }
    }
}

#[test]
fn no_masked_text_is_written_while_some_of_it_is_not_analysed() {
    let analysing = Completeness::Analysing;
    for format in FORMATS {
        let text = annotated("Ada met Zoë", &[("Ada", "PER")], analysing);
        for written in [format.render(&text), format.file(&text)] {
            assert_eq!(written.is_err(), format.replaces_names, "{}", format.name);
        }
    }
}

#[test]
fn a_table_to_download_says_that_it_is_utf_8_and_a_copied_one_does_not() {
    let text = annotated("Zoë", &[], Completeness::Complete);
    let [file, copy] = [csv::FORMAT.file(&text), csv::FORMAT.render(&text)].map(Result::unwrap);
    assert_eq!(file.strip_prefix('\u{feff}'), Some(&*copy));
    assert!(!copy.starts_with('\u{feff}'));
    let json = json::FORMAT.file(&text).unwrap();
    assert!(!json.starts_with('\u{feff}'));
}

#[test]
fn entities_that_are_no_place_in_the_text_are_left_out() {
    let spans = [(0, 1), (3, 3), (3, 6), (4, 6), (3, 90), (6, 3)];
    let entity = |(start, end)| Entity {
        entity_type: "PER".to_owned(),
        score: 0.5,
        span: Span { start, end },
    };
    let palette = Palette::default();
    let text = AnnotatedText::new("é Ada", spans.map(entity), palette, Completeness::Complete);
    assert_eq!(text.entities, [entity((3, 6))]);
}

#[test]
fn a_text_without_names_is_exported_as_it_is() {
    for text in ["", " \n", "no names, 👋"] {
        assert_eq!(rendered(masked::BY_TYPE, text, &[]), text);
        assert_eq!(rendered(masked::NUMBERED, text, &[]), text);
    }
}
