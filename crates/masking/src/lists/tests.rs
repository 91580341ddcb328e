//! Tests of lists: their files, and what they change.

use namelight_text::{Entity, Span};
use proptest::prelude::*;

use super::*;

fn list(file: &str) -> List {
    file.parse().unwrap()
}

/// Returns the entities of a text as a list changes them, as types, names and scores.
fn applied<'t>(
    file: &str,
    text: &'t str,
    entities: &[(&str, &str)],
) -> Vec<(String, &'t str, f32)> {
    let entity = |(kind, name): &(&str, &str)| {
        let start = text.find(name).unwrap();
        Entity {
            entity_type: (*kind).to_owned(),
            score: 0.5,
            span: Span {
                start,
                end: start + name.len(),
            },
        }
    };
    let entities = entities.iter().map(entity).collect();
    let entities = list(file).apply(text, entities).into_iter();
    let parts = entities.map(|entity| {
        let name = entity.span.slice(text).unwrap();
        (entity.entity_type, name, entity.score)
    });
    parts.collect()
}

fn is(kind: &str, name: &'static str, score: f32) -> (String, &'static str, f32) {
    (kind.to_owned(), name, score)
}

#[test]
fn a_file_has_entries_comments_and_blank_lines() {
    let file = "\u{feff}# Mine\r\n\r\nalways PER: Ada  Berg\r\n  never: Paris\nNEVER work of art : a: b # c\n";
    let expected = [
        Entry::new(Verdict::Always, Some("PER"), "Ada Berg").unwrap(),
        Entry::new(Verdict::Never, None, "Paris").unwrap(),
        Entry::new(Verdict::Never, Some("work of art"), "a: b # c").unwrap(),
    ];
    assert_eq!(list(file).entries, expected);
    assert_eq!(
        list(file).to_string(),
        "always PER: Ada Berg\nnever: Paris\nnever work of art: a: b # c\n"
    );
}

#[test]
fn an_error_has_the_line_and_says_what_to_write() {
    for (file, message) in [
        (
            "# x\n\nsometimes: Ada",
            "line 3: expected `always` or `never`, found \"sometimes\"",
        ),
        (
            "never Paris",
            "line 1: the colon in front of the text is missing",
        ),
        (
            "never: Paris\nalways PER:  ",
            "line 2: the text behind the colon is missing",
        ),
        (": Ada", "line 1: expected `always` or `never`, found \"\""),
    ] {
        let error = file.parse::<List>().unwrap_err().to_string();
        assert!(error.starts_with(message), "{error}");
        assert!(error.contains("write `always PER: Ada Berg`"), "{error}");
    }
    let colon = Entry::new(Verdict::Always, Some("a:b"), "Ada").unwrap_err();
    assert_eq!(colon, EntryProblem::ColonInType("a:b".to_owned()));
}

#[test]
fn always_adds_every_whole_word_and_replaces_what_overlaps() {
    let text = "Ada Berg, Ada\n Berg and Adabei at Berg Ltd.";
    let file = "always PER: Ada Berg\nalways ORG: Berg Ltd.";
    assert_eq!(
        applied(file, text, &[("ORG", "Berg, Ada"), ("LOC", "Adabei")]),
        [
            is("PER", "Ada Berg", 1.0),
            is("PER", "Ada\n Berg", 1.0),
            is("LOC", "Adabei", 0.5),
            is("ORG", "Berg Ltd.", 1.0),
        ]
    );
    assert_eq!(
        applied("always PER: Ada-Berg", "Ada - Berg, Ada -Berg", &[]),
        []
    );
}

#[test]
fn an_entry_in_small_letters_has_any_case() {
    let text = "Ada ADA ada";
    assert_eq!(applied("always PER: ada", text, &[]).len(), 3);
    assert_eq!(
        applied("always PER: Ada", text, &[]),
        [is("PER", "Ada", 1.0)]
    );
    assert_eq!(
        applied("always PER: ÉVA", "éva ÉVA", &[]),
        [is("PER", "ÉVA", 1.0)]
    );
}

#[test]
fn an_entry_without_type_takes_that_of_the_model() {
    let text = "Berg met Falk";
    assert_eq!(
        applied("always: Berg\nalways: Falk", text, &[("PER", "Berg")]),
        [is("PER", "Berg", 1.0), is(UNTYPED, "Falk", 1.0)]
    );
}

#[test]
fn the_longest_entry_and_of_equal_ones_the_last_is_taken() {
    let file = "always LOC: New\nalways LOC: New York\nalways ORG: New York";
    assert_eq!(applied(file, "New York", &[]), [is("ORG", "New York", 1.0)]);
}

#[test]
fn never_takes_entities_of_that_spelling_and_type_away() {
    let text = "PARIS met Oslo";
    let entities = [("PER", "PARIS"), ("LOC", "Oslo")];
    assert_eq!(
        applied("never: Paris", text, &entities),
        [is("LOC", "Oslo", 0.5)]
    );
    assert_eq!(applied("never LOC: Paris", text, &entities).len(), 2);
    assert_eq!(applied("never per: Paris", text, &entities).len(), 1);
    assert_eq!(
        applied("always PER: Oslo\nnever: Oslo", text, &[("LOC", "Oslo")]),
        [is("PER", "Oslo", 1.0)]
    );
}

proptest! {
    #[test]
    fn what_is_written_is_read_again(
        entries in prop::collection::vec((any::<bool>(), any::<Option<String>>(), any::<String>()), 0..8),
    ) {
        let entries = entries.iter().filter_map(|(is_always, kind, text)| {
            let verdict = if *is_always { Verdict::Always } else { Verdict::Never };
            Entry::new(verdict, kind.as_deref(), text).ok()
        });
        let list = List { entries: entries.collect() };
        prop_assert_eq!(list.to_string().parse::<List>(), Ok(list));
    }

    #[test]
    fn any_text_is_a_list_or_an_error(file in "((always|never|#)?[ :\r\n]{0,2}\\PC{0,6}){0,6}") {
        let _ = file.parse::<List>();
    }

    #[test]
    fn entities_lie_apart_and_in_order_behind_a_list(
        words in prop::collection::vec("(Ada|Berg|ada|,| |\n|é)", 0..20),
        entries in prop::collection::vec("(Ada|berg|Ada Berg|é|, )", 0..4),
    ) {
        let text = words.concat();
        let entries = entries.iter().filter_map(|text| Entry::new(Verdict::Always, None, text).ok());
        let list = List { entries: entries.collect() };
        let entities = list.apply(&text, Vec::new());
        for pair in entities.windows(2) {
            prop_assert!(pair[0].span.end <= pair[1].span.start);
        }
        for entity in &entities {
            prop_assert!(entity.span.slice(&text).is_some());
        }
    }
}
