//! Text and entities, free of any model.
//!
//! ```
//! use namelight_text::{LabelSet, DecodingOptions, decode, entities, split_sentences, split_words};
//!
//! let text = "Hello. Zoë sings.";
//! let place = split_sentences(text)[1];
//! let sentence = place.slice(text).unwrap();
//! let words = split_words(sentence);
//!
//! // A model would say how probable each label is for each word.
//! let labels = LabelSet::new(["O", "B-PER", "I-PER"].map(String::from).to_vec(), None)?;
//! let probabilities = [0.1, 0.8, 0.1, 0.9, 0.1, 0.0, 0.9, 0.0, 0.1_f32];
//! let logs = probabilities.map(f32::ln);
//! let best = decode(&logs, &labels, &DecodingOptions::default());
//! let found = entities(&words, &best, &probabilities, &labels);
//! assert_eq!(found[0].in_text(place.start).span.slice(text), Some("Zoë"));
//! # Ok::<(), namelight_text::LabelError>(())
//! ```
//!
//! The way of a text: [`split_sentences`] and [`split_words`] cut it as CoNLL-2003 has it (`segmentation/`); a [`Word`]
//! has its place in the sentence and the text that a model reads (`normalization/`). A model labels the words. [`decode`]
//! finds the most probable labels that are legal in the model's label scheme, [`trim_entities`] takes titles and marks
//! off, and [`entities`] joins what is left (`decoding/`). [`TextRecord`] is what other programs get.
//!
//! The way of training data: [`read_columns`] reads a CoNLL column file, [`label_set_of`] and [`label_ids`] turn its
//! tags into labels, and [`entity_columns`] writes such a file (`columns/`).
//!
//! [`TextEncoding`] tells how the characters of a text file are written as bytes.
//!
//! All places are half-open byte ranges: a [`Span`] of the original text, or a [`SentenceSpan`] of one of its
//! sentences. They become UTF-16 units or characters only where text crosses into JavaScript, JSON or CSV ([`Offsets`],
//! [`utf16_to_byte`]).

mod columns;
mod decoding;
mod encoding;
mod entity;
mod normalization;
mod offsets;
mod record;
mod segmentation;
mod span;
mod task;
mod titles;
mod word_list;

pub use columns::{
    ColumnError, ColumnSentence, LineProblem, UNKNOWN_TAG, entity_columns, entity_counts,
    iob2_tags, label_ids, label_set_of, read_columns, tag_columns, tag_entities, tag_of_model,
    to_iob2, with_iob2,
};
pub use decoding::{
    DecodingOptions, EntityWords, LabelError, LabelScheme, LabelSet, Tag, decode, decode_read,
    entities, entity_words, trim_entities,
};
pub use encoding::{NotText, TextEncoding};
pub use entity::{Entity, SentenceEntity, is_person};
pub use offsets::{Offset, Offsets, utf16_to_byte};
pub use record::{EntityRecord, TextRecord};
pub use segmentation::{Word, is_field_name, is_prose, split_sentences, split_words};
pub use span::{SentenceSpan, Span};
pub use task::Task;
