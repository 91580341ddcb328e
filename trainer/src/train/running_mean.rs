//! A running mean, such as that of the loss.

use serde::{Deserialize, Serialize};

/// The mean of the numbers added since the last call of [`RunningMean::take`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunningMean {
    sum: f64,
    count: usize,
}

impl RunningMean {
    /// Adds a number.
    pub fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    /// Gives the mean, which is 0 if nothing was added, and starts anew.
    pub fn take(&mut self) -> f64 {
        let mean = self.sum / self.count.max(1) as f64;
        *self = Self::default();
        mean
    }
}
