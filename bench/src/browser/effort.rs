//! The effort of a measurement: how many runs, visits and seconds it takes.

use std::time::Duration;

/// Lengths, rounds and runs.
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// Lengths of the inputs in wordpieces, special tokens included.
    pub lengths: &'static [usize],
    /// How long each engine runs at each length before anything counts.
    pub warm_up: Duration,
    /// Turns of each engine.
    pub rounds: usize,
    /// Runs in a turn.
    pub turn: usize,
    /// The same for each way of making a model for onnxruntime, of which the fastest is looked for.
    pub trial_warm_up: Duration,
    pub trial_runs: usize,
    /// How often the page is opened.
    pub visits: usize,
    /// The same over the slow link.
    pub slow_visits: usize,
    /// The models by name.
    pub models: &'static [&'static str],
}

impl Effort {
    /// The effort that a record needs; it takes minutes.
    pub const FULL: Self = Self {
        lengths: &[16, 32, 64, 128, 256],
        warm_up: Duration::from_secs(2),
        rounds: 6,
        turn: 5,
        trial_warm_up: Duration::from_millis(700),
        trial_runs: 5,
        visits: 7,
        slow_visits: 3,
        models: &["small", "distilbert"],
    };

    /// Enough to see that everything works; its numbers are worth little.
    pub const QUICK: Self = Self {
        lengths: &[32, 128],
        warm_up: Duration::from_millis(500),
        rounds: 2,
        turn: 3,
        trial_warm_up: Duration::from_millis(100),
        trial_runs: 2,
        visits: 1,
        slow_visits: 1,
        models: &["small"],
    };
}
