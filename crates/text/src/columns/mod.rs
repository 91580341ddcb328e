//! CoNLL column files: one word a line, its tag in a column, a blank line after each sentence.
//!
//! [`read`] reads them as sentences with IOB2 tags ([`rows`] cuts lines into columns, [`tag_form`] knows how tags are
//! written, [`numbering`] finds a column that only counts), [`labels`] finds the labels of a model for these tags, and
//! [`write`] writes sentences with their entities.

mod bio;
mod error;
mod labels;
mod numbering;
mod read;
mod rows;
mod tag_form;
mod write;

pub use bio::{UNKNOWN_TAG, iob2_tags, tag_entities, to_iob2};
pub use error::{ColumnError, LineProblem};
pub use labels::{entity_counts, label_ids, label_set_of, tag_of_model};
pub use read::{ColumnSentence, read_columns, with_iob2};
pub use write::{entity_columns, tag_columns};
