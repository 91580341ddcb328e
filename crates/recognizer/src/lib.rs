//! Text to entities: joins sentences, words, wordpieces, encoder and decoding.
//!
//! 1. [`rows`](encode_rows): the words of a sentence become input rows of the encoder, long sentences several.
//! 2. [`Recognizer::label`]: a batch of sentences gets the most probable legal label sequences.
//! 3. [`Recognizer::recognize`]: raw text gets its entities.
//!
//! The trainer scores with [`Recognizer::label`] what the browser runs.

mod error;
mod measure;
mod reading;
mod recognize;
mod recognizer;
mod rows;

pub use error::RecognizerError;
pub use reading::Labelled;
pub use recognize::{SentenceAnalysis, SentenceRun};
pub use recognizer::{ModelFiles, Recognizer, read_texts};
pub use rows::{Row, encode_rows};
