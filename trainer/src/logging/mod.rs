//! What one can watch while a run goes on: the terminal, `metrics.jsonl`, TensorBoard.
//!
//! The event files of TensorBoard are written here: of the crates that do it one needs a compiler of protobuf schemas, and
//! the other brings a library of images.

mod bars;
mod event;
mod metrics;
mod record;
mod tensorboard;
mod terminal;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use namelight_scores::report::EpochRow;

use crate::model_dir;
use crate::train::checkpoint::TrainState;
use crate::train::observer::{LoggedStep, Observer};
pub use bars::{counting_bar, download_bar};
use metrics::MetricsFile;
use tensorboard::EventsFile;
pub use terminal::TerminalProgress;

/// Several observers as one.
pub struct Observers(pub Vec<Box<dyn Observer>>);

impl Observer for Observers {
    fn step(&mut self, step: usize, total: usize, loss: f64) {
        for observer in &mut self.0 {
            observer.step(step, total, loss);
        }
    }

    fn logged(&mut self, step: &LoggedStep) {
        for observer in &mut self.0 {
            observer.logged(step);
        }
    }

    fn epoch(&mut self, row: &EpochRow) {
        for observer in &mut self.0 {
            observer.epoch(row);
        }
    }
}

/// Where a run's logs go: a folder beside its output, which itself is there only when the run is over.
pub struct LogFolder {
    path: PathBuf,
}

impl LogFolder {
    /// Belongs to this output directory.
    pub fn beside(out: &Path) -> Self {
        let name = format!("{}.logs", model_dir::name_of(out));
        Self {
            path: out.with_file_name(name),
        }
    }

    /// Opens the logs of a run that has come this far. Those of a run that starts replace the logs of an earlier run.
    pub fn open(&self, progress: &TrainState) -> Result<Observers> {
        self.open_files(progress)
            .with_context(|| format!("opening the logs in {}", self.path.display()))
    }

    fn open_files(&self, progress: &TrainState) -> Result<Observers> {
        let folder = &self.path;
        fs::create_dir_all(folder)?;
        let (metrics, last) = if progress.step == 0 {
            EventsFile::remove_all(folder)?;
            (MetricsFile::create(folder)?, None)
        } else {
            MetricsFile::go_on(folder, progress)?
        };
        let mut events = EventsFile::create(folder, progress.step)?;
        if let Some(step) = last {
            events.step(&step)?;
        }
        Ok(Observers(vec![
            Box::new(Logged(Some(metrics))),
            Box::new(Logged(Some(events))),
        ]))
    }
}

/// A log file.
trait Log {
    /// Writes what is known after a few steps.
    fn step(&mut self, step: &LoggedStep) -> Result<()>;
    /// Writes the scores of an epoch.
    fn epoch(&mut self, row: &EpochRow) -> Result<()>;
}

/// A log file until it cannot be written; then the run goes on without it, since it is worth more than its log.
struct Logged<L>(Option<L>);

impl<L: Log> Logged<L> {
    fn write(&mut self, write: impl FnOnce(&mut L) -> Result<()>) {
        let Some(log) = &mut self.0 else {
            return;
        };
        if let Err(error) = write(log) {
            eprintln!("warning: {error:#}; the run goes on without this log");
            self.0 = None;
        }
    }
}

impl<L: Log> Observer for Logged<L> {
    fn step(&mut self, _step: usize, _total: usize, _loss: f64) {}

    fn logged(&mut self, step: &LoggedStep) {
        self.write(|log| log.step(step));
    }

    fn epoch(&mut self, row: &EpochRow) {
        self.write(|log| log.epoch(row));
    }
}

#[cfg(test)]
mod tests;
