//! How good a labelling is, and the report that says so.

mod entities;
pub mod report;

pub use entities::{EntityScores, Score};
