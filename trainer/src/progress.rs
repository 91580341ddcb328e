//! What a run shows in the terminal: a bar while it goes on, a table row an epoch.

use indicatif::{ProgressBar, ProgressStyle};
use namelight_scores::report::EpochRow;

use crate::training::Observer;

/// Draws on standard error; the rows of the table go to standard output.
pub struct TerminalProgress {
    bar: ProgressBar,
    has_header: bool,
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
        }
    }
}

impl Default for TerminalProgress {
    fn default() -> Self {
        Self::new()
    }
}

impl Observer for TerminalProgress {
    fn step(&mut self, step: usize, total: usize, loss: f64) {
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
