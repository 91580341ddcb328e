//! Seconds a training step: `namelight bench-step` and PyTorch on the same batches, one after the other.

use std::fmt::Write;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::cli::TrainBench;
use crate::{process, workspace};

/// What either program prints.
#[derive(Debug, Serialize, Deserialize)]
struct Timing {
    median_seconds: f64,
    min_seconds: f64,
    steps: usize,
    threads: usize,
    /// Largest memory of the process, where the system tells.
    peak_bytes: Option<u64>,
    /// Whatever else it says of itself.
    #[serde(flatten)]
    other: Map<String, Value>,
}

#[derive(Debug, Serialize)]
struct Comparison {
    namelight: Timing,
    pytorch: Timing,
    /// Median by median: below 1 Namelight is the faster one.
    namelight_by_pytorch: f64,
}

pub fn bench(arguments: &TrainBench) -> Result<()> {
    process::run(&mut cargo(&["build"]))?;
    // Word numbers of the data are still the data: they stay out of the repository.
    let folder = tempfile::tempdir().context("creating a folder for the batches")?;
    let batches = folder.path().join("batches.json");
    let mut comparisons = Vec::new();
    for threads in &arguments.threads {
        let namelight = timing(&mut namelight(arguments, *threads, &batches))?;
        let pytorch = timing(&mut pytorch(arguments, *threads, &batches))?;
        comparisons.push(Comparison::new(namelight, pytorch));
    }
    super::keep("train", &comparisons, &markdown(&comparisons))
}

fn cargo(arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command
        .current_dir(workspace::root())
        .args(arguments)
        .args(["--release", "--package", "namelight-trainer"]);
    command
}

fn namelight(arguments: &TrainBench, threads: u16, batches: &Path) -> Command {
    let mut command = cargo(&["run", "--quiet"]);
    // A path that the person gave is relative to where they stand, not to the repository's root.
    command.args(["--", "bench-step", "--json", "--base"]);
    command.arg(absolute(&arguments.base));
    command.arg("--data").arg(absolute(&arguments.data));
    command.arg("--threads").arg(threads.to_string());
    command.arg("--write-batches").arg(batches);
    command
}

fn pytorch(arguments: &TrainBench, threads: u16, batches: &Path) -> Command {
    let mut command = Command::new(&arguments.python);
    command.arg(workspace::root().join("tests/reference/train_step.py"));
    command.arg("--model").arg(&arguments.base);
    command.arg("--batches").arg(batches);
    command.arg("--threads").arg(threads.to_string());
    command.arg("--json");
    command
}

fn absolute(path: &Path) -> std::path::PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

fn timing(command: &mut Command) -> Result<Timing> {
    let printed = process::captured(command)?;
    serde_json::from_str(&printed).with_context(|| format!("not a timing: {printed:?}"))
}

impl Comparison {
    fn new(namelight: Timing, pytorch: Timing) -> Self {
        Self {
            namelight_by_pytorch: namelight.median_seconds / pytorch.median_seconds,
            namelight,
            pytorch,
        }
    }
}

fn markdown(comparisons: &[Comparison]) -> String {
    let mut text = String::from(
        "| threads | program | seconds a training step, median | minimum | steps | peak memory, MB |\n\
         |---|---|---|---|---|---|\n",
    );
    let mut closing = String::from("\nThe same batches, one program after the other.");
    for comparison in comparisons {
        let pytorch = ("PyTorch", &comparison.pytorch);
        for (name, timing) in [("Namelight", &comparison.namelight), pytorch] {
            let memory = timing
                .peak_bytes
                .map(|bytes| (bytes / 1_000_000).to_string());
            // Writing to a string does not fail.
            let _ = writeln!(
                text,
                "| {} | {name} | {:.3} | {:.3} | {} | {} |",
                timing.threads,
                timing.median_seconds,
                timing.min_seconds,
                timing.steps,
                memory.as_deref().unwrap_or("–"),
            );
        }
        let _ = write!(
            closing,
            " On {} Namelight's median is {:.2} times PyTorch's.",
            threads(comparison.namelight.threads),
            comparison.namelight_by_pytorch
        );
    }
    text + &closing + "\n"
}

fn threads(count: usize) -> String {
    match count {
        1 => "one thread".to_owned(),
        count => format!("{count} threads"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: &str = r#"{"median_seconds": 0.5, "min_seconds": 0.4, "steps": 20, "threads": 1,
        "peak_bytes": 700000000, "version": "9"}"#;

    fn comparison() -> Comparison {
        let slow = TIMING.replace("0.5", "1.0");
        Comparison::new(
            serde_json::from_str(TIMING).unwrap(),
            serde_json::from_str(&slow).unwrap(),
        )
    }

    #[test]
    fn half_the_time_is_a_ratio_of_one_half() {
        assert_eq!(comparison().namelight_by_pytorch, 0.5);
    }

    #[test]
    fn the_table_has_a_row_a_program() {
        let text = markdown(&[comparison()]);
        let row = "| 1 | Namelight | 0.500 | 0.400 | 20 | 700 |";
        assert!(text.contains(row), "{text}");
        let row = "| 1 | PyTorch | 1.000 | 0.400 | 20 | 700 |";
        assert!(text.contains(row), "{text}");
        assert!(
            text.contains("On one thread Namelight's median is 0.50 times"),
            "{text}"
        );
    }

    #[test]
    fn what_a_program_says_of_itself_is_kept() {
        let json = serde_json::to_value(comparison()).unwrap();
        assert_eq!(json["pytorch"]["version"], "9");
    }

    #[test]
    fn a_timing_without_a_median_is_an_error() {
        assert!(serde_json::from_str::<Timing>(r#"{"min_seconds": 1}"#).is_err());
    }
}
