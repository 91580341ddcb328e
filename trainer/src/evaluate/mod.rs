//! Evaluation of a model: scores on column files and on plain text, diagnostics (calibration, thresholds, confusions), and
//! the latency of a forward pass.

pub mod diagnostics;
mod evaluation;
pub mod latency;
pub mod plain_text;

pub use evaluation::{Predictions, Scored, evaluate, label_sentences, predict};
