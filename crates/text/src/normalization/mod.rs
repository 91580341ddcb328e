//! Normalization: the text that a model reads in place of what was typed.

#[allow(dead_code, reason = "the normalized text comes next")]
mod markup;

#[allow(unused_imports, reason = "the normalized text comes next")]
pub(crate) use markup::tag_at;
