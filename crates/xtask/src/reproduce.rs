//! `cargo xtask reproduce`: whether a commit is built to the same bytes wherever that is done.

mod compare;

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::setup::{self, cargo_home};
use crate::{process, workspace};

/// Builds the last commit twice from nothing, in folders of different depth and with a home of cargo's own for the second,
/// and compares what came out.
///
/// # Errors
/// When a build fails, or a file differs; then both folders stay.
pub fn reproduce() -> Result<()> {
    let toolbox = setup::for_building()?;
    let commit = git(&["rev-parse", "HEAD"])?;
    if !git(&["status", "--porcelain"])?.is_empty() {
        println!("note: what is not committed is not built");
    }
    println!("Building {commit} twice, which takes ten minutes or more.");
    let folder = tempfile::tempdir().context("creating a folder for two builds")?;
    let places = [
        folder.path().join("one"),
        folder.path().join("another/of/a/longer/name"),
    ];
    let home = folder.path().join("home");
    second_home(&home)?;
    for (place, home) in places.iter().zip([None, Some(&home)]) {
        clone(place, &commit)?;
        let mut build = toolbox.command("cargo");
        build.current_dir(place).args(["xtask", "build"]);
        // Each has a target folder of its own.
        build.env_remove("CARGO_TARGET_DIR");
        build.envs(home.map(|home| ("CARGO_HOME", home)));
        process::run(&mut build)?;
    }
    let [one, other] = places.map(|place| place.join("dist"));
    let differences = compare::differences(&one, &other)?;
    if differences.is_empty() {
        let (files, sum) = compare::sum(&one)?;
        println!("\nBoth builds of {commit} have the same {files} files, of the sum {sum}.");
        return Ok(());
    }
    for difference in &differences {
        println!("{difference}");
    }
    let kept = folder.keep();
    bail!(
        "{} files differ; both builds stay in {}",
        differences.len(),
        kept.display()
    )
}

fn git(arguments: &[&str]) -> Result<String> {
    let mut command = Command::new("git");
    command.current_dir(workspace::root()).args(arguments);
    let output = process::output(&mut command);
    let output = output.with_context(|| format!("`git {}` failed", arguments.join(" ")))?;
    Ok(output.trim().to_owned())
}

fn clone(place: &Path, commit: &str) -> Result<()> {
    let mut clone = Command::new("git");
    clone.args(["clone", "--quiet", "--shared", "--no-checkout"]);
    process::run(clone.arg(workspace::root()).arg(place))?;
    let mut checkout = Command::new("git");
    checkout.current_dir(place);
    process::run(checkout.args(["checkout", "--quiet", "--detach", commit]))
}

/// A home of cargo that has the archives of the first, so that nothing is downloaded, and unpacks them anew.
fn second_home(home: &Path) -> Result<()> {
    let registry = home.join("registry");
    std::fs::create_dir_all(&registry).context("creating a home for cargo")?;
    let first: PathBuf = cargo_home().context("cargo has no home")?.join("registry");
    for part in ["cache", "index"] {
        link(&first.join(part), &registry.join(part))?;
    }
    Ok(())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> Result<()> {
    std::os::unix::fs::symlink(from, to).with_context(|| format!("linking {}", to.display()))
}

/// Elsewhere links take rights that not everybody has: the second home is empty, and cargo downloads.
#[cfg(not(unix))]
fn link(_: &Path, _: &Path) -> Result<()> {
    Ok(())
}
