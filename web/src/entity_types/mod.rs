//! What entity types are called, and which colours they have.
//!
//! A label set may call its types what it likes. `names.rs` lists the labels that common sets have, with their names in
//! words; labels with the same name are the same type. `palette.rs` gives each type of a model a slot, and
//! `web/styles/entity_types.css` gives each slot its colours, for the page and for exported pages alike.

mod names;
mod palette;

pub use names::{explanation, full_name};
pub use palette::{Palette, css};

/// The types of CoNLL-2003, shown until the model has said which it has.
pub const CONLL: [&str; 4] = ["PER", "ORG", "LOC", "MISC"];
