//! A running mean.

use serde::{Deserialize, Serialize};

/// The mean of the numbers added since the last call of [`RunningMean::take`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RunningMean {
    sum: f64,
    count: usize,
}

impl RunningMean {
    /// One number more.
    pub fn add(&mut self, value: f64) {
        self.sum += value;
        self.count += 1;
    }

    /// The mean, 0 of nothing; starts anew.
    pub fn take(&mut self) -> f64 {
        let mean = self.sum / self.count.max(1) as f64;
        *self = Self::default();
        mean
    }
}
