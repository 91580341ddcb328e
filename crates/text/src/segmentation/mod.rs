//! Segmentation: what a person typed is split into sentences, and those into words.
//!
//! 1. [`glyph`] walks the text by grapheme clusters, so that no cut ever falls between a letter and its accent or
//!    inside an emoji.
//! 2. [`sentences`] finds where sentences end, with [`abbreviation`] to tell a full stop from other dots.
//! 3. [`words`] and [`token_run`] split a sentence as CoNLL-2003 does, since a model reads best what looks like its
//!    training data: [`joiner`] says which marks stay inside a word, [`clitic`] what is cut off it, [`address`] what is
//!    a link.
//!
//! Each rule looks a bounded number of characters to either side, so the time grows linearly with the length of the
//! text.

mod abbreviation;
mod address;
mod clitic;
mod glyph;
mod joiner;
mod line;
mod punctuation;
mod sentences;
mod stop;
mod token_run;
mod words;

pub use sentences::split_sentences;
pub use words::split_words;
