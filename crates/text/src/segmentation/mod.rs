//! Segmentation: what a person typed is split into sentences, and those into words.
//!
//! 1. [`glyph`] walks the text by grapheme clusters, so that no cut ever falls between a letter and its accent or
//!    inside an emoji.
//! 2. [`sentences`] walks the text and [`sentence_end`] decides where its sentences end. [`line`] says what a line is,
//!    [`wrapping`] whether it goes on in the next, [`list_marker`] what is in front of it; [`stop`] tells a full stop from
//!    other dots and marks, with the lists of [`abbreviation`] and [`marked_name`]; [`run_on`] finds sentences that lost
//!    their line breaks. [`prose`] tells text from logs and programs, which have no sentences, and [`field_name`] from
//!    the heads of tables.
//! 3. [`words`] and [`token_run`] split the normalized text of a sentence as CoNLL-2003 does, since a model reads best
//!    what looks like its training data: [`joiner`] says which marks stay inside a word, [`clitic`] what is cut off it,
//!    [`address`] what is a link or a handle, [`placeholder`] what stands for a name.
//!
//! Each rule looks a bounded number of characters to either side, or once at a line, so the time grows linearly with the
//! length of the text. Where a line ends a sentence depends on that sentence and the next line alone.

mod abbreviation;
mod address;
mod clitic;
mod emoticon;
mod field_name;
mod fixtures;
mod glyph;
mod joiner;
mod line;
mod list_marker;
mod marked_name;
mod placeholder;
mod prose;
mod punctuation;
mod run_on;
mod sentence_end;
mod sentences;
mod stop;
mod token_run;
mod words;
mod wrapping;

pub use field_name::is_field_name;
pub(crate) use glyph::is_invisible;
pub use prose::is_prose;
pub(crate) use punctuation::is_cell_bar;
pub use sentences::split_sentences;
pub use words::{Word, split_words};
