//! Column files and span files, and the batches of examples that training takes from the former.
//!
//! The way of the data: [`columns`] reads sentences of words and tags, [`augment`] changes them anew each epoch,
//! [`examples`] turns them into input rows of wordpiece ids, and [`batches`] says in which order they are visited.

pub mod augment;
pub mod batches;
pub mod columns;
pub mod examples;
pub mod spans;

pub use columns::{DataSet, Split};
pub use spans::{LabelledText, SpanFile};

/// A sentence without labels.
pub type Words = Vec<String>;
