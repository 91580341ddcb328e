//! Text and entities, free of any model: sentences and words of raw text, CoNLL column files, label sets, decoding of
//! label probabilities into legal BIO sequences, and the entities that these spell.
//!
//! All places are half-open byte ranges: a [`Span`] of the original text, or a [`SentenceSpan`] of one of its sentences.

mod bio;
mod column_labels;
mod columns;
mod entities;
mod entity;
mod labels;
mod offsets;
mod record;
mod segmentation;
mod span;
mod task;
mod viterbi;

pub use bio::to_iob2;
pub use column_labels::{entity_counts, label_ids, label_set_of};
pub use columns::{ColumnError, ColumnSentence, read_columns};
pub use entities::{EntityWords, entities, entity_words};
pub use entity::{Entity, SentenceEntity};
pub use labels::{LabelError, LabelSet, Tag};
pub use offsets::{Offset, Offsets, utf16_to_byte};
pub use record::{EntityRecord, TextRecord};
pub use segmentation::{split_sentences, split_words};
pub use span::{SentenceSpan, Span};
pub use task::Task;
pub use viterbi::decode;
