//! Models as other programs save them: what is left out, wrapped or older is read like the trainer's own.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Workspace, json, run, stderr, stdout};
use safetensors::SafeTensors;
use serde_json::{Value, json};

const TEXT: &str = "Marta Lindqvist moved to Lisbon in May.\n\nTomas works for Brightwater Ltd.";

/// A copy of a model without its manifest, which changes would no longer fit.
fn copy(workspace: &Workspace, model: &Path, name: &str) -> PathBuf {
    let folder = workspace.path(name);
    fs::create_dir(&folder).unwrap();
    for file in ["config.json", "tokenizer.json", "model.safetensors"] {
        fs::copy(model.join(file), folder.join(file)).unwrap();
    }
    folder
}

/// What is written to standard output and to standard error.
fn annotated(workspace: &Workspace, model: &Path, flags: &[&str]) -> (String, String) {
    let text = workspace.file("own.txt", TEXT.as_bytes());
    let paths = [
        "annotate",
        "--model",
        model.to_str().unwrap(),
        text.to_str().unwrap(),
    ];
    let answer = run(&[&paths[..], flags].concat());
    assert!(answer.status.success(), "{}", stderr(&answer));
    (stdout(&answer), stderr(&answer))
}

fn change_config(model: &Path, change: impl FnOnce(&mut Value)) {
    let path = model.join("config.json");
    let mut config = json(&path);
    change(&mut config);
    fs::write(path, config.to_string()).unwrap();
}

fn wrap_names(model: &Path, wrapper: &str) {
    let path = model.join("model.safetensors");
    let bytes = fs::read(&path).unwrap();
    let tensors = SafeTensors::deserialize(&bytes).unwrap();
    let wrapped = tensors
        .iter()
        .map(|(name, view)| (format!("{wrapper}{name}"), view));
    let bytes = safetensors::serialize(wrapped.collect::<Vec<_>>(), None).unwrap();
    fs::write(path, bytes).unwrap();
}

/// Writes `vocab.txt` in place of `tokenizer.json`.
fn make_older(model: &Path) {
    let path = model.join("tokenizer.json");
    let tokenizer = json(&path);
    let vocabulary = tokenizer["model"]["vocab"].as_object().unwrap();
    let mut words: Vec<(&String, u64)> = vocabulary
        .iter()
        .map(|(word, id)| (word, id.as_u64().unwrap()))
        .collect();
    words.sort_by_key(|(_, id)| *id);
    let lines: String = words.iter().map(|(word, _)| format!("{word}\n")).collect();
    fs::write(model.join("vocab.txt"), lines).unwrap();
    fs::remove_file(path).unwrap();
}

#[test]
fn what_other_programs_leave_out_or_wrap_changes_nothing() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "2", "--threads", "1"]);
    let (expected, _) = annotated(&workspace, &model, &[]);

    let older = copy(&workspace, &model, "older");
    make_older(&older);
    assert_eq!(annotated(&workspace, &older, &[]).0, expected);

    let wrapped = copy(&workspace, &model, "wrapped");
    wrap_names(&wrapped, "_orig_mod.");
    assert_eq!(annotated(&workspace, &wrapped, &[]).0, expected);

    let bare = copy(&workspace, &model, "bare");
    change_config(&bare, |config| {
        for field in [
            "hidden_act",
            "hidden_dropout_prob",
            "position_embedding_type",
            "pad_token_id",
        ] {
            config.as_object_mut().unwrap().remove(field);
        }
        config["attention_probs_dropout_prob"] = Value::Null;
    });
    assert_eq!(annotated(&workspace, &bare, &[]).0, expected);
}

#[test]
fn labels_without_names_are_told_with_the_one_that_seems_to_be_outside() {
    let workspace = Workspace::new();
    let model = workspace.train(
        "model",
        &[
            "--epochs",
            "40",
            "--learning-rate",
            "3e-3",
            "--threads",
            "1",
        ],
    );
    let unnamed = copy(&workspace, &model, "unnamed");
    change_config(&unnamed, |config| {
        let names = config["id2label"].as_object().unwrap().keys();
        let names = names.map(|id| (id.clone(), json!(format!("LABEL_{id}"))));
        config["id2label"] = Value::Object(names.collect());
        config.as_object_mut().unwrap().remove("label_scheme");
    });
    let (_, said) = annotated(&workspace, &unnamed, &[]);
    assert!(said.contains("numbers in place of names"), "{said}");
    assert!(
        said.contains("LABEL_0 seems to be the one for words outside of names"),
        "{said}"
    );
    assert!(said.contains("id2label of its config.json"), "{said}");
}

#[test]
fn a_tokenizer_with_other_steps_is_refused_by_the_name_of_the_step() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1", "--threads", "1"]);
    let other = copy(&workspace, &model, "other");
    let path = other.join("tokenizer.json");
    let mut tokenizer = json(&path);
    let steps = ["NFD", "Lowercase", "StripAccents"].map(|kind| json!({ "type": kind }));
    tokenizer["normalizer"] = json!({ "type": "Sequence", "normalizers": steps });
    tokenizer["pre_tokenizer"] = json!({ "type": "Whitespace" });
    fs::write(path, tokenizer.to_string()).unwrap();
    let answer = run(&["annotate", "--model", other.to_str().unwrap(), "-"]);
    let said = stderr(&answer);
    assert_eq!(answer.status.code(), Some(1), "{said}");
    let names_step = said.contains("Sequence") || said.contains("Whitespace");
    assert!(said.contains("tokenizer.json") && names_step, "{said}");
}
