//! The observer of a training run.

use namelight_scores::report::EpochRow;
use serde::{Deserialize, Serialize};

/// Is told how a run goes on.
pub trait Observer {
    /// Is called after each step. Data that is changed anew each epoch may take `step` beyond `total`.
    fn step(&mut self, step: usize, total: usize, loss: f64);
    /// Is called after every few steps, with a point of the loss curve.
    fn logged(&mut self, _step: &LoggedStep) {}
    /// Is called after each epoch, with its scores.
    fn epoch(&mut self, row: &EpochRow);
}

/// What is known at a point of the loss curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoggedStep {
    /// The number of steps done.
    pub step: usize,
    /// The number of epochs done, with the part of the current one.
    pub epoch: f64,
    /// Mean loss since the previous point.
    pub loss: f64,
    /// Learning rate of this step.
    pub learning_rate: f64,
    /// Norm of this step's gradient, before clipping.
    pub gradient_norm: f64,
    /// Seconds that the run took so far.
    pub seconds: f64,
}
