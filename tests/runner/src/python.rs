//! The Python programs of `tests/reference`, which ask the libraries that other people open our files with.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::ignore;

/// The Python that `NAMELIGHT_PYTHON` names. Where there is none, or it lacks one of these modules, the test is ignored.
///
/// # Panics
/// When the program that the variable names does not start.
pub fn python(modules: &[&str]) -> PathBuf {
    let wanted = modules.join(", ");
    let Some(python) = std::env::var_os("NAMELIGHT_PYTHON").map(PathBuf::from) else {
        ignore(format!(
            "no Python: set NAMELIGHT_PYTHON to one that has {wanted}"
        ));
    };
    let imports = command(&python)
        .args(["-c", &format!("import {wanted}")])
        .output();
    let imports = imports.unwrap_or_else(|error| panic!("{}: {error}", python.display()));
    if !imports.status.success() {
        ignore(format!(
            "the Python of NAMELIGHT_PYTHON lacks one of {wanted}"
        ));
    }
    python
}

/// Runs a program of `tests/reference` and reads the JSON that it prints.
///
/// # Panics
/// When it fails, or prints something else.
pub fn reference(python: &Path, program: &str, args: &[&Path]) -> Value {
    let mut command = program_of(python, program);
    json_of(command.args(args))
}

/// A program of `tests/reference`, to be run by [`json_of`].
pub fn program_of(python: &Path, program: &str) -> Command {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../reference");
    let mut command = command(python);
    command.arg(folder.join(program));
    command
}

/// Runs a program and reads the JSON that it prints.
///
/// # Panics
/// When it fails, or prints something else.
pub fn json_of(command: &mut Command) -> Value {
    let answer = command.output();
    let answer = answer.unwrap_or_else(|error| panic!("{command:?}: {error}"));
    let errors = String::from_utf8_lossy(&answer.stderr);
    assert!(answer.status.success(), "{command:?}: {errors}");
    serde_json::from_slice(&answer.stdout)
        .unwrap_or_else(|error| panic!("{command:?} printed no JSON: {error}"))
}

/// The libraries are not to look for anything elsewhere.
fn command(python: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(python);
    command.env("HF_HUB_OFFLINE", "1");
    command.env("TRANSFORMERS_OFFLINE", "1");
    command
}
