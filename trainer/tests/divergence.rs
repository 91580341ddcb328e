//! Runs that go wrong are told at once, and nothing good is lost.

mod common;

use std::fs;

use common::interrupted::checkpoint_of;
use common::{Workspace, fixture, run, stderr};

#[test]
fn a_run_that_diverges_stops_with_step_and_rate_and_keeps_the_last_good_checkpoint() {
    let workspace = Workspace::new();
    let diverging = [
        "--learning-rate",
        "1e30",
        "--epochs",
        "3",
        "--save-every",
        "1",
        "--threads",
        "1",
    ];
    let said = workspace.refused("wild", &diverging);
    assert!(said.contains("training has diverged at step"), "{said}");
    assert!(said.contains("at a learning rate of"), "{said}");
    assert!(said.contains("Lower --learning-rate"), "{said}");
    assert!(!workspace.path("wild").exists());
    // No step was good.
    assert!(!checkpoint_of(&workspace.path("wild")).exists());
}

#[test]
fn types_with_too_few_examples_are_named_before_and_behind_a_run() {
    let workspace = Workspace::new();
    let data = workspace.path("data");
    fs::create_dir(&data).unwrap();
    let common = fs::read_to_string(fixture("conll/train.txt")).unwrap();
    let rare = "Quux B-RARE\nsings O\n\n";
    fs::write(data.join("train.txt"), format!("{common}\n{rare}")).unwrap();
    fs::write(data.join("valid.txt"), rare.replace("Quux", "Bo")).unwrap();
    let out = workspace.path("model");
    let paths =
        [&*fixture("tiny-base"), &*data, &*out].map(|path| path.to_str().unwrap().to_owned());
    let [base, data, out] = &paths;
    let answer = run(&[
        "train",
        "--base",
        base,
        "--data",
        data,
        "--out",
        out,
        "--epochs",
        "1",
        "--threads",
        "1",
    ]);
    let said = stderr(&answer);
    assert!(answer.status.success(), "{said}");
    assert!(said.contains("RARE (1)"), "{said}");
    assert!(
        said.contains("F1 on the validation data is 0 for RARE (1 in train.txt)"),
        "{said}"
    );
}
