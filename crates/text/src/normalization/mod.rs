//! Normalization: the text that a model reads in place of what was typed.
//!
//! [`normalize`] walks a sentence by grapheme clusters and writes a [`NormalizedText`], of which every byte knows its
//! place in the sentence. [`markup`] and [`character_reference`] read HTML, [`compatibility`] and [`apostrophe`] say what
//! plain character another stands for, and [`line_break`] finds words that were hyphenated.

mod apostrophe;
mod character_reference;
mod compatibility;
mod line_break;
mod markup;
mod normalize;
mod normalized_text;

pub(crate) use markup::{Tag, tag_at};
pub(crate) use normalize::normalize;
pub(crate) use normalized_text::NormalizedText;
