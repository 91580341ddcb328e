//! What a comparison needs besides our own code: other people's packages, and our models in their form.

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Result, bail};

use crate::{npm, process, workspace};

/// The npm packages in the versions that are compared.
const PACKAGES: [(&str, &str); 2] = [
    ("onnxruntime-web", "1.30.0"),
    ("@huggingface/transformers", "4.3.1"),
];

const MODULES: &str = "import torch, transformers, onnx, onnxruntime, safetensors";

/// Where everything goes that is made here.
pub fn folder() -> PathBuf {
    workspace::root().join("target/bench")
}

/// Installs onnxruntime-web and transformers.js.
///
/// # Errors
/// When there is no npm, or it cannot install them.
pub fn packages(folder: &Path) -> Result<()> {
    npm::ensure(&folder.join("npm"), &PACKAGES)
}

/// Exports the page's model and one of random weights at DistilBERT's size to ONNX, where that was not done yet.
///
/// # Errors
/// When Python lacks something, or a program of `tests/reference` fails.
pub fn models(folder: &Path, python: &Path) -> Result<()> {
    check(python)?;
    let models = folder.join("models");
    let small = workspace::root().join("web/model/small");
    let random = models.join("distilbert/model");
    let weights = |model: &Path| model.join("model.safetensors");
    run_where_older(
        &mut script(
            python,
            "random_model.py",
            [("--like", &small), ("--out", &random)],
        ),
        &weights(&small),
        &random.join("manifest.json"),
    )?;
    for (name, model) in [("small", &small), ("distilbert", &random)] {
        let out = models.join(name).join("onnx");
        run_where_older(
            &mut script(
                python,
                "export_onnx.py",
                [("--model", model), ("--out", &out)],
            ),
            &weights(model),
            &out.join("variants.json"),
        )?;
    }
    Ok(())
}

fn check(python: &Path) -> Result<()> {
    if process::succeeds(Command::new(python).args(["-c", MODULES])) {
        return Ok(());
    }
    bail!(
        "{} cannot do `{MODULES}`; make a virtual environment, `pip install torch transformers onnx onnxruntime \
         safetensors` in it, and name its Python with --python",
        python.display()
    )
}

fn script(python: &Path, name: &str, arguments: [(&str, &PathBuf); 2]) -> Command {
    let mut command = Command::new(python);
    command.arg(workspace::root().join("tests/reference").join(name));
    for (flag, path) in arguments {
        command.arg(flag).arg(path);
    }
    command
}

/// Runs a program unless its output is newer than its input.
fn run_where_older(command: &mut Command, input: &Path, output: &Path) -> Result<()> {
    match (changed(input), changed(output)) {
        (Some(input), Some(output)) if output >= input => Ok(()),
        _ => process::run(command),
    }
}

fn changed(path: &Path) -> Option<SystemTime> {
    std::fs::metadata(path).ok()?.modified().ok()
}
