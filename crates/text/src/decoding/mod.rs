//! Decoding: log-probabilities of labels become entities.
//!
//! 1. [`label_set`] reads what each label of a model means from its name, and [`label_scheme`] says which may follow
//!    which.
//! 2. [`viterbi`] finds the most probable labels of a sentence.
//! 3. [`entity_words`] joins labelled words to entities.

mod entity_words;
mod label_scheme;
mod label_set;
mod options;
mod viterbi;

pub use entity_words::{EntityWords, entities, entity_words};
pub use label_scheme::LabelScheme;
pub use label_set::{LabelError, LabelSet, Tag};
pub use options::DecodingOptions;
pub use viterbi::decode;
