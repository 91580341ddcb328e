//! From the words of a sentence to the wordpieces that a model reads, and back.
//!
//! 1. [`WordpieceTokenizer`] reads a checkpoint's `tokenizer.json` and splits each word into pieces. Where there is none,
//!    [`VocabularyUse`] makes one of a `vocab.txt`.
//! 2. The first piece of a word speaks for the word: it carries the label in training, and its output is the word's
//!    ([`Wordpieces::first`]). Further pieces are ignored.
//! 3. A sentence longer than the model can read goes through overlapping [`windows`]; nothing is cut off.

mod added;
mod error;
mod shape;
mod tokenizer;
mod tokenizer_json;
mod vocabulary;
mod windows;

pub use error::WordpieceError;
pub use shape::WordShape;
pub use tokenizer::{WordpieceTokenizer, Wordpieces};
pub use vocabulary::VocabularyUse;
pub use windows::{Window, windows};
