//! Grouped models: `quantize --word-bits --layer-bits`.
//!
//! One test needs a Python with numpy and safetensors, named by `NAMELIGHT_PYTHON`; without one it is ignored.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Workspace, fixture, json, run, stderr, stdout};
use namelight_encoder::{Config, Device, weights};
use namelight_test_runner::{python, reference, tests};

tests![
    a_grouped_model_is_smaller_and_finds_names,
    a_model_that_learnt_with_rounded_weights_loses_less_by_rounding,
    flags_that_make_no_sense_are_refused,
    numpy_reads_the_same_numbers,
];

/// A model that finds every name of its training data.
fn trained(workspace: &Workspace) -> PathBuf {
    let long = ["--epochs", "60", "--learning-rate", "1e-2"];
    workspace.train("model", &[&long[..], &["--train-batch", "4"]].concat())
}

fn grouped(workspace: &Workspace, model: &Path, bits: &[&str]) -> PathBuf {
    let out = workspace.path("grouped");
    let paths = [model, &out].map(|path| path.to_str().unwrap());
    let [model, to] = paths;
    let args = ["quantize", "--model", model, "--out", to, "--overwrite"];
    let answer = run(&[&args[..], bits].concat());
    assert!(answer.status.success(), "{}", stderr(&answer));
    out
}

fn f1(model: &Path) -> f64 {
    evaluated(model)["scores"]["overall"]["f1"]
        .as_f64()
        .unwrap()
}

fn loss(model: &Path) -> f64 {
    evaluated(model)["loss"].as_f64().unwrap()
}

/// What `evaluate` says of the model on its training data.
fn evaluated(model: &Path) -> serde_json::Value {
    let data = fixture("conll").join("train.txt");
    let paths = [model, &data].map(|path| path.to_str().unwrap());
    let answer = run(&[
        "evaluate", "--model", paths[0], "--data", paths[1], "--json",
    ]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    serde_json::from_str(&stdout(&answer)).unwrap()
}

fn bytes(model: &Path) -> usize {
    fs::read(model.join(weights::FILE_NAME)).unwrap().len()
}

fn a_grouped_model_is_smaller_and_finds_names() {
    let workspace = Workspace::new();
    let model = trained(&workspace);
    let int8 = grouped(&workspace, &model, &[]);
    let of_int8 = (bytes(&int8), f1(&int8));
    let bits = ["--word-bits", "4", "--layer-bits", "4", "--group", "8"];
    let grouped = grouped(&workspace, &model, &bits);
    assert!(bytes(&grouped) < of_int8.0);
    assert!(f1(&grouped) > of_int8.1 - 0.1, "{}", f1(&grouped));
    let manifest = json(&grouped.join("manifest.json"));
    let files = manifest["files"].as_array().unwrap();
    assert!(files.iter().any(|file| file["bytes"] == bytes(&grouped)));
    // A grouped model is grouped anew, or made int8 again.
    let again = workspace.path("again");
    let paths = [&grouped, &again].map(|path| path.to_str().unwrap());
    let answer = run(&["quantize", "--model", paths[0], "--out", paths[1]]);
    assert!(answer.status.success(), "{}", stderr(&answer));
    assert_eq!(bytes(&again), of_int8.0);
}

fn a_model_that_learnt_with_rounded_weights_loses_less_by_rounding() {
    let workspace = Workspace::new();
    let bits = ["--word-bits", "2", "--layer-bits", "2", "--group", "32"];
    let long = ["--epochs", "60", "--learning-rate", "1e-2"];
    let long = [&long[..], &["--train-batch", "4"], &bits].concat();
    let exact = workspace.train("exact", &long);
    let rounded = [&long[..], &["--rounded-epochs", "40"]].concat();
    let rounded = workspace.train("rounded", &rounded);
    let [exact, rounded] = [exact, rounded].map(|model| loss(&grouped(&workspace, &model, &bits)));
    assert!(rounded < exact / 2.0, "{rounded} and {exact}");
}

fn flags_that_make_no_sense_are_refused() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    let out = workspace.path("out");
    let paths = [&model, &out].map(|path| path.to_str().unwrap());
    let rounded = ["--epochs", "1", "--rounded-epochs", "1", "--group", "24"];
    let error = workspace.refused("rounded", &rounded);
    assert!(error.contains("--group 24: bert."), "{error}");
    for (more, expected) in [
        (&["--word-bits", "3"][..], "--layer-bits"),
        (&["--layer-bits", "9", "--word-bits", "3"], "2..=8"),
        (
            &["--layer-bits", "4", "--word-bits", "3", "--group", "12"],
            "expected a multiple of 8, such as 64",
        ),
        (
            &["--layer-bits", "4", "--word-bits", "3", "--group", "4096"],
            "which are no whole groups of 4096",
        ),
    ] {
        let args = ["quantize", "--model", paths[0], "--out", paths[1]];
        let answer = run(&[&args[..], more].concat());
        assert!(!answer.status.success());
        let error = stderr(&answer);
        assert!(error.contains(expected), "{error}");
        assert!(!out.exists());
    }
}

fn numpy_reads_the_same_numbers() {
    let python = python(&["numpy", "safetensors"]);
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    let bits = ["--word-bits", "3", "--layer-bits", "5", "--group", "16"];
    let grouped = grouped(&workspace, &model, &bits);
    let file = grouped.join(weights::FILE_NAME);
    let floats = workspace.path("floats.safetensors");
    let read = reference(&python, "read_grouped.py", &[&file, &floats]);
    assert!(read["tensors"].as_u64().unwrap() > 10);
    let config = Config::from_json(&fs::read(grouped.join("config.json")).unwrap()).unwrap();
    let read = |path: &Path| weights::read(&fs::read(path).unwrap(), &config, &Device::Cpu);
    let (ours, theirs) = (read(&file).unwrap(), read(&floats).unwrap());
    for (name, tensor) in ours {
        let numbers = |tensor: &candle_core::Tensor| -> Vec<f32> {
            tensor.flatten_all().unwrap().to_vec1().unwrap()
        };
        assert_eq!(numbers(&tensor), numbers(&theirs[&name]), "{name}");
    }
}
