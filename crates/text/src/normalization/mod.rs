//! Normalization: the text that a model reads in place of what was typed.

mod markup;

pub(crate) use markup::{Tag, tag_at};
