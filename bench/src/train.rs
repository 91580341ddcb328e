//! Seconds of a training step: Namelight's trainer and PyTorch on the same batches, one after the other.

use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::{Context, Result, ensure};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::record::{self, Subject};
use crate::table::Row;
use crate::{cli, reference};

/// The times that either program prints.
#[derive(Debug, Serialize, Deserialize)]
struct Timing {
    median_seconds: f64,
    min_seconds: f64,
    steps: usize,
    threads: usize,
    /// The largest memory of the process, where the system tells.
    peak_bytes: Option<u64>,
    /// Whatever else it says of itself.
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// The results by number of threads.
#[derive(Debug, Serialize, Deserialize)]
pub struct TrainSteps(Vec<Comparison>);

#[derive(Debug, Serialize, Deserialize)]
struct Comparison {
    namelight: Timing,
    pytorch: Timing,
    /// Median by median: below 1 Namelight is the faster one.
    namelight_by_pytorch: f64,
}

impl Subject for TrainSteps {
    const NAME: &'static str = "train";
    const ABOUT: &'static str = "Seconds of a training step are a median, and in brackets the minimum; memory is the \
        largest of the process. Both programs took the same batches, one after the other.";

    fn versions(&self) -> String {
        let version = self.0.first();
        let version = version.and_then(|it| it.pytorch.other.get("version")?.as_str());
        version.unwrap_or_default().to_owned()
    }

    fn rows(&self) -> Vec<Row> {
        self.0.iter().flat_map(Comparison::rows).collect()
    }
}

impl Comparison {
    fn new(namelight: Timing, pytorch: Timing) -> Self {
        Self {
            namelight_by_pytorch: namelight.median_seconds / pytorch.median_seconds,
            namelight,
            pytorch,
        }
    }

    fn rows(&self) -> Vec<Row> {
        let table = format!("A training step, threads: {}", self.namelight.threads);
        let seconds = |timing: &Timing| {
            let (median, min) = (timing.median_seconds, timing.min_seconds);
            format!("{median:.3} ({min:.3})")
        };
        let megabytes = |timing: &Timing| {
            let bytes = timing.peak_bytes;
            bytes.map_or("–".to_owned(), |bytes| (bytes / 1_000_000).to_string())
        };
        let rows = [
            (
                "Namelight by PyTorch",
                format!("{:.2}", self.namelight_by_pytorch),
            ),
            ("Namelight, seconds", seconds(&self.namelight)),
            ("PyTorch, seconds", seconds(&self.pytorch)),
            ("Namelight, MB of memory", megabytes(&self.namelight)),
            ("PyTorch, MB of memory", megabytes(&self.pytorch)),
        ];
        rows.map(|(what, value)| Row::new(&table, what, value))
            .into()
    }
}

/// Times both programs with each number of threads.
pub fn bench(arguments: &cli::Train) -> Result<()> {
    reference::ensure_modules(&arguments.python, "torch, transformers")?;
    // Word numbers of the data are still the data: they stay out of the repository.
    let folder = tempfile::tempdir().context("creating a folder for the batches")?;
    let batches = folder.path().join("batches.json");
    let mut comparisons = Vec::new();
    for threads in &arguments.threads {
        let namelight = timing(&mut namelight(arguments, *threads, &batches)?)?;
        let pytorch = timing(&mut pytorch(arguments, *threads, &batches))?;
        comparisons.push(Comparison::new(namelight, pytorch));
    }
    record::keep(TrainSteps(comparisons))
}

/// The program of `train_step.rs`, which cargo puts beside this one.
fn namelight(arguments: &cli::Train, threads: u16, batches: &Path) -> Result<Command> {
    let name = format!("train-step{}", std::env::consts::EXE_SUFFIX);
    let program = std::env::current_exe()?.with_file_name(name);
    let mut command = Command::new(program);
    command.arg(&arguments.base).arg(&arguments.data);
    command.arg(threads.to_string()).arg(batches);
    // As the trainer does itself: candle's own threads would wait for each other.
    command
        .env("RAYON_NUM_THREADS", "1")
        .env("CANDLE_NUM_THREADS", "1");
    Ok(command)
}

fn pytorch(arguments: &cli::Train, threads: u16, batches: &Path) -> Command {
    let mut command = reference::program(&arguments.python, "train_step.py");
    command.arg("--model").arg(&arguments.base);
    command.arg("--batches").arg(batches);
    command.arg("--threads").arg(threads.to_string());
    command
}

fn timing(command: &mut Command) -> Result<Timing> {
    let output = command.stderr(Stdio::inherit()).output();
    let output = output.with_context(|| format!("starting {command:?}"))?;
    ensure!(
        output.status.success(),
        "{command:?} failed ({})",
        output.status
    );
    serde_json::from_slice(&output.stdout).with_context(|| {
        format!(
            "not a timing: {:?}",
            String::from_utf8_lossy(&output.stdout)
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TIMING: &str = r#"{"median_seconds": 0.5, "min_seconds": 0.4, "steps": 20, "threads": 1,
        "peak_bytes": 700000000, "version": "9"}"#;

    #[test]
    fn half_the_time_is_a_ratio_of_one_half_and_versions_are_kept() {
        let slow = TIMING.replace("0.5", "1.0");
        let [ours, theirs] = [TIMING, &slow].map(|text| serde_json::from_str(text).unwrap());
        let steps = TrainSteps(vec![Comparison::new(ours, theirs)]);
        assert_eq!(steps.versions(), "9");
        let rows = steps.rows();
        assert_eq!(rows[0].value, "0.50");
        assert_eq!(rows[1].value, "0.500 (0.400)");
        assert_eq!(rows[3].value, "700");
    }
}
