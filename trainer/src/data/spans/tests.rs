//! Tests of reading span files.

use super::*;

fn read(content: &str) -> Result<SpanFile> {
    SpanFile::read(Path::new("own.jsonl"), content.as_bytes().to_vec())
}

fn message(content: &str) -> String {
    let answer = read(content).map(|_| "no error".to_owned());
    answer.unwrap_or_else(|error| format!("{error:#}"))
}

fn surfaces(content: &str) -> Vec<String> {
    let file = read(content).unwrap();
    let texts = file.texts.iter();
    let surfaces = texts.flat_map(|LabelledText { text, entities, .. }| {
        let entities = entities.iter();
        entities.map(|entity| format!("{} {}", entity.entity_type, &text[entity.start..entity.end]))
    });
    surfaces.collect()
}

#[test]
fn places_count_characters_and_not_bytes_or_utf16_units() {
    let line = r#"{"text": "👋 Zoë met Ada.", "entities": [[2, 5, "PER"], [10, 13, "PER"]]}"#;
    assert_eq!(surfaces(line), ["PER Zoë", "PER Ada"]);
}

#[test]
fn the_forms_of_other_tools_are_read() {
    for entities in [
        r#""entities": [[0, 4, "LOC"]]"#,
        r#""entities": [[0, 4, "LOC", "Oslo"]]"#,
        r#""entities": [{"start": 0, "end": 4, "label": "LOC"}]"#,
        r#""entities": [{"start": 0, "end": 4, "entity_group": "LOC", "word": "Oslo"}]"#,
        r#""entities": [{"id": 7, "label": "LOC", "start_offset": 0, "end_offset": 4}], "relations": []"#,
        r#""spans": [{"start": 0, "end": 4, "label": "LOC", "token_start": 0}], "answer": "accept""#,
        r#""label": [[0, 4, "LOC"]]"#,
        r#""labels": [[0, 4, "LOC"]]"#,
        r#""label": [{"start": 0, "end": 4, "text": "Oslo", "labels": ["LOC"]}]"#,
    ] {
        let line = format!(r#"{{"id": 1, "text": "Oslo waits.", {entities}}}"#);
        assert_eq!(surfaces(&line), ["LOC Oslo"], "{entities}");
    }
}

#[test]
fn lines_keep_their_numbers_across_blank_ones_and_windows_line_ends() {
    let content = "\u{feff}\r\n{\"text\": \"a\", \"entities\": []}\r\n \t\r\n{\"text\": \"b\", \"entities\": null}";
    let lines: Vec<usize> = read(content)
        .unwrap()
        .texts
        .iter()
        .map(|text| text.line)
        .collect();
    assert_eq!(lines, [2, 4]);
}

#[test]
fn the_same_entity_twice_counts_once_and_overlaps_stay() {
    let line = r#"{"text": "Oslo waits.", "entities": [[0, 4, "LOC"], [0, 4, "LOC"], [0, 4, "ORG"], [0, 10, "MISC"]]}"#;
    assert_eq!(surfaces(line), ["LOC Oslo", "ORG Oslo", "MISC Oslo waits"]);
}

#[test]
fn each_mistake_is_told_with_its_line() {
    let record = |entities: &str| format!("{{\"text\": \"Oslo\", \"entities\": {entities}}}");
    for (line, expected) in [
        (
            "Oslo B-LOC".to_owned(),
            "not JSON: expected value at column 1",
        ),
        ("[]".to_owned(), "expected an object such as"),
        ("{\"entities\": []}".to_owned(), "no field \"text\""),
        (
            "{\"text\": 3, \"entities\": []}".to_owned(),
            "\"text\" is a number",
        ),
        ("{\"text\": \"Oslo\"}".to_owned(), "no list of entities"),
        (record("{}"), "\"entities\" is an object, expected a list"),
        (
            record("[[0, 9, \"LOC\"]]"),
            "entity 1: the span 0..9 is outside its text, which has 4 characters",
        ),
        (record("[[5, 6, \"LOC\"]]"), "outside its text"),
        (
            record("[[0, 1, \"LOC\"], [3, 1, \"LOC\"]]"),
            "entity 2: the span 3..1 is reversed",
        ),
        (record("[[2, 2, \"LOC\"]]"), "the span 2..2 is empty"),
        (
            record("[[-1, 2, \"LOC\"]]"),
            "its start is -1, expected a number of characters",
        ),
        (record("[[0, 1.5, \"LOC\"]]"), "its end is 1.5"),
        (record("[[0, 1]]"), "[0,1] is too short"),
        (record("[\"LOC\"]"), "found a string"),
        (record("[[0, 4, 7]]"), "its type is 7, expected a string"),
        (record("[[0, 4, \" \"]]"), "its type is empty"),
        (
            record("[{\"start\": 0, \"end\": 4}]"),
            "the entity has no field \"label\"",
        ),
        (
            record("[{\"start\": 0, \"end\": 4, \"labels\": [\"A\", \"B\"]}]"),
            "expected a single name",
        ),
    ] {
        let told = message(&format!(
            "{{\"text\": \"a\", \"entities\": []}}\n\n{line}\n"
        ));
        assert!(told.starts_with("own.jsonl, line 3: "), "{told}");
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn a_file_without_a_text_and_one_that_is_not_utf8_are_told() {
    assert_eq!(message("\u{feff}\n \n"), "own.jsonl: no text in the file");
    let bytes = b"{\"text\": \"a\", \"entities\": []}\n{\"text\": \"Bj\xf6rn\"}".to_vec();
    let error = SpanFile::read(Path::new("own.jsonl"), bytes).err().unwrap();
    assert!(error.to_string().contains("line 2: not UTF-8"), "{error}");
}

#[test]
fn an_unknown_type_is_told_with_those_that_exist() {
    let file =
        read("{\"text\": \"a b\", \"entities\": [[0, 1, \"PER\"], [2, 3, \"DATE\"]]}").unwrap();
    let known = ["PER", "LOC"].map(str::to_owned);
    let error = file.check_types(&known).unwrap_err().to_string();
    assert!(
        error.starts_with("own.jsonl, line 1: unknown type \"DATE\"; the model knows PER, LOC"),
        "{error}"
    );
}

#[test]
fn span_files_are_known_by_name_or_by_how_they_begin() {
    let is_span = |name: &str, content: &str| is_span_file(Path::new(name), content.as_bytes());
    assert!(is_span("a.jsonl", "Oslo B-LOC"));
    assert!(is_span("a.JSON", ""));
    assert!(is_span("a.txt", "\u{feff}\n {\"text\": \"a\"}"));
    assert!(is_span("a", "{ \"text\": \"a\"}"));
    assert!(!is_span(
        "a.conll",
        "{ O\n\" O\n".replace('\n', " \n").as_str()
    ));
    assert!(!is_span("a.txt", "Oslo B-LOC"));
    assert!(!is_span("a.txt", ""));
}
