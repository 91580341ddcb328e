//! Evaluation of a model: scores on column files, on span files and on plain text, lists of errors, diagnostics
//! (calibration, thresholds, confusions), and the latency of a forward pass.

mod comparison;
pub mod diagnostics;
mod errors;
mod evaluation;
pub mod finished;
pub mod latency;
pub mod outside_bias;
pub mod plain_text;
mod spans;
mod type_filter;

pub use comparison::{Comparison, overall, thresholds};
pub use errors::{ErrorKind, ErrorRecord, errors};
pub use evaluation::{Predictions, Scored, evaluate, label_sentences, predict};
pub use spans::compare_texts;
pub use type_filter::TypeFilter;
