//! Turns the words of a sentence into the wordpieces that a model reads.
//!
//! ```
//! use namelight_tokenizer::{Tokenizer, WordPieceOptions, windows};
//!
//! let vocabulary = "[UNK]\n[CLS]\n[SEP]\noslo\n##er\nsang\n";
//! let json = WordPieceOptions::default().tokenizer_json(vocabulary.as_bytes())?;
//! let tokenizer = Tokenizer::from_bytes(&json)?;
//! let pieces = tokenizer.encode(&["Osloer", "sang"])?;
//! assert_eq!(pieces.ids, [3, 4, 5]);
//! assert_eq!(pieces.first, [Some(0), Some(2)]);
//! assert_eq!(windows(pieces.ids.len(), 510, 128).len(), 1);
//! # Ok::<(), namelight_tokenizer::TokenizerError>(())
//! ```
//!
//! 1. [`Tokenizer`] reads a checkpoint's `tokenizer.json` (`json.rs`) and splits each word into pieces (`wordpiece.rs`,
//!    and `added_tokens.rs` for what a text may hold as it stands, such as `[MASK]`). A checkpoint that is older than
//!    that file has a `vocab.txt`, of which [`WordPieceOptions`] makes one.
//! 2. The first piece of a word speaks for the word: it carries the label in training, and its output is the word's
//!    ([`Wordpieces::first`]). Further pieces are ignored.
//! 3. A sentence that is longer than the model can read goes through overlapping [`windows`]; nothing is cut off.
//!
//! [`WordShape`] keeps what a tokenizer that lower-cases drops. Another family of tokenizers is another variant of
//! [`Tokenizer`] and another file beside `wordpiece.rs`.

mod added_tokens;
mod error;
mod json;
mod tokenizer;
mod vocab_txt;
mod windows;
mod word_shape;
mod wordpiece;

pub use error::{Cause, TokenizerError};
pub use tokenizer::{Tokenizer, Wordpieces};
pub use vocab_txt::WordPieceOptions;
pub use windows::{Window, windows};
pub use word_shape::WordShape;
pub use wordpiece::WordPieceTokenizer;
