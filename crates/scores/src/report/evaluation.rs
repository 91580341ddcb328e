//! Scores of finished models, and their latency: a median over 32 wordpieces on one thread. `namelight quantize --data` takes
//! the times of both forms of the weights on one machine.

use serde::{Deserialize, Serialize};

use crate::EntityScores;

/// Scores of one weight file on one split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// The source of the data, where a run has several. The types that it labels count.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// `validation` or `test`.
    pub split: String,
    /// `f32` or `int8`: what is computed with. A grouped file runs as int8.
    pub weights: String,
    /// Size of the weight file in bytes.
    pub weight_bytes: u64,
    /// Milliseconds of a forward pass over 32 wordpieces on one thread, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub millis: Option<f64>,
    /// Mean loss in nats a labelled word.
    pub loss: f64,
    /// Entity scores as seqeval computes them.
    pub scores: EntityScores,
}

/// The scores of one seed of a recipe.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeedRow {
    /// The seed.
    pub seed: u64,
    /// Entity F1 on the validation data.
    pub validation_f1: f64,
    /// Entity F1 on the test data, where there is any.
    pub test_f1: Option<f64>,
    /// Wall-clock seconds of the run.
    pub seconds: f64,
}
