//! What a run shows in the terminal: a bar while it goes on, and a row of a table for each epoch.

use std::time::Instant;

use indicatif::ProgressBar;
use namelight_scores::report::EpochRow;

use super::bars::styled;
use crate::train::observer::Observer;

/// Steps between two lines where there is no terminal.
const LOG_EVERY: usize = 100;

const EPOCH_HEADER: &str = "\
| Training Loss | Epoch | Step | Validation Loss | Precision | Recall | F1     | Accuracy |
|:-------------:|:-----:|:----:|:---------------:|:---------:|:------:|:------:|:--------:|";

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
                println!("{EPOCH_HEADER}");
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_beyond_the_schedule_leave_no_time_to_wait() {
        let line = step_line(100, 400, 0.5, 60.0);
        assert_eq!(line, "step 100 of 400, loss 0.5000, 3 minutes left");
        let line = step_line(500, 400, 0.5, 60.0);
        assert_eq!(line, "step 500 of 400, loss 0.5000, 0 minutes left");
    }
}
