//! What a run shows in the terminal: a bar while it goes on, and a row of a table for each epoch.

use std::time::Instant;

use indicatif::ProgressBar;
use namelight_scores::report::{EpochRow, SourceF1};

use super::bars::styled;
use crate::train::observer::Observer;

/// Steps between two lines where there is no terminal.
const LOG_EVERY: usize = 100;

const COLUMNS: &str = "\
| Training Loss | Epoch | Step | Validation Loss | Precision | Recall | F1     | Accuracy |";
const RULE: &str = "\
|:-------------:|:-----:|:----:|:---------------:|:---------:|:------:|:------:|:--------:|";
/// The narrowest column of a source; a score needs six characters.
const NARROWEST: usize = 6;

/// Draws on standard error; the rows of the table go to standard output.
pub struct TerminalProgress {
    bar: ProgressBar,
    has_header: bool,
    started: Instant,
}

impl TerminalProgress {
    /// Starts with an empty bar.
    pub fn new() -> Self {
        let template = "{bar:30} {pos}/{len} steps, {per_sec}, {eta} left, {msg}";
        Self {
            bar: styled(ProgressBar::new(0), template),
            has_header: false,
            started: Instant::now(),
        }
    }
}

impl Observer for TerminalProgress {
    fn step(&mut self, step: usize, total: usize, loss: f64) {
        if self.bar.is_hidden() {
            // Where there is no terminal to draw a bar on, a line now and then.
            if step.is_multiple_of(LOG_EVERY) {
                let seconds = self.started.elapsed().as_secs_f64();
                eprintln!("{}", step_line(step, total, loss, seconds));
            }
            return;
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
                println!("{}", epoch_header(row));
            }
            println!("{}", epoch_line(row));
        });
        self.has_header = true;
    }
}

/// Data that is changed anew each epoch may make more windows, and so more steps, than the schedule counts.
fn step_line(step: usize, total: usize, loss: f64, seconds: f64) -> String {
    let steps_left = total.saturating_sub(step);
    let minutes_left = seconds / step as f64 * steps_left as f64 / 60.0;
    format!("step {step} of {total}, loss {loss:.4}, {minutes_left:.0} minutes left")
}

/// The heads of the columns, with one for the F1 of each source.
fn epoch_header(row: &EpochRow) -> String {
    let (mut columns, mut rule) = (COLUMNS.to_owned(), RULE.to_owned());
    for source in &row.sources {
        let width = width(source);
        columns += &format!(" {:<width$} |", source.name);
        rule += &format!(":{}:|", "-".repeat(width));
    }
    format!("{columns}\n{rule}")
}

fn width(source: &SourceF1) -> usize {
    source.name.chars().count().max(NARROWEST)
}

fn epoch_line(row: &EpochRow) -> String {
    let sources = row.sources.iter();
    let sources = sources.map(|source| format!(" {:<1$.4} |", source.f1, width(source)));
    let sources: String = sources.collect();
    format!(
        "| {:<13.4} | {:<5.1} | {:<4} | {:<15.4} | {:<9.4} | {:<6.4} | {:<6.4} | {:<8.4} |{sources}",
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_source_has_a_column() {
        let source = |name: &str, f1| SourceF1 {
            name: name.to_owned(),
            f1,
        };
        let row = EpochRow {
            training_loss: 0.5,
            epoch: 1.0,
            step: 20,
            validation_loss: 0.25,
            precision: 0.5,
            recall: 0.5,
            f1: 0.5,
            accuracy: 0.9,
            seconds: 1.0,
            sources: vec![source("news", 0.75), source("chat logs", 0.25)],
        };
        let table = epoch_header(&row) + "\n" + &epoch_line(&row);
        let lines: Vec<&str> = table.lines().collect();
        assert!(lines[0].ends_with("| Accuracy | news   | chat logs |"));
        assert!(lines[1].ends_with("|:--------:|:------:|:---------:|"));
        assert!(lines[2].ends_with("| 0.9000   | 0.7500 | 0.2500    |"));
        assert!(lines.iter().all(|line| line.len() == lines[0].len()));
    }

    #[test]
    fn steps_beyond_the_schedule_leave_no_time_to_wait() {
        let line = step_line(100, 400, 0.5, 60.0);
        assert_eq!(line, "step 100 of 400, loss 0.5000, 3 minutes left");
        let line = step_line(500, 400, 0.5, 60.0);
        assert_eq!(line, "step 500 of 400, loss 0.5000, 0 minutes left");
    }
}
