//! An event file that TensorBoard draws while the run goes on. The tags are those of transformers' `Trainer`.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context, Result};
use namelight_scores::report::EpochRow;
use prost::Message;

use super::Log;
use super::event::{Event, FILE_VERSION, START, Session, Summary, Value, What};
use super::record::frame;
use crate::train::observer::LoggedStep;

/// TensorBoard knows an event file by this part of its name.
const PREFIX: &str = "events.out.tfevents.";

/// An open event file.
pub struct EventsFile {
    path: PathBuf,
    file: File,
}

impl EventsFile {
    /// Creates a new file in this folder for a run that goes on behind this step. TensorBoard joins a folder's files, and drops
    /// what older ones have of this step and later ones: the epoch that ended with it may not have been scored.
    pub fn create(folder: &Path, step: usize) -> Result<Self> {
        let (path, file) = create_new(folder)?;
        let mut events = Self { path, file };
        events.write(0, What::FileVersion(FILE_VERSION.to_owned()))?;
        events.write(step, What::Session(Session { status: START }))?;
        Ok(events)
    }

    /// Removes the files of earlier runs.
    pub fn remove_all(folder: &Path) -> Result<()> {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if entry.file_name().to_string_lossy().starts_with(PREFIX) {
                fs::remove_file(entry.path())?;
            }
        }
        Ok(())
    }

    fn write(&mut self, step: usize, what: What) -> Result<()> {
        let event = Event {
            wall_time: since_1970().as_secs_f64(),
            step: i64::try_from(step)?,
            what: Some(what),
        };
        // In one piece, so that a reader rarely meets half an event.
        let written = self.file.write_all(&frame(&event.encode_to_vec()));
        written.with_context(|| format!("writing {}", self.path.display()))
    }

    fn scalars(&mut self, step: usize, scalars: &[(&str, f64)]) -> Result<()> {
        let values = scalars.iter().map(|(tag, value)| Value {
            tag: (*tag).to_owned(),
            simple_value: Some(*value as f32),
        });
        let values = values.collect();
        self.write(step, What::Summary(Summary { values }))
    }
}

impl Log for EventsFile {
    fn step(&mut self, step: &LoggedStep) -> Result<()> {
        let scalars = [
            ("train/loss", step.loss),
            ("train/learning_rate", step.learning_rate),
            ("train/grad_norm", step.gradient_norm),
            ("train/epoch", step.epoch),
        ];
        self.scalars(step.step, &scalars)
    }

    fn epoch(&mut self, row: &EpochRow) -> Result<()> {
        let mut scalars = vec![
            ("eval/loss", row.validation_loss),
            ("eval/precision", row.precision),
            ("eval/recall", row.recall),
            ("eval/f1", row.f1),
            ("eval/accuracy", row.accuracy),
        ];
        let sources = row.sources.iter();
        let tags: Vec<(String, f64)> = sources
            .map(|source| (format!("eval/f1/{}", source.name), source.f1))
            .collect();
        scalars.extend(tags.iter().map(|(tag, f1)| (tag.as_str(), *f1)));
        self.scalars(row.step, &scalars)
    }
}

/// A run that goes on within a second of its start still gets a file of its own.
fn create_new(folder: &Path) -> Result<(PathBuf, File)> {
    let seconds = since_1970().as_secs();
    let mut number = 0;
    loop {
        let path = folder.join(format!("{PREFIX}{seconds:010}.namelight.{number}"));
        match OpenOptions::new().write(true).create_new(true).open(&path) {
            Ok(file) => return Ok((path, file)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error).with_context(|| path.display().to_string()),
        }
    }
}

fn since_1970() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default()
}

#[cfg(test)]
mod tests;
