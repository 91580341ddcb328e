//! Column files and span files, and the batches of examples that training takes from them.
//!
//! The way of the data: [`data_set`] finds the files of a folder, [`split`] reads the sentences of one ([`spans`] cuts texts
//! with spans into words), [`augment`] changes them anew each epoch, [`examples`] turns them into input rows of wordpiece
//! ids, and [`batches`] says in which order they are visited.

pub mod augment;
pub mod batches;
pub mod data_set;
pub mod examples;
pub mod spans;
pub mod split;

pub use data_set::DataSet;
pub use spans::{LabelledText, SpanFile};
pub use split::Split;

/// A sentence without labels.
pub type Words = Vec<String>;
