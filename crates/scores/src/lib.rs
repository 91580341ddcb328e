//! How good a labelling is, and the report that says so.

mod chunks;
mod entities;
mod error;
pub mod report;
mod strict;

pub use chunks::Chunk;
pub use entities::{EntityScores, Scheme, Score, score_chunks, score_entities};
pub use error::ScoreError;
