use namelight_text::Span;

use super::*;

/// Entities by their names, each searched behind the one in front of it.
pub fn entities(text: &str, names: &[(&str, &str)]) -> Vec<Entity> {
    let mut at = 0;
    let entity = |(name, kind): &(&str, &str)| {
        let start = at + text[at..].find(name).unwrap();
        at = start + name.len();
        Entity {
            entity_type: (*kind).to_owned(),
            score: 0.875,
            span: Span { start, end: at },
        }
    };
    names.iter().map(entity).collect()
}

/// A text in a form.
pub fn rendered(format: Format, text: &str, names: &[(&str, &str)]) -> String {
    render(format, &Document::new(text, &entities(text, names)))
}

#[test]
fn every_form_has_a_name_and_a_file_of_its_own() {
    for (index, format) in Format::ALL.into_iter().enumerate() {
        for other in &Format::ALL[..index] {
            assert_ne!(format.name(), other.name());
            assert_ne!(format.file_name(), other.file_name());
        }
    }
}

#[test]
fn a_table_to_download_says_that_it_is_utf_8_and_a_copied_one_does_not() {
    let document = Document::new("Zoë", &[]);
    let file = Format::Csv.file(&document);
    assert_eq!(
        file.strip_prefix('\u{feff}'),
        Some(&*render(Format::Csv, &document))
    );
    assert!(!render(Format::Csv, &document).starts_with('\u{feff}'));
    assert!(!Format::Json.file(&document).starts_with('\u{feff}'));
}

#[test]
fn entities_that_are_no_place_in_the_text_are_left_out_of_every_form() {
    let text = "é Ada";
    let spans = [(0, 1), (3, 3), (3, 6), (4, 6), (3, 90), (6, 3)];
    let entity = |(start, end)| Entity {
        entity_type: "PER".to_owned(),
        score: 0.5,
        span: Span { start, end },
    };
    let document = Document::new(text, &spans.map(entity));
    assert_eq!(document.entities, [entity((3, 6))]);
    for format in Format::ALL {
        assert!(!render(format, &document).is_empty());
    }
}

#[test]
fn a_text_without_names_is_taken_away_as_it_is() {
    for text in ["", " \n", "no names, 👋"] {
        assert_eq!(rendered(Format::Masked, text, &[]), text);
        assert_eq!(rendered(Format::Pseudonyms, text, &[]), text);
    }
}
