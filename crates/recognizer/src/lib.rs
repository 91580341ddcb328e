//! Text to entities: joins sentences, words, wordpieces, encoder and decoding.
//!
//! 1. [`input_rows`](encode_rows): the words of a sentence become input rows of the encoder, long sentences several.
//! 2. [`Recognizer::label`]: a batch of sentences gets the most probable legal label sequences.
//! 3. [`Recognizer::recognize`]: raw text gets its entities.
//!
//! The trainer scores with [`Recognizer::label`] what the browser runs.

mod analysis;
mod dummy_input;
mod error;
mod input_rows;
mod recognizer;
mod word_probabilities;

pub use analysis::{SentenceAnalysis, SentenceRun};
pub use error::RecognizerError;
pub use input_rows::{InputRow, encode_rows};
pub use recognizer::{ModelFiles, Recognizer, read_texts};
pub use word_probabilities::Labelled;
