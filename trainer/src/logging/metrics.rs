//! `metrics.jsonl`: a JSON object on each line, one every few steps and one for each epoch.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use namelight_scores::report::EpochRow;
use serde::{Deserialize, Serialize};

use super::Log;
use crate::train::checkpoint::TrainState;
use crate::train::observer::LoggedStep;

/// The name of the file.
const NAME: &str = "metrics.jsonl";

/// A line of the file.
#[derive(Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
enum Line {
    Step(LoggedStep),
    Epoch(EpochRow),
}

/// A metrics file that is open for writing.
pub struct MetricsFile {
    path: PathBuf,
    file: File,
}

impl MetricsFile {
    /// Creates an empty file in this folder.
    pub fn create(folder: &Path) -> Result<Self> {
        let path = folder.join(NAME);
        let file = File::create(&path).with_context(|| path.display().to_string())?;
        Ok(Self { path, file })
    }

    /// Goes on with the file in this folder. What it has beyond the checkpoint goes, since the run comes by there again.
    /// Also returns the line of the checkpoint's own step, if it has one.
    pub fn go_on(folder: &Path, progress: &TrainState) -> Result<(Self, Option<LoggedStep>)> {
        let path = folder.join(NAME);
        let (file, last) = reopen(&path, progress).with_context(|| path.display().to_string())?;
        Ok((Self { path, file }, last))
    }

    fn write(&mut self, line: &Line) -> Result<()> {
        let text = serde_json::to_string(line)? + "\n";
        let written = self.file.write_all(text.as_bytes());
        written.with_context(|| format!("writing {}", self.path.display()))
    }
}

impl Log for MetricsFile {
    fn step(&mut self, step: &LoggedStep) -> Result<()> {
        self.write(&Line::Step(*step))
    }

    fn epoch(&mut self, row: &EpochRow) -> Result<()> {
        self.write(&Line::Epoch(row.clone()))
    }
}

fn reopen(path: &Path, progress: &TrainState) -> Result<(File, Option<LoggedStep>)> {
    let text = match fs::read_to_string(path) {
        Err(error) if error.kind() == ErrorKind::NotFound => String::new(),
        read => read?,
    };
    let kept = lines_until(&text, progress);
    let last = kept.iter().find_map(|(_, line)| match line {
        Line::Step(step) if step.step == progress.step => Some(*step),
        _ => None,
    });
    let part = path.with_extension("part");
    let kept: String = kept.iter().flat_map(|(text, _)| [*text, "\n"]).collect();
    fs::write(&part, kept)?;
    fs::rename(&part, path)?;
    Ok((OpenOptions::new().append(true).open(path)?, last))
}

/// The lines of steps and epochs that are done. A line that a crash cut off is left out.
fn lines_until<'a>(text: &'a str, progress: &TrainState) -> Vec<(&'a str, Line)> {
    let lines = text.lines();
    let lines = lines.filter_map(|text| Some((text, serde_json::from_str(text).ok()?)));
    let scored = progress.epochs.last().map_or(0, |row| row.step);
    let is_done = |line: &Line| match line {
        Line::Step(step) => step.step <= progress.step,
        Line::Epoch(row) => row.step <= scored,
    };
    lines.filter(|(_, line)| is_done(line)).collect()
}

#[cfg(test)]
mod tests;
