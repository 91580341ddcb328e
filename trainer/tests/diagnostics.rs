//! What `quantize` adds to a report: calibration, other readings, what was tried and what was published.

mod common;

use std::fs;
use std::path::Path;

use common::{Workspace, fixture, run, stderr};
use serde_json::Value;

const LESSON: [&str; 6] = [
    "--epochs",
    "30",
    "--learning-rate",
    "1e-2",
    "--train-batch",
    "4",
];

fn json(folder: &Path, name: &str) -> Value {
    serde_json::from_slice(&fs::read(folder.join(name)).unwrap()).unwrap()
}

fn quantize(model: &Path, out: &Path, more: &[&str]) -> std::process::Output {
    let paths = [
        "--model",
        model.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ];
    run(&[&["quantize"], &paths[..], more].concat())
}

fn evaluate(model: &Path, split: &str, more: &[&str]) -> Value {
    let data = fixture("conll").join(split);
    let paths = [
        "--model",
        model.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
    ];
    let answer = run(&[&["evaluate", "--json"], &paths[..], more].concat());
    assert!(answer.status.success(), "{}", stderr(&answer));
    serde_json::from_slice(&answer.stdout).unwrap()
}

#[test]
fn an_int8_model_measured_again_keeps_its_weights_and_gets_new_rows_for_old() {
    let workspace = Workspace::new();
    let source = workspace.train("model", &LESSON);
    let (once, twice) = (workspace.path("once"), workspace.path("twice"));
    let data = fixture("conll");
    let data = ["--data", data.to_str().unwrap()];
    for (from, to) in [(&source, &once), (&once, &twice)] {
        let answer = quantize(from, to, &data);
        assert!(answer.status.success(), "{}", stderr(&answer));
    }
    let weights = |folder: &Path| fs::read(folder.join("model.safetensors")).unwrap();
    assert_eq!(weights(&once), weights(&twice));
    // No two runs take the same time.
    let rows = |folder: &Path| {
        let mut rows = json(folder, "report.json")["evaluations"].clone();
        for row in rows.as_array_mut().unwrap() {
            assert!(row["millis"].take().as_f64().unwrap() > 0.0, "{row}");
        }
        rows
    };
    assert_eq!(rows(&once), rows(&twice));
    assert_eq!(
        json(&once, "config.json")["calibration_temperature"],
        json(&twice, "config.json")["calibration_temperature"]
    );
}

#[test]
fn a_quantized_model_is_calibrated_and_its_report_can_be_measured_again() {
    let workspace = Workspace::new();
    let source = workspace.train("model", &LESSON);
    let int8 = workspace.path("int8");
    let data = fixture("conll");
    let answer = quantize(&source, &int8, &["--data", data.to_str().unwrap()]);
    assert!(answer.status.success(), "{}", stderr(&answer));

    let report = json(&int8, "report.json");
    let trust = &report["trust"];
    let number = |value: &Value| value.as_f64().unwrap();
    assert_eq!(
        json(&int8, "config.json")["calibration_temperature"],
        trust["temperature"]
    );
    assert_ne!(trust["temperature"], 1.0);
    let validation = &trust["calibration"][0];
    assert!(number(&validation["after"]["loss"]) <= number(&validation["before"]["loss"]));

    let again = evaluate(&int8, "valid.txt", &["--thresholds"]);
    let close = |one: &Value, two: &Value| (number(one) - number(two)).abs() < 1e-4;
    assert!(
        close(&again["loss"], &validation["after"]["loss"]),
        "{again:#}"
    );
    assert!(close(&again["loss"], &report["evaluations"][2]["loss"]));
    let (shown, kept) = (&again["thresholds"], &trust["thresholds"]);
    assert_eq!(
        shown.as_array().unwrap().len(),
        kept.as_array().unwrap().len()
    );
    assert_eq!(shown[0], kept[0]);
    assert_eq!(
        kept[0]["f1"],
        report["evaluations"][2]["scores"]["overall"]["f1"]
    );

    // Every point of the slider, each as it is when it is asked for alone.
    let points = trust["operating_points"].as_array().unwrap();
    assert_eq!(points.len(), 10);
    assert_eq!(points[5]["f1"], kept[0]["f1"]);
    for row in &points[5..] {
        let bias = row["recall_bias"].to_string();
        let alone = evaluate(&int8, "valid.txt", &["--recall-bias", &bias]);
        assert_eq!(row["recall"], alone["scores"]["overall"]["recall"], "{row}");
    }
    let found = |row: &Value| row["found"].as_u64().unwrap();
    assert!(
        points[..6]
            .windows(2)
            .all(|two| found(&two[0]) <= found(&two[1]))
    );

    let conditions = trust["conditions"].as_array().unwrap();
    assert_eq!(conditions.len(), 8);
    let flags = [
        ["--read-as", "lines"],
        ["--read-as", "text"],
        ["--case", "upper"],
        ["--case", "lower"],
    ];
    for (row, flags) in conditions.iter().skip(4).zip(flags) {
        let again = evaluate(&int8, "test.txt", &flags);
        assert_eq!(row["split"], "test");
        assert_eq!(row["score"], again["scores"]["overall"], "{flags:?}");
    }
    let card = fs::read_to_string(int8.join("README.md")).unwrap();
    for heading in [
        "### Calibration",
        "### Score thresholds on the validation set",
        "### Other readings of the data",
    ] {
        assert!(card.contains(heading), "{card}");
    }
}

#[test]
fn a_teacher_s_temperature_is_not_its_student_s() {
    let workspace = Workspace::new();
    let teacher = workspace.train("teacher", &LESSON);
    let weights = |name: &str, teacher: &Path| {
        let teacher = ["--teacher", teacher.to_str().unwrap(), "--epochs", "2"];
        let out = workspace.train(name, &teacher);
        fs::read(out.join("model.safetensors")).unwrap()
    };
    let plain = weights("of-plain", &teacher);
    let mut config = json(&teacher, "config.json");
    config["calibration_temperature"] = 3.0.into();
    fs::write(teacher.join("config.json"), config.to_string()).unwrap();
    fs::remove_file(teacher.join("manifest.json")).unwrap();
    assert!(plain == weights("of-calibrated", &teacher));
}

#[test]
fn the_report_lists_what_was_tried_and_what_was_published() {
    let workspace = Workspace::new();
    let few = ["--epochs", "1", "--seeds", "1,2"];
    let seeds = workspace.train("seeds", &few);
    let (one, two) = (seeds.join("seed-1"), seeds.join("seed-2"));
    let early = workspace.path("early");
    let lists = |first: &Path| {
        [
            "--variant",
            first.to_str().unwrap(),
            "--published",
            two.to_str().unwrap(),
        ]
        .map(str::to_owned)
    };
    let with = |model: &Path, out: &Path, first: &Path| {
        let lists = lists(first);
        let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
        let answer = quantize(model, out, &lists);
        assert!(answer.status.success(), "{}", stderr(&answer));
        json(out, "report.json")
    };
    let early_report = with(&one, &early, &two);
    // Both runs of one recipe are in its table of seeds, however the table came about.
    assert_eq!(early_report["seeds"].as_array().unwrap().len(), 2);
    // The table of an earlier model goes on in that of a later one.
    let model = workspace.train("model", &LESSON);
    let report = with(&model, &workspace.path("late"), &early);

    let rows = report["variants"].as_array().unwrap();
    let names: Vec<_> = rows
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    assert_eq!(names, ["seeds/seed-2", "seeds/seed-1", "model"]);
    let this: Vec<_> = rows
        .iter()
        .map(|row| row["is_this"].as_bool().unwrap())
        .collect();
    assert_eq!(this, [false, false, true]);
    assert_eq!(rows[2]["recipe"], report["recipe"]);
    assert_eq!(report["seeds"], Value::Null);

    let published = &report["published"][0];
    assert_eq!(published["task"], "ner");
    assert_eq!(published["published"]["f1"], 0.9299);
    assert_eq!(published["epochs"].as_array().unwrap().len(), 1);
}

#[test]
fn a_variant_without_a_report_is_named() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    let base = fixture("tiny-base");
    let variant = ["--variant", base.to_str().unwrap()];
    let answer = quantize(&model, &workspace.path("int8"), &variant);
    assert!(!answer.status.success());
    let message = stderr(&answer);
    assert!(
        message.contains("tiny-base has no report.json"),
        "{message}"
    );
    assert!(!workspace.path("int8").exists());
}
