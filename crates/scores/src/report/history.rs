//! The course of a training run: its loss curve and its epochs.

use serde::{Deserialize, Serialize};

/// A point of the loss curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LossPoint {
    /// Number of steps done.
    pub step: usize,
    /// Mean training loss since the previous point, in nats a word.
    pub loss: f64,
    /// Learning rate of this step.
    pub learning_rate: f64,
}

/// Entity F1 on the validation data of a source.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SourceF1 {
    /// The name of the source.
    pub name: String,
    /// Entity F1, of the types that the source labels.
    pub f1: f64,
}

/// A row of the epoch table; scores are of the validation data, and means where there are several sources of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpochRow {
    /// Mean training loss of the epoch.
    pub training_loss: f64,
    /// Number of epochs done; it has a fraction where a run ends inside an epoch.
    pub epoch: f64,
    /// Number of steps done.
    pub step: usize,
    /// Mean loss in nats a labelled word.
    pub validation_loss: f64,
    /// Entity precision.
    pub precision: f64,
    /// Entity recall.
    pub recall: f64,
    /// Entity F1.
    pub f1: f64,
    /// Share of words with the right label.
    pub accuracy: f64,
    /// Wall-clock seconds of the epoch, without its evaluation.
    pub seconds: f64,
    /// F1 on the validation data of each source; empty where there is one without a name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<SourceF1>,
}
