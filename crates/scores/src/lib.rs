//! How good a labelling is, and the report that says so.

mod calibration;
mod entities;
mod error;
pub mod report;
mod spans;
mod strict;
mod thresholds;

pub use calibration::{LabelledWords, ReliabilityBin, expected_calibration_error, reliability};
pub use entities::{EntityScores, Scheme, Score, score_entities, score_spans};
pub use error::ScoreError;
pub use spans::EntitySpan;
pub use thresholds::{ConfusionCell, ThresholdRow, confusion, threshold_table};
