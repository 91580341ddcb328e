//! The parts of `cargo xtask trust`: what each runs.

use std::process::Command;

use anyhow::{Result, ensure};
use clap::ValueEnum;

use crate::{process, setup, workspace};

/// Tests of the page that inject faults, crash workers or look for leaks.
const PAGE: [&str; 6] = [
    "builds::",
    "documents::",
    "faults::",
    "offline::",
    "quiet::",
    "workers::",
];

/// A part of what `cargo xtask trust` shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Part {
    /// Readers of files, messages and texts, fed with damaged inputs
    Readers,
    /// The built page with damaged files, dying workers, without a network, and under watch for leaks
    Page,
    /// The built page for hours: memory and speed
    LongLife,
    /// A training run that is killed a hundred times
    Checkpoints,
    /// The thread pool in all orders of its steps (loom), and the kernels' tests in Miri
    Kernels,
}

/// What the commands need.
pub struct Options {
    /// Minutes for each reader.
    pub minutes: String,
    /// Readers to feed; all where none is named.
    pub readers: Vec<String>,
}

/// A command, and the figure that counts the tests which pass in it.
pub struct Run {
    /// The command.
    pub command: Command,
    /// The name of that figure, where there is one.
    pub passed: Option<&'static str>,
}

impl Run {
    fn of(command: Command) -> Self {
        Self {
            command,
            passed: None,
        }
    }
}

impl Part {
    /// What it runs, one after the other.
    ///
    /// # Errors
    /// When something is missing and cannot be installed.
    pub fn runs(self, options: &Options) -> Result<Vec<Run>> {
        Ok(match self {
            Self::Readers => {
                let mut command = cargo(&["run", "--release", "--package", "namelight-fuzz", "--"]);
                command.args(["--minutes", &options.minutes]);
                command.args(&options.readers);
                vec![Run::of(command)]
            }
            Self::Page => vec![Run::of(in_browser(&PAGE)?)],
            Self::LongLife => {
                let mut command = in_browser(&["long_life::"])?;
                // One at a time, so that none waits for another.
                command.args(["--test-threads", "1"]);
                vec![Run::of(command)]
            }
            Self::Checkpoints => {
                let mut command = cargo(&[
                    "test",
                    "--workspace",
                    "--exclude",
                    "namelight-worker",
                    "--exclude",
                ]);
                command.args(["namelight-tests", "--test", "killed", "--", "--nocapture"]);
                command.env("NAMELIGHT_KILLS", "100");
                vec![Run::of(command)]
            }
            Self::Kernels => kernels()?,
        })
    }
}

/// The end-to-end tests with these filters, in their long forms, on a site that is built before.
fn in_browser(filters: &[&str]) -> Result<Command> {
    let (toolbox, equipment) = setup::for_testing()?;
    process::run(&mut toolbox.trunk("build"))?;
    let mut command = toolbox.command("cargo");
    command.current_dir(workspace::root());
    command.args([
        "test",
        "--workspace",
        "--exclude",
        "namelight-worker",
        "--test",
        "e2e",
        "--",
    ]);
    command
        .args(filters)
        .arg("--nocapture")
        .env("NAMELIGHT_LONG", "1");
    equipment.tell(&mut command);
    Ok(command)
}

/// The vector instructions that Miri knows; without these flags the kernels take their scalar form there.
const MIRI_FEATURES: &str = "-C target-feature=+avx2,+avxvnni,+avx512vl,+avx512vnni";

/// loom's flag builds all crates anew, and Miri is a component of nightly toolchains.
///
/// # Errors
/// When Miri is missing.
fn kernels() -> Result<Vec<Run>> {
    ensure!(
        process::succeeds(&mut cargo(&["+nightly", "miri", "--version"])),
        "Miri is missing: run `rustup toolchain install nightly --component miri,rust-src`"
    );
    let package = ["--package", "namelight-kernels", "--lib"];
    let mut loom = cargo(&["test", "--release", "--target-dir", "target/loom"]);
    loom.args(package).arg("thread_pool::model");
    loom.env("RUSTFLAGS", "--cfg loom");
    let mut miri = cargo(&["+nightly", "miri", "test", "--target-dir", "target/miri"]);
    miri.args(package).arg("--tests");
    miri.env("RUSTFLAGS", MIRI_FEATURES);
    miri.env("MIRIFLAGS", "-Zmiri-disable-isolation");
    Ok(vec![
        Run {
            command: loom,
            passed: Some("kernels.loom_tests"),
        },
        Run {
            command: miri,
            passed: Some("kernels.miri_tests"),
        },
    ])
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(arguments).current_dir(workspace::root());
    command
}
