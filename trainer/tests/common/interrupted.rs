//! A run that is killed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// Long enough not to end before it is killed.
const RECIPE: [&str; 8] = [
    "--epochs",
    "400",
    "--save-every",
    "7",
    "--threads",
    "1",
    "--learning-rate",
    "1e-3",
];

/// The arguments of that run.
pub fn train_args<'a>(out: &'a Path, base: &'a Path, data: &'a Path) -> Vec<&'a str> {
    let mut args = vec!["train", "--base", base.to_str().unwrap()];
    args.extend(["--data", data.to_str().unwrap()]);
    args.extend(["--out", out.to_str().unwrap()]);
    args.extend(RECIPE);
    args
}

fn start(args: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_namelight"));
    command
        .args(args)
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    command.spawn().unwrap()
}

/// Starts a run, waits for a checkpoint, and kills it.
pub fn interrupt(args: &[&str], checkpoint: &Path) {
    let mut child = start(args);
    let started = Instant::now();
    while !checkpoint.exists() {
        assert!(started.elapsed() < Duration::from_secs(60), "no checkpoint");
        std::thread::sleep(Duration::from_millis(2));
    }
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(checkpoint.exists(), "the run was over before it was killed");
}

/// Where a run with this output keeps its state.
pub fn checkpoint_of(out: &Path) -> PathBuf {
    out.with_extension("checkpoint.safetensors")
}
