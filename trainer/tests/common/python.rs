//! The Python programs of `tests/reference`, which ask the libraries that other people open our files with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

/// The Python that `NAMELIGHT_PYTHON` names, if it has these modules. Where there is none it says so, and the test is
/// skipped.
pub fn python(test: &str, modules: &[&str]) -> Option<PathBuf> {
    let wanted = modules.join(", ");
    let Some(python) = std::env::var_os("NAMELIGHT_PYTHON").map(PathBuf::from) else {
        println!("{test}: skipped: set NAMELIGHT_PYTHON to a Python that has {wanted}");
        return None;
    };
    let imports = command(&python)
        .args(["-c", &format!("import {wanted}")])
        .output();
    let imports = imports.unwrap_or_else(|error| panic!("{}: {error}", python.display()));
    if !imports.status.success() {
        let name = python.display();
        println!("{test}: skipped: {name} of NAMELIGHT_PYTHON lacks one of {wanted}");
        return None;
    }
    Some(python)
}

/// Runs a program of `tests/reference` and reads the JSON that it prints.
pub fn reference(python: &Path, program: &str, args: &[&Path]) -> Value {
    let mut command = program_of(python, program);
    json_of(command.args(args))
}

/// A program of `tests/reference`, to be run by [`json_of`].
pub fn program_of(python: &Path, program: &str) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/reference");
    let mut command = command(python);
    command.arg(folder.join(program));
    command
}

/// Runs a program and reads the JSON that it prints.
pub fn json_of(command: &mut Command) -> Value {
    let answer = command.output().unwrap();
    let errors = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{command:?}: {errors}");
    serde_json::from_slice(&answer.stdout).unwrap()
}

/// The libraries are not to look for anything elsewhere.
fn command(python: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(python);
    command.env("HF_HUB_OFFLINE", "1");
    command.env("TRANSFORMERS_OFFLINE", "1");
    command
}
