//! What was measured of the released weights beyond their scores: calibration, thresholds, confusions, and scores on data
//! that is read in another way. `namelight quantize --data` fits a temperature on the validation data and writes it to
//! `config.json`; the recognizer divides logits by it, which changes probabilities and leaves the likeliest labels as they are.

use serde::{Deserialize, Serialize};

use crate::{ConfusionCell, OperatingPointRow, ReliabilityBin, Score, ThresholdRow};

/// What was measured of the released weights beyond their scores.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Diagnostics {
    /// `f32` or `int8`.
    pub weights: String,
    /// The number that logits are divided by; it is the one with the least loss on the validation data.
    pub temperature: f64,
    /// What the weights were given to add to the logit of `O`, in nats; it is the one with the best F1 on validation data.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub outside_bias: Option<f64>,
    /// Probabilities before and after the temperature, one row for each split.
    pub calibration: Vec<CalibrationRow>,
    /// Precision and recall on the validation data when only entities from a score on count.
    pub thresholds: Vec<ThresholdRow>,
    /// The scores of each source's validation data between only sure names and none missed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub operating_points: Vec<OperatingPointRow>,
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
    /// The probabilities of the network itself.
    pub before: Reliability,
    /// The probabilities that the page shows.
    pub after: Reliability,
}

/// How well probabilities agree with the share of predictions that are right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Reliability {
    /// Mean loss in nats a word.
    pub loss: f64,
    /// Expected calibration error of the likeliest label of each word, from 0 to 1.
    pub word_error: f64,
    /// Expected calibration error of the scores of entities; an entity is right when its type and its place are.
    pub entity_error: f64,
    /// The words in bins of confidence.
    pub word_bins: Vec<ReliabilityBin>,
    /// The entities in bins of their score.
    pub entity_bins: Vec<ReliabilityBin>,
}

/// How a split was given to the model.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Condition {
    /// It was read as plain text with a sentence on each line; entities were compared by their places in the text.
    Lines,
    /// It was read as plain text in one line, so that sentences had to be found.
    Text,
    /// All its words were written in capitals.
    UpperCase,
    /// All its words were written without capitals.
    LowerCase,
}

impl Condition {
    /// All of them, in the order in which they are measured.
    pub const ALL: [Self; 4] = [Self::Lines, Self::Text, Self::UpperCase, Self::LowerCase];

    /// The name for a reader.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lines => "plain text, a sentence a line",
            Self::Text => "plain text in one line",
            Self::UpperCase => "UPPER CASE",
            Self::LowerCase => "lower case",
        }
    }
}

/// Scores of a split that was read in another way.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ConditionRow {
    /// `validation` or `test`.
    pub split: String,
    /// How it was read.
    pub condition: Condition,
    /// Entity scores over all types.
    pub score: Score,
}
