//! What a model is worth: scores on column files and on plain text, and the latency of a forward pass.

mod evaluation;
pub mod latency;
pub mod plain_text;

pub use evaluation::{Predictions, Scored, evaluate, label_sentences, predict};
