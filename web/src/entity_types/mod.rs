//! What entity types are called, and which colours they have.

mod names;
mod palette;

pub use names::{explanation, full_name};
pub use palette::{Palette, SLOTS};

/// The types of CoNLL-2003, shown until the model has said which it has.
pub const CONLL: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];
