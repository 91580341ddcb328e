//! How far a model can be trusted: calibrated probabilities, thresholds, confusions, other readings of the data.

use serde::{Deserialize, Serialize};

use crate::{ConfusionCell, ReliabilityBin, Score, ThresholdRow};

/// What is known of the shipped weights beyond their scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostics {
    /// `f32` or `int8`.
    pub weights: String,
    /// What logits are divided by; it makes the loss on the validation data as small as it can.
    pub temperature: f64,
    /// Before and after, one a split.
    pub calibration: Vec<CalibrationRow>,
    /// Precision and recall on the validation data when only entities above a score count.
    pub thresholds: Vec<ThresholdRow>,
    /// Confusions of types on the validation data.
    pub confusion: Vec<ConfusionCell>,
    /// Scores when the data is read in another way.
    pub conditions: Vec<ConditionRow>,
}

/// A split's probabilities before and after the temperature.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalibrationRow {
    /// `validation` or `test`.
    pub split: String,
    /// The network's own probabilities.
    pub before: Reliability,
    /// Those that the page shows.
    pub after: Reliability,
}

/// How well probabilities fit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Mean loss a word, in nats.
    pub loss: f64,
    /// Expected calibration error of the likeliest label of each word, from 0 to 1.
    pub word_error: f64,
    /// The same of entity scores; an entity is right when type and place are.
    pub entity_error: f64,
    /// Words by confidence.
    pub word_bins: Vec<ReliabilityBin>,
    /// Entities by score.
    pub entity_bins: Vec<ReliabilityBin>,
}

/// How a split was given to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// As plain text, a sentence a line; entities count by their places in the text.
    Lines,
    /// As plain text in one line, so that sentences have to be found.
    Text,
    /// Its words in capitals.
    UpperCase,
    /// Its words without capitals.
    LowerCase,
}

impl Condition {
    /// For a reader.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "plain text, a sentence a line",
            Self::Text => "plain text in one line",
            Self::UpperCase => "UPPER CASE",
            Self::LowerCase => "lower case",
        }
    }
}

/// Scores of a split that was changed first.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConditionRow {
    /// `validation` or `test`.
    pub split: String,
    /// What was changed.
    pub condition: Condition,
    /// Entity scores over all types.
    pub score: Score,
}
