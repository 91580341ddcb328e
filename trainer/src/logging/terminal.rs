//! What a run shows in the terminal: a bar while it goes on, a table row an epoch.

use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use namelight_scores::report::EpochRow;

use crate::train::observer::Observer;

/// Steps between two lines where there is no terminal.
const LOG_EVERY: usize = 100;

/// Draws on standard error; the rows of the table go to standard output.
pub struct TerminalProgress {
    bar: ProgressBar,
    has_header: bool,
    started: Instant,
}

impl TerminalProgress {
    /// Starts with an empty bar.
    pub fn new() -> Self {
        let bar = ProgressBar::new(0);
        let style = ProgressStyle::with_template(
            "{bar:30} {pos}/{len} steps, {per_sec}, {eta} left, {msg}",
        );
        bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
        Self {
            bar,
            has_header: false,
            started: Instant::now(),
        }
    }
}

/// A bar that counts up to `total`.
pub fn counting_bar(total: usize, what: &'static str) -> ProgressBar {
    let bar = ProgressBar::new(total as u64);
    let style = ProgressStyle::with_template("{bar:30} {pos}/{len} {msg}, {eta} left");
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.with_message(what)
}

/// A bar for the bytes of a file.
pub fn download_bar(size: Option<u64>, name: &str) -> ProgressBar {
    let (bar, template) = match size {
        Some(size) => (
            ProgressBar::new(size),
            "{bar:30} {bytes}/{total_bytes} of {msg}, {bytes_per_sec}, {eta} left",
        ),
        None => (
            ProgressBar::new_spinner(),
            "{spinner} {bytes} of {msg}, {bytes_per_sec}",
        ),
    };
    let style = ProgressStyle::with_template(template);
    bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
    bar.with_message(name.to_owned())
}

impl Default for TerminalProgress {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for TerminalProgress {
    fn step(&mut self, step: usize, total: usize, loss: f64) {
        if self.bar.is_hidden() {
            return log_step(step, total, loss, self.started);
        }
        self.bar.set_length(total as u64);
        self.bar.set_position(step as u64);
        self.bar.set_message(format!("loss {loss:.4}"));
        if step == total {
            self.bar.finish_and_clear();
        }
    }

    fn epoch(&mut self, row: &EpochRow) {
        self.bar.suspend(|| {
            if !self.has_header {
                println!("{}", EPOCH_HEADER);
            }
            println!("{}", epoch_line(row));
        });
        self.has_header = true;
    }
}

/// Where there is no terminal to draw a bar on, a line now and then.
fn log_step(step: usize, total: usize, loss: f64, started: Instant) {
    if !step.is_multiple_of(LOG_EVERY) {
        return;
    }
    let seconds = started.elapsed().as_secs_f64();
    let left = seconds / step as f64 * (total - step) as f64 / 60.0;
    eprintln!("step {step} of {total}, loss {loss:.4}, {left:.0} minutes left");
}

const EPOCH_HEADER: &str = "\
| Training Loss | Epoch | Step | Validation Loss | Precision | Recall | F1     | Accuracy |
|:-------------:|:-----:|:----:|:---------------:|:---------:|:------:|:------:|:--------:|";

fn epoch_line(row: &EpochRow) -> String {
    format!(
        "| {:<13.4} | {:<5.1} | {:<4} | {:<15.4} | {:<9.4} | {:<6.4} | {:<6.4} | {:<8.4} |",
        row.training_loss,
        row.epoch,
        row.step,
        row.validation_loss,
        row.precision,
        row.recall,
        row.f1,
        row.accuracy
    )
}
