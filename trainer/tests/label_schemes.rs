//! Models whose labels are written in other ways than the trainer writes them.

mod common;

use std::fs;
use std::path::Path;

use common::{Workspace, fixture, json, run, stderr, stdout};
use serde_json::Value;

const KNOBS: [&str; 6] = [
    "--epochs",
    "80",
    "--learning-rate",
    "3e-3",
    "--threads",
    "1",
];

/// Changes the text of the model's config.json, and takes the manifest away, which would no longer fit.
fn change_config(model: &Path, change: impl FnOnce(String) -> String) {
    let file = model.join("config.json");
    let text = fs::read_to_string(&file).unwrap();
    fs::write(&file, change(text)).unwrap();
    let _ = fs::remove_file(model.join("manifest.json"));
}

fn evaluate(model: &Path, data: &Path) -> Value {
    let answer = run(&[
        "evaluate",
        "--json",
        "--model",
        model.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
    ]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    serde_json::from_slice(&answer.stdout).unwrap()
}

fn annotated(workspace: &Workspace, model: &Path) -> std::path::PathBuf {
    let text = workspace.file(
        "own.txt",
        "Marta\u{a0}Lindqvist moved to Lisbon in May.\n\nTomas works for Brightwater Ltd."
            .as_bytes(),
    );
    let answer = run(&[
        "annotate",
        "--format",
        "conll",
        "--model",
        model.to_str().unwrap(),
        text.to_str().unwrap(),
    ]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let columns = stdout(&answer);
    assert!(
        columns.contains("Marta B-PER\nLindqvist I-PER\n"),
        "{columns}"
    );
    workspace.file("own.conll", columns.as_bytes())
}

/// The trainer states its scheme; the same model with its labels under other names, which states none, is scored and
/// annotates as before, and what it writes is IOB2 that `evaluate` reads.
#[test]
fn models_of_other_label_schemes_are_scored_and_write_iob2() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &KNOBS);
    let config: Value = json(&model.join("config.json"));
    assert_eq!(config["label_scheme"], "iob2");
    let data = fixture("conll/train.txt");
    let own = evaluate(&model, &data);
    assert_eq!(own["scores"]["overall"]["f1"], 1.0, "{own}");
    let written = fs::read_to_string(annotated(&workspace, &model)).unwrap();

    let unstated = |text: String| text.replace("  \"label_scheme\": \"iob2\",\n", "");
    let others: [fn(String) -> String; 3] = [
        // The first word of an entity has a bare type, a further one I-.
        |text| text.replace("\"B-", "\""),
        // The first word has I-, as in IOB1.
        |text| text.replace("\"I-", "\"").replace("\"B-", "\"I-"),
        // The first word has B-, a further one a bare type.
        |text| text.replace("\"I-", "\""),
    ];
    change_config(&model, unstated);
    let original = fs::read_to_string(model.join("config.json")).unwrap();
    for other in others {
        change_config(&model, |_| other(original.clone()));
        assert_eq!(evaluate(&model, &data)["scores"], own["scores"]);
        let columns = annotated(&workspace, &model);
        assert_eq!(fs::read_to_string(&columns).unwrap(), written);
        let again = evaluate(&model, &columns);
        assert!(
            again["scores"]["overall"]["support"].as_u64().unwrap() > 0,
            "{again}"
        );
    }
}

#[test]
fn labels_without_names_are_told_to_be_numbers() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    change_config(&model, |text| {
        let mut config: Value = serde_json::from_str(&text).unwrap();
        let names = config["id2label"].as_object_mut().unwrap();
        for (id, name) in names {
            *name = format!("LABEL_{id}").into();
        }
        config.as_object_mut().unwrap().remove("label_scheme");
        config.to_string()
    });
    let text = workspace.file("own.txt", b"Ida sang.");
    let paths = ["--model", model.to_str().unwrap()];
    let answer = run(&[&["annotate"], &paths[..], &[text.to_str().unwrap()]].concat());
    assert!(answer.status.success(), "{}", stderr(&answer));
    assert!(
        stderr(&answer).contains("numbers in place of names"),
        "{}",
        stderr(&answer)
    );
    assert!(stdout(&answer).contains("LABEL_"), "{}", stdout(&answer));

    let data = fixture("conll/train.txt");
    let data = ["--data", data.to_str().unwrap()];
    let answer = run(&[&["evaluate"], &paths[..], &data].concat());
    assert_eq!(answer.status.code(), Some(1));
    assert!(
        stderr(&answer).contains("numbers in place of names"),
        "{}",
        stderr(&answer)
    );
}
