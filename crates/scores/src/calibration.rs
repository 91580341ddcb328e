//! Calibration: whether predictions of confidence 0.9 are right nine times out of ten, and the temperature that brings
//! probabilities closer to that (Guo, Pleiss, Sun and Weinberger 2017, "On Calibration of Modern Neural Networks").

use serde::{Deserialize, Serialize};

use crate::ScoreError;

/// Number of bins in a reliability diagram, as in the paper.
const BINS: usize = 15;

/// The range of inverse temperatures that is searched. A best value outside it would be a sign of broken data.
const INVERSE_TEMPERATURES: (f64, f64) = (0.05, 20.0);

/// The predictions of a model for words whose right labels are known.
#[derive(Clone, Debug)]
pub struct LabelledWords {
    log_probabilities: Vec<f32>,
    gold: Vec<usize>,
    labels: usize,
}

/// A bin of a reliability diagram: predictions of similar confidence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ReliabilityBin {
    /// Number of predictions in it.
    pub count: usize,
    /// Their mean confidence, from 0 to 1.
    pub confidence: f64,
    /// Share of the predictions that are right, from 0 to 1.
    pub accuracy: f64,
}

impl LabelledWords {
    /// Takes log probabilities `(words, labels)`, row by row, and the right label of each word.
    ///
    /// # Errors
    /// When the two do not fit together, or a value is not a number.
    pub fn new(
        log_probabilities: Vec<f32>,
        gold: Vec<usize>,
        labels: usize,
    ) -> Result<Self, ScoreError> {
        let fits = log_probabilities.len() == gold.len() * labels;
        let word = match labels {
            0 => Some(0),
            _ if !fits => Some(gold.len().min(log_probabilities.len() / labels)),
            _ => {
                let rows = log_probabilities.chunks_exact(labels).zip(&gold);
                rows.map(|(row, gold)| *gold < labels && row.iter().all(|value| !value.is_nan()))
                    .position(|usable| !usable)
            }
        };
        match word {
            Some(word) => Err(ScoreError::Probabilities { word }),
            None => Ok(Self {
                log_probabilities,
                gold,
                labels,
            }),
        }
    }

    /// Mean loss in nats a word, when logits are divided by this temperature.
    pub fn loss(&self, temperature: f64) -> f64 {
        let sum: f64 = self
            .rows()
            .map(|(row, gold)| log_sum(row, temperature) - f64::from(row[gold]) / temperature)
            .sum();
        sum / self.gold.len().max(1) as f64
    }

    /// The mean loss where a word with the label `outside` may have any of the labels that are `possible`: the negative
    /// logarithm of the probability of them all.
    pub fn partial_loss(&self, temperature: f64, outside: usize, possible: &[usize]) -> f64 {
        let loss = |(row, gold): (&[f32], usize)| {
            let chosen: Vec<f32> = match gold == outside {
                true => possible.iter().map(|label| row[*label]).collect(),
                false => vec![row[gold]],
            };
            log_sum(row, temperature) - log_sum(&chosen, temperature)
        };
        self.rows().map(loss).sum::<f64>() / self.gold.len().max(1) as f64
    }

    /// The temperature with the least loss. The loss is convex in the inverse of the temperature, so bisection finds it.
    pub fn best_temperature(&self) -> f64 {
        let (mut low, mut high) = INVERSE_TEMPERATURES;
        while high - low > 1e-9 * low {
            let middle = (low + high) / 2.0;
            match self.slope(middle) > 0.0 {
                true => high = middle,
                false => low = middle,
            }
        }
        1.0 / low
    }

    /// The probability of each word's likeliest label, and whether that label is right.
    pub fn outcomes(&self, temperature: f64) -> Vec<(f64, bool)> {
        let outcome = |(row, gold): (&[f32], usize)| {
            let places = (0..row.len()).rev();
            let likeliest = places.max_by(|one, two| row[*one].total_cmp(&row[*two]));
            let likeliest = likeliest.unwrap_or(gold);
            let log = f64::from(row[likeliest]) / temperature - log_sum(row, temperature);
            (log.exp(), likeliest == gold)
        };
        self.rows().map(outcome).collect()
    }

    /// Derivative of the summed loss with respect to the inverse temperature: the expected logit minus that of the right label.
    fn slope(&self, inverse: f64) -> f64 {
        let word = |(row, gold): (&[f32], usize)| {
            let log_sum = log_sum(row, 1.0 / inverse);
            let expected: f64 = row
                .iter()
                .map(|value| f64::from(*value))
                .filter(|value| value.is_finite())
                .map(|value| (value * inverse - log_sum).exp() * value)
                .sum();
            expected - f64::from(row[gold])
        };
        self.rows().map(word).sum()
    }

    fn rows(&self) -> impl Iterator<Item = (&[f32], usize)> {
        let rows = self.log_probabilities.chunks_exact(self.labels);
        rows.zip(self.gold.iter().copied())
    }
}

/// The logarithm of the sum of exponentials of a row over a temperature.
fn log_sum(row: &[f32], temperature: f64) -> f64 {
    let scaled = row.iter().map(|value| f64::from(*value) / temperature);
    let largest = scaled.clone().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = scaled.map(|value| (value - largest).exp()).sum();
    largest + sum.ln()
}

/// Sorts predictions by confidence into bins of equal width; a bin contains its upper end and not its lower one.
pub fn reliability(outcomes: &[(f64, bool)]) -> Vec<ReliabilityBin> {
    let mut bins = vec![ReliabilityBin::default(); BINS];
    for (confidence, right) in outcomes {
        let place = (confidence * BINS as f64).ceil() as usize;
        let bin = &mut bins[place.clamp(1, BINS) - 1];
        bin.count += 1;
        bin.confidence += confidence;
        bin.accuracy += f64::from(u8::from(*right));
    }
    for bin in &mut bins {
        let count = bin.count.max(1) as f64;
        bin.confidence /= count;
        bin.accuracy /= count;
    }
    bins
}

/// The mean difference between confidence and accuracy, weighted by the predictions of each bin, from 0 to 1.
pub fn expected_calibration_error(bins: &[ReliabilityBin]) -> f64 {
    let count: usize = bins.iter().map(|bin| bin.count).sum();
    let errors = bins
        .iter()
        .map(|bin| bin.count as f64 * (bin.confidence - bin.accuracy).abs());
    errors.sum::<f64>() / count.max(1) as f64
}
