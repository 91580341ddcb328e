//! The data of a run, and the batches of examples that training takes from it.
//!
//! The way of the data: [`data_set`] has the sources of a run (`folder` finds the files of one by their `split_names`,
//! `source_list` reads the TOML file that names several), [`split`] reads the sentences of a file ([`spans`] cuts texts with
//! spans into words, `token_rows` reads words with a tag for each from `json_lines` or parquet), [`augment`]
//! changes them anew each epoch, [`examples`] turns them into input rows of wordpiece ids with [`targets`],
//! [`training_examples`] says which of them an epoch visits, [`joining`] makes rows of several sentences, [`batches`] says in
//! which order they are visited, and [`example_batch`] makes tensors of them.

pub mod augment;
pub mod batches;
pub mod data_set;
pub mod example_batch;
pub mod examples;
mod folder;
pub mod joining;
mod json_lines;
pub mod source;
mod source_list;
pub mod spans;
pub mod split;
mod split_names;
pub mod targets;
pub mod token_rows;
pub mod training_examples;

pub use data_set::DataSet;
pub use source::Source;
pub use spans::{LabelledText, SpanFile};
pub use split::Split;

/// A sentence without labels.
pub type Words = Vec<String>;
