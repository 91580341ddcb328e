//! From the words of a sentence to the wordpieces that a model reads, and back.
//!
//! 1. [`Tokenizer`] reads a checkpoint's `tokenizer.json` and splits each word into pieces. Where there is none,
//!    [`WordPieceOptions`] makes one of a `vocab.txt`.
//! 2. The first piece of a word speaks for the word: it carries the label in training, and its output is the word's
//!    ([`Wordpieces::first`]). Further pieces are ignored.
//! 3. A sentence longer than the model can read goes through overlapping [`windows`]; nothing is cut off.

mod added_tokens;
mod error;
mod json;
mod tokenizer;
mod vocab_txt;
mod windows;
mod word_shape;
mod wordpiece;

pub use error::TokenizerError;
pub use tokenizer::{Tokenizer, Wordpieces};
pub use vocab_txt::WordPieceOptions;
pub use windows::{Window, windows};
pub use word_shape::WordShape;
pub use wordpiece::WordPieceTokenizer;
