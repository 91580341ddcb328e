//! `cargo xtask cuda`: compiles and links the trainer for NVIDIA GPUs, which needs no GPU, and trains on one where there
//! is one.

mod toolkit;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::process;
use crate::toolbox::Toolbox;
use crate::workspace;
use toolkit::Toolkit;

/// A build of its own: the feature would have the usual one compiled anew each time.
const TARGET: &str = "target/cuda";

/// What the trainer says where no GPU is.
const NO_DEVICE: &str = "opening the first CUDA device";

/// Proves as much of the CUDA build as this machine can.
///
/// # Errors
/// When it does not compile, lint or link, or the program does not do what it should.
pub fn cuda() -> Result<()> {
    let toolkit = Toolkit::find()?;
    println!("CUDA {} in {}", toolkit.version(), toolkit.root().display());
    process::run(cargo(&toolkit, "clippy").args(["--", "-D", "warnings"]))?;
    process::run(&mut cargo(&toolkit, "build"))?;
    let program = workspace::root().join(TARGET).join("release/namelight");
    if has_gpu() {
        process::run(&mut training(&toolkit, &program))?;
        println!("The trainer was compiled for CUDA and trained on this machine's GPU.");
        return Ok(());
    }
    refuses_without_gpu(&mut training(&toolkit, &program))?;
    println!(
        "The trainer was compiled and linked for CUDA. There is no GPU here, so nothing was run on one."
    );
    Ok(())
}

fn cargo(toolkit: &Toolkit, subcommand: &str) -> Command {
    let mut command = Toolbox::default().command("cargo");
    command.args([subcommand, "--release", "--package", "namelight-trainer"]);
    command.args(["--features", "cuda", "--target-dir", TARGET]);
    toolkit.prepare(&mut command);
    command
}

/// A few steps on the tests' own sentences.
fn training(toolkit: &Toolkit, program: &Path) -> Command {
    let fixtures = workspace::root().join("tests/fixtures");
    let mut command = Command::new(program);
    command.args(["train", "--device", "cuda", "--overwrite"]);
    command.arg("--base").arg(fixtures.join("tiny-base"));
    command.arg("--data").arg(fixtures.join("conll"));
    command
        .arg("--out")
        .arg(workspace::root().join(TARGET).join("model"));
    command.args(["--epochs", "20", "--learning-rate", "1e-2"]);
    toolkit.prepare(&mut command);
    command
}

fn has_gpu() -> bool {
    process::output(Command::new("nvidia-smi").arg("--list-gpus"))
        .is_some_and(|gpus| !gpus.trim().is_empty())
}

/// A linked program gets as far as asking for the device, and then says so in words.
fn refuses_without_gpu(command: &mut Command) -> Result<()> {
    println!("$ {command:?}");
    let output = command.output().context("starting the trainer")?;
    let error = String::from_utf8_lossy(&output.stderr);
    print!("{error}");
    ensure!(
        !output.status.success() && error.contains(NO_DEVICE),
        "the trainer should have said that there is no GPU"
    );
    Ok(())
}
