//! The latency of many runs in three numbers.

use serde::{Deserialize, Serialize};

/// The minimum, the median and the 95th percentile of milliseconds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Summary {
    /// The number of runs.
    pub runs: usize,
    /// The fastest run.
    pub min_millis: f64,
    /// Half of the runs took no longer.
    pub median_millis: f64,
    /// 95 of 100 runs took no longer.
    pub p95_millis: f64,
}

impl Summary {
    /// Summarizes milliseconds in any order.
    ///
    /// # Panics
    /// When there are none.
    pub fn of(millis: &[f64]) -> Self {
        assert!(!millis.is_empty(), "nothing was measured");
        let mut sorted = millis.to_vec();
        sorted.sort_by(f64::total_cmp);
        // The run of this rank, from 1 on; none is made up between two.
        let ranked = |percent: usize| sorted[(sorted.len() * percent).div_ceil(100) - 1];
        Self {
            runs: sorted.len(),
            min_millis: sorted[0],
            median_millis: ranked(50),
            p95_millis: ranked(95),
        }
    }

    /// The median, and in brackets the minimum and the 95th percentile.
    pub fn cell(&self) -> String {
        let Self {
            min_millis,
            median_millis,
            p95_millis,
            ..
        } = self;
        format!("{median_millis:.1} ({min_millis:.1}, {p95_millis:.1})")
    }

    /// This time by another one: of the medians, and in brackets of the minima.
    pub fn by(&self, other: &Self) -> String {
        format!(
            "{:.2} ({:.2})",
            self.median_millis / other.median_millis,
            self.min_millis / other.min_millis
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_twenty_runs_the_tenth_is_the_median_and_the_nineteenth_the_95th_percentile() {
        let millis: Vec<f64> = (1..=20).rev().map(f64::from).collect();
        let summary = Summary::of(&millis);
        let Summary {
            runs,
            min_millis,
            median_millis,
            p95_millis,
        } = summary;
        assert_eq!(
            (runs, min_millis, median_millis, p95_millis),
            (20, 1.0, 10.0, 19.0)
        );
    }

    #[test]
    fn one_run_is_all_three() {
        let summary = Summary::of(&[3.0]);
        assert_eq!(summary.cell(), "3.0 (3.0, 3.0)");
        assert_eq!(summary.by(&Summary::of(&[6.0])), "0.50 (0.50)");
    }
}
