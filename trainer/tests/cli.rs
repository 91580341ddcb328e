//! The real binary on a tiny checkpoint and on sentences of our own.

mod common;

use std::fs;

use common::{Workspace, fixture, json, run, stderr, stdout, words};
use serde_json::Value;

/// Enough to know the eight sentences by heart.
const LEARN: [&str; 6] = [
    "--epochs",
    "60",
    "--learning-rate",
    "1e-2",
    "--train-batch",
    "4",
];

#[test]
fn two_runs_with_one_seed_give_the_same_files_and_another_seed_does_not() {
    let workspace = Workspace::new();
    let weights = |name: &str, seed: &str| {
        let out = workspace.train(name, &["--epochs", "2", "--seed", seed, "--threads", "2"]);
        fs::read(out.join("model.safetensors")).unwrap()
    };
    let first = weights("first", "1");
    assert!(
        first == weights("again", "1"),
        "one seed gave two weight files"
    );
    assert!(first != weights("other", "2"), "the seed changes nothing");
}

#[test]
fn training_learns_and_its_report_tells_how() {
    let workspace = Workspace::new();
    let out = workspace.train("model", &LEARN);
    let report: Value = json(&out.join("report.json"));
    let epochs = report["epochs"].as_array().unwrap();
    assert_eq!(epochs.len(), 60);
    assert_eq!(epochs[59]["step"], 120);
    let loss = |epoch: usize| epochs[epoch]["training_loss"].as_f64().unwrap();
    assert!(
        loss(59) < loss(0) / 4.0,
        "the loss went from {} to {}",
        loss(0),
        loss(59)
    );
    assert_eq!(report["model"]["labels"][1], "B-PER");
    assert_eq!(report["data"][0]["sentences"], 8);
    assert_eq!(report["evaluations"].as_array().unwrap().len(), 2);

    let train = fixture("conll/train.txt");
    let scored = run(&[
        "evaluate",
        "--json",
        "--model",
        out.to_str().unwrap(),
        "--data",
        train.to_str().unwrap(),
    ]);
    let scored: Value = serde_json::from_slice(&scored.stdout).unwrap();
    assert!(
        scored["scores"]["overall"]["f1"].as_f64().unwrap() > 0.9,
        "{scored:#}"
    );
}

#[test]
fn a_column_file_is_scored_as_plain_text_and_in_another_case() {
    let workspace = Workspace::new();
    let model = workspace.train(
        "model",
        &words("--epochs 80 --learning-rate 3e-3 --threads 1"),
    );
    let data = fixture("conll/train.txt");
    let overall = |more: &[&str]| {
        let paths = [
            "--model",
            model.to_str().unwrap(),
            "--data",
            data.to_str().unwrap(),
        ];
        let answer = run(&[&["evaluate", "--json"], &paths[..], more].concat());
        assert!(answer.status.success(), "{}", stderr(&answer));
        let answer: Value = serde_json::from_slice(&answer.stdout).unwrap();
        answer["scores"]["overall"].clone()
    };
    let words = overall(&[]);
    assert_eq!(words["f1"], 1.0, "{words}");
    // The sentences of the file are split again as the file has them.
    assert_eq!(overall(&["--read-as", "lines"]), words);
    assert_eq!(overall(&["--read-as", "text"])["support"], words["support"]);
    // The tiny model, like the shipped one, does not see case.
    assert_eq!(overall(&["--case", "upper"]), words);
    assert_eq!(overall(&["--case", "lower"]), words);
}

#[test]
fn a_quantized_model_is_smaller_and_scores_as_its_source() {
    let workspace = Workspace::new();
    let source = workspace.train("model", &LEARN);
    let int8 = workspace.path("int8");
    let data = fixture("conll");
    let answer = run(&[
        "quantize",
        "--model",
        source.to_str().unwrap(),
        "--out",
        int8.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
    ]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let size = |folder: &std::path::Path| {
        fs::metadata(folder.join("model.safetensors"))
            .unwrap()
            .len()
    };
    assert!(size(&int8) * 2 < size(&source));
    let report: Value = json(&int8.join("report.json"));
    let rows: Vec<_> = report["evaluations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| (&row["split"], &row["weights"]))
        .collect();
    let expected = [
        ("validation", "f32"),
        ("test", "f32"),
        ("validation", "int8"),
        ("test", "int8"),
    ];
    assert_eq!(rows.len(), 4);
    for (row, (split, weights)) in rows.iter().zip(expected) {
        assert_eq!(
            (row.0.as_str(), row.1.as_str()),
            (Some(split), Some(weights))
        );
    }
    let f1 = |row: usize| {
        report["evaluations"][row]["scores"]["overall"]["f1"]
            .as_f64()
            .unwrap()
    };
    assert!((f1(0) - f1(2)).abs() < 0.1);
    let card = fs::read_to_string(int8.join("README.md")).unwrap();
    assert!(
        card.contains("# int8\n") && card.contains("| validation | int8 "),
        "{card}"
    );
    assert!(int8.join("tokenizer_config.json").exists());
}

#[test]
fn annotate_writes_a_json_line_a_sentence_with_character_offsets() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &LEARN);
    let file = workspace.file(
        "text.txt",
        "É — Ida Berg met Tomas in Bergen. Nobody came.".as_bytes(),
    );
    let answer = run(&[
        "annotate",
        "--model",
        model.to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let lines: Vec<Value> = stdout(&answer)
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    let entities = lines[0]["entities"].as_array().unwrap();
    assert!(!entities.is_empty());
    let text: Vec<char> = lines[0]["text"].as_str().unwrap().chars().collect();
    for entity in entities {
        let place = |key: &str| entity[key].as_u64().unwrap() as usize;
        let slice: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(slice, entity["word"].as_str().unwrap());
        assert!(entity["entity_group"].is_string());
        assert!((0.0..=1.0).contains(&entity["score"].as_f64().unwrap()));
    }

    let columns = run(&[
        "annotate",
        "--format",
        "conll",
        "--model",
        model.to_str().unwrap(),
        file.to_str().unwrap(),
    ]);
    let columns = stdout(&columns);
    assert!(
        columns.contains("Berg ") && columns.contains("\n\nNobody "),
        "{columns}"
    );
}

#[test]
fn annotate_reads_text_of_any_encoding_and_says_which() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &LEARN);
    let annotate = |file: &str, bytes: &[u8], more: &[&str]| {
        let file = workspace.file(file, bytes);
        let paths = [
            "annotate",
            "--model",
            model.to_str().unwrap(),
            file.to_str().unwrap(),
        ];
        run(&[&paths[..], more].concat())
    };
    let utf8 = annotate(
        "utf8.txt",
        "\u{feff}Zoë met Tomas in Bergen.\r\n".as_bytes(),
        &[],
    );
    assert_eq!(stderr(&utf8), "");
    let old = annotate("old.txt", b"Zo\xeb met Tomas in Bergen.\r\n", &[]);
    assert_eq!(stdout(&old), stdout(&utf8));
    assert!(
        stderr(&old).contains("old.txt is not in UTF-8 and was read as windows-1252"),
        "{}",
        stderr(&old)
    );
    let given = annotate(
        "old.txt",
        b"Zo\xeb met Tomas in Bergen.\r\n",
        &["--encoding", "latin1"],
    );
    assert_eq!(
        (stdout(&given), stderr(&given)),
        (stdout(&utf8), String::new())
    );
    let archive = annotate("a.zip", b"PK\x03\x04\xff\xff", &[]);
    assert_eq!(archive.status.code(), Some(1));
    assert!(
        stderr(&archive).contains("a.zip is no text file: byte 2"),
        "{}",
        stderr(&archive)
    );
}
