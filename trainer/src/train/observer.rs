//! Who is told how a run goes on.

use namelight_scores::report::EpochRow;
use serde::{Deserialize, Serialize};

/// Who watches a run.
pub trait Observer {
    /// A step is done.
    fn step(&mut self, step: usize, total: usize, loss: f64);
    /// A point of the loss curve is done; this comes every few steps.
    fn logged(&mut self, _step: &LoggedStep) {}
    /// An epoch is done and scored.
    fn epoch(&mut self, row: &EpochRow);
}

/// What is known where the loss curve gets a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoggedStep {
    /// Steps done.
    pub step: usize,
    /// Epochs done, with the part of this one.
    pub epoch: f64,
    /// Mean loss since the previous point.
    pub loss: f64,
    /// Learning rate of this step.
    pub learning_rate: f64,
    /// Norm of this step's gradient, before clipping.
    pub gradient_norm: f64,
    /// Seconds of the run so far.
    pub seconds: f64,
}
