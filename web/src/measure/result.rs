//! The latency and the throughput of a device, as measured.

use namelight_protocol::{Measurement, ModelInfo};
use serde::Serialize;

use crate::presentation::format;

/// The latency of inputs of one length, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Timing {
    /// Length of the input in wordpieces.
    pub wordpieces: usize,
    /// The median: half of the runs are faster.
    pub median: f64,
    /// The 95th percentile: 95 of 100 runs are faster.
    pub p95: f64,
    /// Number of runs that count.
    pub runs: usize,
}

/// The throughput of workers side by side.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rate {
    /// Number of workers.
    pub workers: usize,
    /// Wordpieces a second of all of them together.
    pub wordpieces_per_second: f64,
}

/// All that was measured.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Results {
    /// The model, with the time that it took to load and the memory that it took.
    pub model: Option<ModelInfo>,
    /// Latency by length.
    pub timings: Vec<Timing>,
    /// Lengths that were left out since the model does not read as many wordpieces at once.
    pub too_long: Vec<usize>,
    /// Throughput by number of workers.
    pub rates: Vec<Rate>,
}

impl Timing {
    /// The latency of a measurement without its first runs.
    pub fn of(measurement: &Measurement, warm_up: usize) -> Self {
        let mut millis: Vec<f64> = measurement.millis.iter().skip(warm_up).copied().collect();
        millis.sort_by(f64::total_cmp);
        Self {
            wordpieces: measurement.wordpieces,
            median: quantile(&millis, 0.5),
            p95: quantile(&millis, 0.95),
            runs: millis.len(),
        }
    }
}

/// The number that this share of sorted numbers does not exceed; 0 of none.
fn quantile(sorted: &[f64], share: f64) -> f64 {
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1)).copied().unwrap_or(0.0)
}

impl Results {
    /// The results for programs.
    pub fn to_json(&self) -> String {
        // Numbers and strings alone: there is nothing that cannot be written.
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// One line about the model, and what loading it took.
    pub fn model_line(&self) -> Option<String> {
        let model = self.model.as_ref()?;
        Some(format!(
            "Model {}, {}, {}: loaded in {:.0} ms, {} of memory.",
            model.name,
            format::megabytes(model.weight_bytes),
            model.instructions,
            model.load_millis,
            format::megabytes(model.memory_bytes),
        ))
    }

    /// What is to be said of each length that was left out.
    pub fn too_long_lines(&self) -> Vec<String> {
        let most = self.model.as_ref().map_or(0, |model| model.max_wordpieces);
        let line = |length: &usize| {
            format!("{length} wordpieces: more than the {most} that the model reads at once")
        };
        self.too_long.iter().map(line).collect()
    }

    /// The results in a few lines for people.
    pub fn to_card(&self) -> String {
        let model = self.model_line().map(|line| format!("Namelight. {line}"));
        let mut lines: Vec<String> = model.into_iter().collect();
        for timing in &self.timings {
            lines.push(format!(
                "{} wordpieces: {:.1} ms (95 % within {:.1} ms)",
                timing.wordpieces, timing.median, timing.p95
            ));
        }
        lines.extend(self.too_long_lines());
        for rate in &self.rates {
            lines.push(format!(
                "{}: {} wordpieces a second",
                format::counted(rate.workers, "worker"),
                format::count(rate.wordpieces_per_second.round() as usize)
            ));
        }
        lines.join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn timing(millis: &[f64]) -> Timing {
        let measurement = Measurement {
            wordpieces: 16,
            millis: millis.to_vec(),
            ops: Vec::new(),
        };
        Timing::of(&measurement, 1)
    }

    #[test]
    fn warm_up_does_not_count() {
        let timing = timing(&[900.0, 3.0, 1.0, 2.0]);
        assert_eq!((timing.median, timing.p95, timing.runs), (2.0, 3.0, 3));
    }

    #[test]
    fn no_runs_take_no_time() {
        assert_eq!(timing(&[]).median, 0.0);
    }

    #[test]
    fn the_card_and_the_json_say_what_was_measured() {
        let results = Results {
            timings: vec![timing(&[9.0, 4.25])],
            rates: vec![Rate {
                workers: 2,
                wordpieces_per_second: 8123.4,
            }],
            ..Results::default()
        };
        let card = results.to_card();
        assert!(card.contains("16 wordpieces: 4.2 ms"), "{card}");
        assert!(
            card.contains("2 workers: 8,123 wordpieces a second"),
            "{card}"
        );
        let json: serde_json::Value = serde_json::from_str(&results.to_json()).unwrap();
        assert_eq!(json["timings"][0]["median"], 4.25);
    }
}
