//! The models in the form that other people's programs read.

use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Result;

use crate::{reference, root};

const MODULES: &str = "torch, transformers, onnx, onnxruntime, safetensors";

/// The folder of everything that is made here. `cargo xtask bench` puts packages of JavaScript there too.
pub fn folder() -> PathBuf {
    root().join("target/bench")
}

/// Exports the page's model and one of random weights at DistilBERT's size to ONNX, where that was not done yet.
///
/// # Errors
/// When Python lacks something, or a program of `tests/reference` fails.
pub fn models(python: &Path) -> Result<()> {
    reference::ensure_modules(python, MODULES)?;
    let models = folder().join("models");
    let small = root().join("web/model/small");
    let random = models.join("distilbert/model");
    let weights = |model: &Path| model.join("model.safetensors");
    let manifest = random.join("manifest.json");
    if !is_newer(&manifest, &weights(&small)) {
        let mut program = reference::program(python, "random_model.py");
        program.arg("--like").arg(&small).arg("--out").arg(&random);
        reference::run(&mut program)?;
    }
    for (name, model) in [("small", &small), ("distilbert", &random)] {
        let out = models.join(name).join("onnx");
        if !is_newer(&out.join("variants.json"), &weights(model)) {
            let mut program = reference::program(python, "export_onnx.py");
            program.arg("--model").arg(model).arg("--out").arg(&out);
            reference::run(&mut program)?;
        }
    }
    Ok(())
}

/// Whether a file was written after another one.
fn is_newer(output: &Path, input: &Path) -> bool {
    changed(output).is_some_and(|output| changed(input).is_some_and(|input| output >= input))
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}
