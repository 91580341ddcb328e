//! The programs of `tests/reference` that other people's libraries are measured with.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::root;

/// A Python program of `tests/reference`.
pub fn program(python: &Path, name: &str) -> Command {
    let mut command = Command::new(python);
    command.arg(root().join("tests/reference").join(name));
    command
}

/// Makes sure that a Python has modules.
///
/// # Errors
/// When it lacks one; the message says how to get it.
pub fn ensure_modules(python: &Path, modules: &str) -> Result<()> {
    let imports = Command::new(python)
        .args(["-c", &format!("import {modules}")])
        .output();
    if imports.is_ok_and(|output| output.status.success()) {
        return Ok(());
    }
    bail!(
        "{} cannot import {modules}; make a virtual environment, `pip install -r tests/reference/requirements.txt` in \
         it, and name its Python with --python",
        python.display()
    )
}

/// Runs a command with its output going to ours.
///
/// # Errors
/// When it cannot be started or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    println!("$ {command:?}");
    let status = command.status();
    let status = status.with_context(|| format!("starting {command:?}"))?;
    anyhow::ensure!(status.success(), "{command:?} failed ({status})");
    Ok(())
}
