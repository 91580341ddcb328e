//! The messages between the page and the worker that runs the recogniser. Both sides use these types and nothing else.

use namelight_text::{SentenceEntity, SentenceSpan};
use serde::{Deserialize, Serialize};

/// The files that a model is read from.
pub const MODEL_FILES: [&str; 3] = ["config.json", "tokenizer.json", "model.safetensors"];

/// Beside [`Request::LoadFiles`]'s own fields a message holds the files under this key: an array of JavaScript's `Blob` or
/// `File` in the order of [`MODEL_FILES`]. They cannot be a field, since this crate knows no browser.
pub const LOCAL_FILES: &str = "files";

/// What the page asks of the worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Request {
    /// Fetch, verify and load a model.
    Load {
        /// Absolute address of the model's folder, ending in `/`.
        url: String,
    },
    /// Read, round to int8 and load a model from files of the person's own, which are in the message beside this
    /// ([`LOCAL_FILES`]). A newer request to load makes the worker give up the older one without an answer; until then the
    /// model that was loaded before goes on answering.
    LoadFiles {
        /// What the model is to be called.
        name: String,
    },
    /// Find the entities of sentences. A newer request makes the worker give up the older one and answer with what it has.
    Recognize {
        /// Grows with every request to this worker; the answer carries it back.
        id: u32,
        /// Sentences of a text, each for itself.
        sentences: Vec<String>,
    },
    /// Say what the model thinks of each word of a sentence.
    Explain {
        /// The sentence.
        sentence: String,
    },
    /// Take the time of inputs of this length.
    Measure {
        /// Of an input, special tokens included.
        wordpieces: usize,
        /// How often; first in one piece, then as often part by part.
        runs: usize,
    },
}

/// What the worker tells the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Response {
    /// The worker listens. Always its first message; what was sent earlier is lost.
    Ready,
    /// Bytes of the model fetched so far.
    Progress {
        /// Bytes here.
        loaded: u64,
        /// Bytes in all, from the manifest.
        total: u64,
    },
    /// The model can be used.
    Loaded(ModelInfo),
    /// The answer to [`Request::Recognize`].
    Recognized {
        /// The request's number.
        id: u32,
        /// What was found in each sentence, in order. Fewer than were sent when a newer request came in between.
        found: Vec<Found>,
    },
    /// The answer to [`Request::Explain`].
    Explained(Explanation),
    /// The answer to [`Request::Measure`].
    Measured(Measurement),
    /// A request failed; the worker goes on listening.
    Failed {
        /// The number of the [`Request::Recognize`] that failed; none when something else did.
        id: Option<u32>,
        /// What was wrong and what to do, for a person.
        message: String,
    },
}

/// What the page says about the model in use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelInfo {
    /// The model's name, from the manifest.
    pub name: String,
    /// Bytes of its weight file.
    pub weight_bytes: u64,
    /// SHA-256 of its weight file, hexadecimal.
    pub weight_sha256: String,
    /// Entity types, in the order of the model's labels.
    pub entity_types: Vec<String>,
    /// Milliseconds from the request to here.
    pub load_millis: f64,
    /// The instructions that products are computed with: `simd128` or `relaxed simd`.
    pub instructions: String,
    /// How many share the work of a pass.
    pub threads: usize,
    /// Bytes of the worker's memory. It never shrinks: this is the most that loading took.
    pub memory_bytes: u64,
}

/// What inputs of one length cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// Of an input, special tokens included.
    pub wordpieces: usize,
    /// Milliseconds of each run.
    pub millis: Vec<f64>,
    /// Mean milliseconds of a run by part; their sum is a little more, since keeping time takes time.
    pub ops: Vec<PartTime>,
}

/// A part of a pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PartTime {
    /// Its name.
    pub name: String,
    /// Mean milliseconds.
    pub millis: f64,
}

/// The entities of a sentence, and what it took to find them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Entities in the order of the sentence; they do not overlap.
    pub entities: Vec<SentenceEntity>,
    /// Wordpieces run through the model, special tokens left out.
    pub wordpieces: usize,
    /// Milliseconds of computing, waiting left out.
    pub millis: f64,
}

/// What the model thinks of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The sentence that was asked about.
    pub sentence: String,
    /// The labels of the model, by index.
    pub labels: Vec<String>,
    /// Its words.
    pub words: Vec<Word>,
}

/// What the model thinks of a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Where it stands.
    pub span: SentenceSpan,
    /// Its wordpieces, as the vocabulary writes them; none for control characters.
    pub pieces: Vec<String>,
    /// The label in the most probable legal sequence.
    pub label: usize,
    /// How probable each label is, before legality is asked for.
    pub probabilities: Vec<f32>,
}
