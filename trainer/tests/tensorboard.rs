//! What TensorBoard reads of a run is what `metrics.jsonl` says.
//!
//! Needs a Python with tensorboard, named by `NAMELIGHT_PYTHON`; without one the tests are ignored.

mod common;

use std::fs;
use std::path::Path;

use common::interrupted::{checkpoint_of, interrupt, train_args};
use common::{Workspace, fixture, run, stderr};
use namelight_test_runner::{python, reference, tests};
use serde_json::Value;

tests![
    tensorboard_reads_what_was_logged,
    tensorboard_reads_no_step_twice_of_a_run_that_was_killed,
];

/// TensorBoard's tag, the kind of line that has the number, and its name there.
const TAGS: [(&str, &str, &str); 9] = [
    ("train/loss", "step", "loss"),
    ("train/learning_rate", "step", "learning_rate"),
    ("train/grad_norm", "step", "gradient_norm"),
    ("train/epoch", "step", "epoch"),
    ("eval/loss", "epoch", "validation_loss"),
    ("eval/precision", "epoch", "precision"),
    ("eval/recall", "epoch", "recall"),
    ("eval/f1", "epoch", "f1"),
    ("eval/accuracy", "epoch", "accuracy"),
];

/// Compares all points of all tags; returns how many there are of training.
fn assert_agree(python: &Path, logs: &Path) -> usize {
    let read = reference(python, "read_events.py", &[logs]);
    assert_eq!(read.as_object().unwrap().len(), TAGS.len(), "{read:#}");
    let text = fs::read_to_string(logs.join("metrics.jsonl")).unwrap();
    let lines: Vec<Value> = text
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    for (tag, kind, name) in TAGS {
        let lines = lines.iter().filter(|line| line["kind"] == kind);
        let expected: Vec<(u64, f32)> = lines
            .map(|line| {
                let value = line[name].as_f64().unwrap();
                (line["step"].as_u64().unwrap(), value as f32)
            })
            .collect();
        let points = read[tag].as_array().unwrap().iter();
        let found: Vec<(u64, f32)> = points
            .map(|point| {
                (
                    point[0].as_u64().unwrap(),
                    point[1].as_f64().unwrap() as f32,
                )
            })
            .collect();
        assert_eq!(found, expected, "{tag}");
    }
    read["train/loss"].as_array().unwrap().len()
}

fn tensorboard_reads_what_was_logged() {
    let python = python(&["tensorboard"]);
    let workspace = Workspace::new();
    // Twice, since a new run's logs take the place of an older one's.
    workspace.train("model", &["--epochs", "70"]);
    workspace.train("model", &["--epochs", "60", "--overwrite"]);
    // 60 epochs of one step, a point every 25.
    assert_eq!(assert_agree(&python, &workspace.path("model.logs")), 2);
}

fn tensorboard_reads_no_step_twice_of_a_run_that_was_killed() {
    let python = python(&["tensorboard"]);
    let workspace = Workspace::new();
    let (base, data) = (fixture("tiny-base"), fixture("conll"));
    let out = workspace.path("model");
    let mut args = train_args(&out, &base, &data);
    // The checkpoint stands where a point was logged and an epoch scored, or not yet scored.
    let every = args.iter().position(|arg| *arg == "--save-every");
    args[every.unwrap() + 1] = "25";
    interrupt(&args, &checkpoint_of(&out));
    args.push("--resume");
    let answer = run(&args);
    assert!(answer.status.success(), "{}", stderr(&answer));
    assert_eq!(assert_agree(&python, &workspace.path("model.logs")), 16);
}
