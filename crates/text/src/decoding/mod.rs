//! Decoding: log-probabilities of labels become entities.
//!
//! 1. [`label_set`] reads what each label of a model means from its name, and [`label_scheme`] says which may follow
//!    which.
//! 2. [`viterbi`] finds the most probable labels of a sentence, and [`unread`] those of words without wordpieces.
//! 3. [`trim`] takes titles, marks and clitics off the edges of entities, which [`edges`] finds; [`entity_labels`] spells
//!    what is left.
//! 4. [`entity_words`] joins labelled words to entities.

mod edges;
mod entity_labels;
mod entity_words;
mod label_scheme;
mod label_set;
mod options;
mod trim;
mod unread;
mod viterbi;

pub(crate) use entity_labels::Place;
pub use entity_words::{EntityWords, entities, entity_words};
pub use label_scheme::LabelScheme;
pub use label_set::{LabelError, LabelSet, Tag};
pub use options::DecodingOptions;
pub use trim::trim_entities;
pub use unread::decode_read;
pub use viterbi::decode;
