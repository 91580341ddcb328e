//! How good a labelling is, and the report that says so.

mod calibration;
mod chunks;
mod entities;
mod error;
pub mod report;
mod strict;
mod thresholds;

pub use calibration::{LabelledWords, ReliabilityBin, expected_calibration_error, reliability};
pub use chunks::Chunk;
pub use entities::{EntityScores, Scheme, Score, score_chunks, score_entities};
pub use error::ScoreError;
pub use thresholds::{ConfusionCell, ThresholdRow, confusion, threshold_table};
