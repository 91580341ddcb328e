//! Tests of reading token rows.

use super::*;

fn read_in(folder: &Path, content: &str, task: Task) -> Result<Vec<ColumnSentence>> {
    read(&folder.join("train.json"), content.as_bytes(), task)
}

fn message(content: &str) -> String {
    let folder = tempfile::tempdir().unwrap();
    let read = read_in(folder.path(), content, Task::Ner);
    format!("{:#}", read.unwrap_err()).replace(&format!("{}/", folder.path().display()), "")
}

const NUMBERED: &str = r#"{"id": "0", "tokens": ["Ada", "met", "Zoë"], "ner_tags": [1, 0, 1]}"#;

#[test]
fn strings_of_any_scheme_become_iob2() {
    let content = concat!(
        r#"{"tokens": ["-DOCSTART-"], "tags": ["O"]}"#,
        "\n\n",
        r#"{"tokens": ["Ada", "Lovelace", "wrote"], "tags": ["B-PER", "L-PER", "O"]}"#,
        "\r\n",
        r#"{"tokens": [], "tags": []}"#,
    );
    let folder = tempfile::tempdir().unwrap();
    let sentences = read_in(folder.path(), content, Task::Ner).unwrap();
    assert_eq!(sentences.len(), 1);
    assert_eq!(sentences[0].words, ["Ada", "Lovelace", "wrote"]);
    assert_eq!(sentences[0].tags, ["B-PER", "I-PER", "O"]);
    assert_eq!(sentences[0].line_of(0), 3);
}

#[test]
fn each_task_has_its_field() {
    let row = r#"{"tokens": ["Go", "home"], "pos_tags": ["VB", "NN"], "chunk_tags": ["B-VP", "B-NP"], "ner_tags": ["O", "O"]}"#;
    let folder = tempfile::tempdir().unwrap();
    let tags = |task| read_in(folder.path(), row, task).unwrap()[0].tags.clone();
    assert_eq!(tags(Task::Pos), ["VB", "NN"]);
    assert_eq!(tags(Task::Chunk), ["B-VP", "B-NP"]);
}

#[test]
fn numbers_have_the_names_that_stand_beside_the_file_or_above_it() {
    let card = "---\nlicense: other\ndataset_info:\n  features:\n  - name: tokens\n    sequence: string\n  - name: ner_tags\n    \
                sequence:\n      class_label:\n        names:\n          '0': O\n          '1': B-PER\n---\n# Own words\n";
    let newer = card.replace("sequence:\n", "list:\n");
    let infos =
        r#"{"default": {"features": {"ner_tags": {"feature": {"names": ["O", "B-PER"]}}}}}"#;
    for (name, content) in [
        ("data/label.json", r#"{"B-PER": 1, "O": 0}"#),
        ("label.json", r#"["O", "B-PER"]"#),
        ("README.md", card),
        ("README.md", &newer),
        ("dataset_infos.json", infos),
    ] {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        std::fs::create_dir(&data).unwrap();
        std::fs::write(folder.path().join(name), content).unwrap();
        let sentences = read_in(&data, NUMBERED, Task::Ner).unwrap();
        assert_eq!(sentences[0].tags, ["B-PER", "O", "B-PER"], "{name}");
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let no_names = message(NUMBERED);
    assert!(
        no_names
            .starts_with("train.json, line 1: \"ner_tags\" holds numbers, and nothing names them"),
        "{no_names}"
    );
    for (row, part) in [
        (
            "[1]",
            "train.json, line 1: expected an object with words and tags, found a list",
        ),
        (
            r#"{"tokens": ["a"]}"#,
            "line 1: no field ner_tags or tags or labels or ner; the row has tokens",
        ),
        (
            r#"{"tokens": ["a", "b"], "tags": ["O"]}"#,
            r#""tokens" has 2 words, and "tags" 1 tags"#,
        ),
        (
            r#"{"tokens": [1], "tags": ["O"]}"#,
            r#""tokens" holds a number, expected strings"#,
        ),
        (
            r#"{"tokens": ["a"], "tags": [null]}"#,
            r#""tags" holds null, expected strings or numbers"#,
        ),
        (
            r#"{"tokens": "a", "tags": []}"#,
            r#""tokens" is a string, expected a list"#,
        ),
        (
            r#"{"tokens": ["a", "b"], "tags": ["B-PER", "?"]}"#,
            "train.json, line 1: the tag is \"?\"",
        ),
        ("{\"tokens\": [\"a\"", "line 1: not JSON"),
        ("", "no sentence in the file"),
    ] {
        let message = message(row);
        assert!(message.contains(part), "{part:?} is not in {message:?}");
    }
}

#[test]
fn a_number_without_a_name_and_names_that_do_not_count_are_refused() {
    let message = |labels: &str| {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("label.json"), labels).unwrap();
        format!(
            "{:#}",
            read_in(folder.path(), NUMBERED, Task::Ner).unwrap_err()
        )
    };
    let short = message(r#"{"O": 0}"#);
    assert!(
        short.ends_with("\"ner_tags\" holds 1; the names of its tags are numbered from 0 to 0"),
        "{short}"
    );
    for labels in [r#"{"O": 0, "B-PER": 2}"#, r#"{"O": "no"}"#, "7"] {
        assert!(
            message(labels).contains("label.json: expected the names of the labels"),
            "{labels}"
        );
    }
}

#[test]
fn spans_are_not_taken_for_token_rows() {
    let is_tokens = |row: &str| is_token_file(Path::new("own.jsonl"), row.as_bytes());
    assert!(is_tokens(NUMBERED));
    assert!(!is_tokens(r#"{"text": "Ada", "entities": []}"#));
    let prodigy = r#"{"text": "Ada", "tokens": [{"text": "Ada", "start": 0}], "spans": [{"start": 0, "end": 3, "label": "PER"}]}"#;
    assert!(!is_tokens(prodigy));
    let doccano = r#"{"text": "Ada", "tokens": ["Ada"], "labels": [[0, 3, "PER"]]}"#;
    assert!(!is_tokens(doccano));
    assert!(!is_tokens("Ada B-PER\n"));
}

#[test]
fn no_single_byte_that_is_wrong_in_a_parquet_file_ends_the_program() {
    let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/fixtures/hub/data");
    let path = fixture.join("train-00000-of-00001.parquet");
    let whole = std::fs::read(&path).unwrap();
    assert!(read(&path, &whole, Task::Ner).is_ok());
    for place in 0..whole.len() {
        for flip in [0x01, 0x80, 0xff] {
            let mut damaged = whole.clone();
            damaged[place] ^= flip;
            let _ = read(&path, &damaged, Task::Ner);
        }
    }
}
