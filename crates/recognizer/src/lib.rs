//! Text to entities: joins sentences, words, wordpieces, the encoder and decoding.
//!
//! ```no_run
//! use namelight_recognizer::{ModelFiles, Recognizer};
//!
//! let read = |name: &str| std::fs::read(format!("web/model/small/{name}"));
//! let recognizer = Recognizer::load(&ModelFiles {
//!     config: read("config.json")?,
//!     tokenizer: read("tokenizer.json")?,
//!     weights: read("model.safetensors")?,
//! })?;
//! for entity in recognizer.recognize("Ada Lovelace lived in London.")? {
//!     println!("{} {:.2} at {:?}", entity.entity_type, entity.score, entity.span);
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! 1. `input_rows.rs`: the words of a sentence become input rows of the encoder, those of a long sentence several
//!    ([`encode_rows`]).
//! 2. `recognizer.rs`: the encoder gives logits for a batch of rows ([`Recognizer::label`]).
//! 3. `word_probabilities.rs`: the logits of a word's first wordpiece become its log-probabilities, divided by the
//!    model's temperature, and the sentence gets its most probable labels.
//! 4. `analysis.rs`: raw text gets its entities ([`Recognizer::recognize`]), in the browser window by window
//!    ([`SentenceRun`]), so that a sentence of any length leaves room for other work and takes the memory of one
//!    window. `broken_words.rs` joins words that were hyphenated. Links and handles hold no name, and titles and marks
//!    are trimmed off what was found, which [`Recognizer::label`] leaves to the caller: it is for words that are given.
//!
//! There is one decoder and one alignment for words that are given and for raw text.

mod analysis;
mod broken_words;
mod dummy_input;
mod error;
mod input_rows;
mod recognizer;
mod vocabulary;
mod word_probabilities;

pub use analysis::{SentenceAnalysis, SentenceRun};
pub use error::RecognizerError;
pub use input_rows::{InputRow, encode_rows};
pub use recognizer::{ModelFiles, Recognizer, read_config, read_texts, read_tokenizer};
pub use vocabulary::tokenizer_of_vocabulary;
pub use word_probabilities::Labelled;
