//! A run that is killed goes on as if nothing had happened.

mod common;

use std::fs;
use std::path::Path;

use common::interrupted::{checkpoint_of, interrupt, train_args};
use common::{Workspace, copy_of, fixture, run, stderr, words};
use serde_json::Value;

#[test]
fn a_killed_run_ends_with_the_weights_of_one_that_was_left_alone() {
    assert_goes_on_to_the_same_bits(&[]);
}

#[test]
fn so_does_one_whose_losses_wait_on_the_device() {
    assert_goes_on_to_the_same_bits(&["--plain-ops"]);
}

#[test]
fn so_does_one_that_changes_its_data_and_keeps_weights_of_earlier_epochs() {
    assert_goes_on_to_the_same_bits(&words(
        "--mention-replacement 0.5 --gradient-accumulation 2 --train-batch 4 --keep best --average-last 3",
    ));
}

fn assert_goes_on_to_the_same_bits(more: &[&str]) {
    let workspace = Workspace::new();
    let (base, data) = (fixture("tiny-base"), fixture("conll"));
    let alone = workspace.path("alone");
    let answer = run(&[&train_args(&alone, &base, &data), more].concat());
    assert!(answer.status.success(), "{}", stderr(&answer));

    let out = workspace.path("killed");
    let mut args = train_args(&out, &base, &data);
    args.extend(more);
    interrupt(&args, &checkpoint_of(&out));
    assert!(!out.exists());
    let answer = run(&args);
    assert_eq!(answer.status.code(), Some(1));
    assert!(stderr(&answer).contains("--resume"), "{}", stderr(&answer));

    args.push("--resume");
    let answer = run(&args);
    assert!(answer.status.success(), "{}", stderr(&answer));
    assert!(stderr(&answer).contains("going on from step"));
    let weights = |out: &Path| fs::read(out.join("model.safetensors")).unwrap();
    assert!(weights(&out) == weights(&alone), "the weights differ");
    assert!(!checkpoint_of(&out).exists(), "the checkpoint is left over");
    assert_eq!(metrics(&out), metrics(&alone));
}

/// The lines of `metrics.jsonl` without what differs from run to run.
fn metrics(out: &Path) -> Vec<Value> {
    let file = out.with_extension("logs").join("metrics.jsonl");
    let text = fs::read_to_string(file).unwrap();
    let lines = text.lines().map(|line| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line["seconds"].take();
        line
    });
    lines.collect()
}

#[test]
fn a_checkpoint_of_another_run_and_a_damaged_one_are_refused() {
    let workspace = Workspace::new();
    let (base, data) = (fixture("tiny-base"), fixture("conll"));
    let out = workspace.path("model");
    let mut args = train_args(&out, &base, &data);
    args.push("--resume");
    let refused = |args: &[&str], words: &str| {
        let answer = run(args);
        assert_eq!(answer.status.code(), Some(1));
        assert!(stderr(&answer).contains(words), "{}", stderr(&answer));
        assert!(!out.exists());
    };
    refused(&args, "nothing to resume");

    interrupt(&args[..args.len() - 1], &checkpoint_of(&out));
    let mut other = args.clone();
    other.extend(["--seed", "7"]);
    refused(&other, "another recipe");

    // Scores of two validation files would stand in one table, and a fallen letter would give other wordpieces.
    let other_data = copy_of("conll", &workspace);
    fs::write(other_data.join("valid.txt"), "Ida B-PER\nsang O\n").unwrap();
    let mut other = train_args(&out, &base, &other_data);
    other.push("--resume");
    refused(&other, "other validation data");
    let other_base = copy_of("tiny-base", &workspace);
    let tokenizer = other_base.join("tokenizer.json");
    let changed = fs::read_to_string(&tokenizer).unwrap() + "\n";
    fs::write(&tokenizer, changed).unwrap();
    let mut other = train_args(&out, &other_base, &data);
    other.push("--resume");
    refused(&other, "another tokenizer");

    let bytes = fs::read(checkpoint_of(&out)).unwrap();
    fs::write(checkpoint_of(&out), &bytes[..bytes.len() / 2]).unwrap();
    refused(&args, "damaged");
}
