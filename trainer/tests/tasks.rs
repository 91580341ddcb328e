//! The three labellings of CoNLL-2003.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Workspace, json, run, stderr, stdout};
use serde_json::Value;

const LINES: &str = "Marta NNP I-NP I-PER\nmoved VBD I-VP O\nto TO I-PP O\nLisbon NNP I-NP I-LOC\n. . O O\n\n\
                     Ida NNP I-NP I-PER\nsang VBD I-VP O\nin IN I-PP O\nLisbon NNP I-NP I-LOC\n. . O O\n";

/// A data folder in the four columns of the shared task.
fn data(workspace: &Workspace) -> PathBuf {
    let folder = workspace.path("data");
    fs::create_dir(&folder).unwrap();
    for name in ["eng.train", "eng.testa", "eng.testb"] {
        fs::write(folder.join(name), LINES).unwrap();
    }
    folder
}

fn train(workspace: &Workspace, task: &str) -> PathBuf {
    let learn = ["--task", task, "--epochs", "200", "--learning-rate", "3e-3"];
    workspace.train_on(&data(workspace), task, &learn)
}

fn config(model: &Path) -> Value {
    json(&model.join("config.json"))
}

#[test]
fn parts_of_speech_are_learnt_scored_and_written() {
    let workspace = Workspace::new();
    let model = train(&workspace, "pos");
    let config = config(&model);
    let labels: Vec<&str> = config["id2label"]
        .as_object()
        .unwrap()
        .values()
        .map(|it| it.as_str().unwrap())
        .collect();
    assert_eq!(labels, [".", "IN", "NNP", "TO", "VBD"]);
    assert_eq!(config["finetuning_task"], "pos");

    // The column is that of the model's task.
    let file = workspace.path("data").join("eng.testb");
    let paths = ["--model", model.to_str().unwrap()];
    let answer = run(&[
        &["evaluate"],
        &paths[..],
        &["--data", file.to_str().unwrap(), "--json"],
    ]
    .concat());
    assert!(answer.status.success(), "{}", stderr(&answer));
    let scores: Value = serde_json::from_str(&stdout(&answer)).unwrap();
    assert_eq!(scores["scores"]["accuracy"], 1.0, "{scores}");

    let text = workspace.file("own.txt", b"Ida sang in Lisbon.");
    let answer = run(&[
        &["annotate"],
        &paths[..],
        &["--format", "conll", text.to_str().unwrap()],
    ]
    .concat());
    assert_eq!(
        stdout(&answer),
        "Ida NNP\nsang VBD\nin IN\nLisbon NNP\n. .\n\n"
    );
}

#[test]
fn chunks_are_learnt_as_bio_tags() {
    let workspace = Workspace::new();
    let model = train(&workspace, "chunk");
    let config = config(&model);
    let labels = config["label2id"].as_object().unwrap();
    for label in ["O", "B-NP", "I-NP", "B-VP", "I-VP", "B-PP", "I-PP"] {
        assert!(labels.contains_key(label), "{label}");
    }
    let text = workspace.file("own.txt", b"Marta moved to Lisbon.");
    let answer = run(&[
        "annotate",
        "--model",
        model.to_str().unwrap(),
        "--format",
        "conll",
        text.to_str().unwrap(),
    ]);
    assert_eq!(
        stdout(&answer),
        "Marta B-NP\nmoved B-VP\nto B-PP\nLisbon B-NP\n. O\n\n"
    );
}

#[test]
fn a_file_without_the_column_is_told() {
    let error = Workspace::new().refused("out", &["--task", "chunk"]);
    assert!(error.contains("none of them for the task chunk"), "{error}");
}
