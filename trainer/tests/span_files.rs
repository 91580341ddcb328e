//! Training from files of texts with spans.

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Output;

use common::{Workspace, json, stderr, stdout};

const NAMES: [&str; 4] = ["Ada", "Zoë", "Tomas", "Ines"];

/// Texts of two sentences, with a person in each.
fn lines(count: usize) -> String {
    let line = |index: usize| {
        let name = NAMES[index % NAMES.len()];
        let end = name.chars().count();
        format!(
            "{{\"text\": \"{name} sings in Oslo. It rains.\", \"label\": [[0, {end}, \"PER\"], [{}, {}, \"LOC\"]]}}\n",
            end + 10,
            end + 14
        )
    };
    (0..count).map(line).collect()
}

fn folder(workspace: &Workspace, files: &[(&str, &str)]) -> PathBuf {
    let folder = workspace.path("data");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir(&folder).unwrap();
    for (name, content) in files {
        fs::write(folder.join(name), content).unwrap();
    }
    folder
}

fn train(workspace: &Workspace, data: &Path, more: &[&str]) -> Output {
    let usual = ["--overwrite", "--epochs", "1", "--threads", "1"];
    workspace.try_to_train("model", data, &[&usual, more].concat())
}

#[test]
fn files_of_either_form_train_and_validate_under_their_usual_names() {
    let workspace = Workspace::new();
    let columns = "Ada B-PER\nsings O\n\nOslo B-LOC\nwaits O\n";
    let data = folder(
        &workspace,
        &[
            ("train.jsonl", &lines(24)),
            ("dev.conll", columns),
            ("test.ndjson", &lines(2)),
        ],
    );
    let answer = train(&workspace, &data, &[]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let report = json(&workspace.path("model/report.json"));
    let files = &report["data"];
    let counts: Vec<String> = files
        .as_array()
        .unwrap()
        .iter()
        .map(|file| format!("{} {} {}", file["split"], file["sentences"], file["words"]))
        .collect();
    assert_eq!(
        counts,
        ["\"train\" 48 192", "\"validation\" 2 4", "\"test\" 4 16"]
    );
}

#[test]
fn a_share_of_the_training_data_validates_where_there_is_no_file_for_it() {
    let workspace = Workspace::new();
    let data = folder(&workspace, &[("train.jsonl", &lines(40))]);
    let answer = train(&workspace, &data, &[]);
    assert!(!answer.status.success());
    let error = stderr(&answer);
    assert!(
        error.contains("holds none of eng.testa, validation|valid|dev|val.txt"),
        "{error}"
    );
    assert!(error.contains("--validation-split 0.1"), "{error}");

    let answer = train(&workspace, &data, &["--validation-split", "0.25"]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let report = json(&workspace.path("model/report.json"));
    let sentences = |place: usize| report["data"][place]["sentences"].as_u64().unwrap();
    assert_eq!(sentences(0) + sentences(1), 80);
    assert!((8..32).contains(&sentences(1)), "{}", sentences(1));
    assert_eq!(sentences(1) % 2, 0, "both sentences of a text");

    fs::write(data.join("valid.jsonl"), lines(2)).unwrap();
    let error = stderr(&train(&workspace, &data, &["--validation-split", "0.25"]));
    assert!(
        error.contains("valid.jsonl is there for validation"),
        "{error}"
    );
    let error = stderr(&train(&workspace, &data, &["--validation-split", "1"]));
    assert!(
        error.contains("expected a number between 0 and 1"),
        "{error}"
    );
}

#[test]
fn a_sentence_of_which_no_label_is_known_stops_no_run() {
    let workspace = Workspace::new();
    let cut = "{\"text\": \"Oslobased\", \"entities\": [[0, 4, \"LOC\"]]}\n";
    let data = folder(
        &workspace,
        &[
            ("train.jsonl", &(lines(8) + cut)),
            ("valid.jsonl", &lines(2)),
        ],
    );
    let answer = train(&workspace, &data, &["--train-batch", "1"]);
    assert!(answer.status.success(), "{}", stderr(&answer));
}

#[test]
fn words_that_spans_cut_are_counted_and_what_cannot_be_learnt_is_refused() {
    let workspace = Workspace::new();
    let cut =
        "{\"text\": \"Oslo-based Ada\", \"entities\": [[0, 4, \"LOC\"], [11, 14, \"PER\"]]}\n";
    let data = folder(
        &workspace,
        &[
            ("train.jsonl", &(lines(24) + cut)),
            ("valid.jsonl", &lines(2)),
        ],
    );
    let answer = train(&workspace, &data, &[]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let told = stderr(&answer);
    assert!(
        told.contains("spans cover 1 of the words of ") && told.contains("/train.jsonl in part"),
        "{told}"
    );
    assert!(!stdout(&answer).is_empty());

    let error = stderr(&train(&workspace, &data, &["--task", "pos"]));
    assert!(
        error.contains("train.jsonl: a file with spans has entities and no other tags"),
        "{error}"
    );
    fs::write(
        data.join("train.jsonl"),
        "{\"text\": \"Ada\", \"entities\": []}\n",
    )
    .unwrap();
    let error = stderr(&train(&workspace, &data, &[]));
    assert!(
        error.contains("train.jsonl: no text has an entity"),
        "{error}"
    );
}
