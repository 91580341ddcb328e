//! Scores of a labelling, and the report that keeps them.
//!
//! Predicted tags and those of the data are read as [`EntitySpan`]s and compared: [`score_entities`] gives precision, recall
//! and F1 as seqeval does. From the probabilities of words come calibration ([`LabelledWords`], [`reliability`]), from the
//! scores of entities the table of thresholds ([`threshold_table`]), and from their types the confusions ([`confusion`]).
//! [`OPERATING_POINTS`] are the settings between only sure names and none missed.
//! The trainer puts all of it into a [`report::Report`], of which the model card and the Report view are rendered through
//! the rows in [`report::tables`].
//!
//! ```
//! use namelight_scores::{Scheme, score_entities};
//!
//! // Anna Lind left Oslo: the name of the person is found without its second word.
//! let gold = [vec!["B-PER", "I-PER", "O", "B-LOC"]];
//! let predicted = [vec!["B-PER", "O", "O", "B-LOC"]];
//! let scores = score_entities(&gold, &predicted, Scheme::Default)?;
//! assert_eq!(scores.overall.f1, 0.5);
//! assert_eq!(scores.per_type["LOC"].f1, 1.0);
//! assert_eq!(scores.accuracy, 0.75);
//! # Ok::<(), namelight_scores::ScoreError>(())
//! ```

mod calibration;
mod entities;
mod error;
mod operating_points;
pub mod report;
mod spans;
mod statistics;
mod strict;
mod thresholds;

pub use calibration::{LabelledWords, ReliabilityBin, expected_calibration_error, reliability};
pub use entities::{EntityScores, Scheme, Score, score_entities, score_spans};
pub use error::ScoreError;
pub use operating_points::{OPERATING_POINTS, OperatingPoint, OperatingPointRow, recall_biases};
pub use spans::EntitySpan;
pub use thresholds::{ConfusionCell, ThresholdRow, confusion, threshold_table};
