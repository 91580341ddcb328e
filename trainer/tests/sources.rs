//! Training from several sources that a TOML file names.

mod common;

use std::fs;
use std::path::PathBuf;

use common::{Workspace, json, stderr, stdout};
use serde_json::Value;

const NAMES: [&str; 4] = ["Ada", "Zoë", "Tomas", "Ines"];

/// Sentences with a person, whose name is labelled, and a place, whose name is where `with_places` says so.
fn lines(count: usize, with_places: bool) -> String {
    let line = |index: usize| {
        let name = NAMES[index % NAMES.len()];
        let end = name.chars().count();
        let place = match with_places {
            true => format!(", [{}, {}, \"LOC\"]", end + 10, end + 14),
            false => String::new(),
        };
        format!(
            "{{\"text\": \"{name} sings in Oslo.\", \"entities\": [[0, {end}, \"PER\"]{place}]}}\n"
        )
    };
    (0..count).map(line).collect()
}

/// A folder with a source that labels both types, and one that labels people only.
fn workspace() -> Workspace {
    let workspace = Workspace::new();
    for (folder, files) in [
        ("news", [("train.jsonl", 16, true), ("dev.jsonl", 4, true)]),
        (
            "chats",
            [("train.jsonl", 48, false), ("dev.jsonl", 4, false)],
        ),
    ] {
        fs::create_dir(workspace.path(folder)).unwrap();
        for (name, count, with_places) in files {
            let path = workspace.path(folder).join(name);
            fs::write(path, lines(count, with_places)).unwrap();
        }
    }
    workspace
}

/// The file of both sources, with more to say of each.
fn both(workspace: &Workspace, news: &str, chats: &str) -> PathBuf {
    let text = format!(
        "[[source]]\nname = \"news\"\ndata = \"news\"\n{news}\n[[source]]\nname = \"chats\"\ndata = \"chats\"\n{chats}\n"
    );
    workspace.file("sources.toml", text.as_bytes())
}

const LONG: [&str; 8] = [
    "--overwrite",
    "--epochs",
    "12",
    "--train-batch",
    "4",
    "--learning-rate",
    "1e-2",
    "--threads=1",
];

/// The F1 of this type in the row of the report that is about this source.
fn f1(report: &Value, source: &str, entity_type: &str) -> f64 {
    let rows = report["evaluations"].as_array().unwrap();
    let row = rows.iter().find(|row| row["source"] == source).unwrap();
    row["scores"]["per_type"][entity_type]["f1"]
        .as_f64()
        .unwrap()
}

#[test]
fn words_of_a_type_that_a_source_does_not_label_are_not_learnt_to_be_outside() {
    let workspace = workspace();
    let data = both(&workspace, "", "");
    let report = json(
        &workspace
            .train_on(&data, "partial", &LONG)
            .join("report.json"),
    );
    assert_eq!(f1(&report, "news", "PER"), 1.0);
    assert_eq!(f1(&report, "news", "LOC"), 1.0);
    // In the chats the places that are found count neither for nor against.
    assert_eq!(f1(&report, "chats", "PER"), 1.0);
    let rows = report["evaluations"].as_array().unwrap();
    assert_eq!(rows[1]["scores"]["overall"]["precision"], 1.0);

    // Where the chats are said to label places, most of what is learnt is that there are none.
    let data = both(&workspace, "", "types = [\"PER\", \"LOC\"]");
    let report = json(&workspace.train_on(&data, "heap", &LONG).join("report.json"));
    assert_eq!(f1(&report, "news", "PER"), 1.0);
    assert!(f1(&report, "news", "LOC") < 0.5, "{report:#}");
}

#[test]
fn each_source_is_a_column_of_the_epochs_and_a_row_of_the_report() {
    let workspace = workspace();
    let data = both(&workspace, "", "share = 0.5");
    let answer = workspace.try_to_train("model", &data, &["--epochs", "2", "--threads", "1"]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let head = stdout(&answer).lines().next().unwrap().to_owned();
    assert!(head.ends_with("| Accuracy | news   | chats  |"), "{head}");

    let report = json(&workspace.path("model/report.json"));
    let data: Vec<String> = report["data"]
        .as_array()
        .unwrap()
        .iter()
        .map(|file| {
            let text = |key: &str| file[key].as_str().unwrap().to_owned();
            format!("{} {} {}", text("source"), text("split"), file["sentences"])
        })
        .collect();
    let expected = [
        "news train 16",
        "news validation 4",
        "chats train 48",
        "chats validation 4",
    ];
    assert_eq!(data, expected);
    // 16 sentences, and half of 48, in batches of 16.
    let epoch = &report["epochs"][1];
    assert_eq!(epoch["step"], 6);
    let of_source = |place: usize| epoch["sources"][place]["f1"].as_f64().unwrap();
    let mean = epoch["f1"].as_f64().unwrap();
    assert!((mean - (of_source(0) + of_source(1)) / 2.0).abs() < 1e-12);

    let card = fs::read_to_string(workspace.path("model/README.md")).unwrap();
    assert!(card.contains("| Source | Split "), "{card}");
    assert!(card.contains("| F1, news | F1, chats |"), "{card}");
    assert!(card.contains("### Where it works"), "{card}");
    assert!(card.contains("- SHA-256 of chats, dev.jsonl: "), "{card}");
    assert!(card.contains("name: chats"), "{card}");

    let int8 = workspace.path("int8");
    let model = workspace.path("model");
    let file = workspace.path("sources.toml");
    let paths = [("--model", &model), ("--data", &file), ("--out", &int8)];
    let paths = paths.map(|(flag, path)| [flag, path.to_str().unwrap()]);
    let answer = common::run(&[&["quantize"], &paths.concat()[..]].concat());
    assert!(answer.status.success(), "{}", stderr(&answer));
    let report = json(&int8.join("report.json"));
    let rows = report["evaluations"].as_array().unwrap();
    let int8 = rows.iter().filter(|row| row["weights"] == "int8");
    let sources: Vec<&Value> = int8.map(|row| &row["source"]).collect();
    assert_eq!(sources, ["news", "chats"]);
}

#[test]
fn a_source_that_is_only_scored_is_not_learnt() {
    let workspace = workspace();
    fs::remove_file(workspace.path("chats/train.jsonl")).unwrap();
    let data = both(&workspace, "", "");
    let model = workspace.train_on(&data, "scored", &["--epochs", "1", "--threads", "1"]);
    let epoch = &json(&model.join("report.json"))["epochs"][0];
    assert_eq!(epoch["step"], 1);
    assert_eq!(epoch["sources"][1]["name"], "chats");
}

#[test]
fn a_run_with_another_share_is_another_run() {
    let workspace = workspace();
    let train = |data: &PathBuf| {
        let more = ["--epochs", "1", "--threads", "1", "--seeds", "1"];
        workspace.try_to_train("seeds", data, &[&more[..], &["--resume"]].concat())
    };
    let data = both(&workspace, "", "share = 1");
    assert!(train(&data).status.success());
    assert!(train(&data).status.success());
    fs::remove_file(workspace.path("chats/dev.jsonl")).unwrap();
    for other in ["share = 2", "share = 1\nvalidation-split = 0.25"] {
        let error = stderr(&train(&both(&workspace, "", other)));
        assert!(
            error.contains("belongs to a run with other training data"),
            "{error}"
        );
    }
}

#[test]
fn a_file_of_sources_that_makes_no_sense_is_refused_with_the_reason() {
    let workspace = workspace();
    let error_of = |data: &PathBuf, more: &[&str]| {
        let answer = workspace.try_to_train("refused", data, more);
        assert_eq!(answer.status.code(), Some(1));
        assert!(!workspace.path("refused").exists());
        stderr(&answer)
    };
    for (news, chats, expected) in [
        (
            "share = 0",
            "share = 0.0",
            "the shares of the sources sum to nothing",
        ),
        (
            "share = -1",
            "",
            "source \"news\": share is -1; it is a number from 0 to 100",
        ),
        ("share = nan", "", "share is NaN"),
        (
            "types = [\"PERSON\"]",
            "",
            "types names \"PERSON\", of which no source has an entity; there are LOC, PER",
        ),
        ("types = []", "", "source \"news\": types names none"),
        ("weight = 2", "", "unknown field `weight`"),
        (
            "validation-split = 1.5",
            "",
            "validation-split is 1.5; it is a number between 0 and 1",
        ),
        (
            "validation-split = 0.5",
            "",
            "dev.jsonl is there for validation",
        ),
    ] {
        let error = error_of(&both(&workspace, news, chats), &[]);
        assert!(error.contains("sources.toml"), "{error}");
        assert!(error.contains(expected), "{error}");
    }
    let error = error_of(&both(&workspace, "", ""), &["--validation-split", "0.1"]);
    assert!(
        error.contains("sources.toml can say validation-split for each source"),
        "{error}"
    );
    for (text, expected) in [
        ("", "sources.toml names no source; write [[source]]"),
        ("[[source]]\nname = \"a\"\n", "missing field `data`"),
        (
            "[[source]]\nname = \"a\"\ndata = \"gone\"\n",
            "gone is not a directory",
        ),
        (
            "[[source]]\nname = \"a\"\ndata = \"news\"\n[[source]]\nname = \"a\"\ndata = \"chats\"\n",
            "names the source \"a\" twice",
        ),
        ("source = 3", "sources.toml"),
    ] {
        let error = error_of(&workspace.file("sources.toml", text.as_bytes()), &[]);
        assert!(error.contains(expected), "{error}");
    }
    let missing = workspace.path("missing.toml");
    let error = error_of(&missing, &[]);
    assert!(error.contains("reading"), "{error}");
    for folder in ["news", "chats"] {
        fs::remove_file(workspace.path(folder).join("dev.jsonl")).unwrap();
    }
    let error = error_of(&both(&workspace, "", ""), &[]);
    assert!(
        error.contains("no source has a file for validation"),
        "{error}"
    );
    let data = both(&workspace, "validation-split = 0.25", "");
    workspace.train_on(&data, "held-out", &["--epochs", "1", "--threads", "1"]);
}
