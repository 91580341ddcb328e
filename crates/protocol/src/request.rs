//! What the page asks of a worker.

use namelight_text::DecodingOptions;
use serde::{Deserialize, Serialize};

/// The files that a model is read from.
pub const MODEL_FILES: [&str; 3] = ["config.json", "tokenizer.json", "model.safetensors"];

/// A message with [`Task::LoadFiles`] holds the files under this key, beside the fields of [`Request`]: an array of
/// JavaScript's `Blob` or `File` in the order of [`MODEL_FILES`]. Of a model with a [`VOCABULARY`] that stands in the place
/// of `tokenizer.json`, and [`TOKENIZER_CONFIG`] comes last if there is one. They cannot be a field, since this crate knows
/// no browser.
pub const LOCAL_FILES: &str = "files";

/// The name of the vocabulary of a model that is older than `tokenizer.json`, by which a worker knows such a `File`.
pub const VOCABULARY: &str = "vocab.txt";

/// The name of the file that says how a [`VOCABULARY`] is used.
pub const TOKENIZER_CONFIG: &str = "tokenizer_config.json";

/// The number of a request. Each worker's requests are numbered by themselves, from 1 on.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct RequestId(pub u32);

impl RequestId {
    /// The number of the request after this one.
    pub fn next(self) -> Self {
        Self(self.0.wrapping_add(1))
    }
}

/// A message from the page to a worker.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Request {
    /// The number that the answer carries back.
    pub id: RequestId,
    /// What the worker is to do.
    pub task: Task,
}

/// What a worker can do. In a message it is the one key of an object that holds the fields. With the name as one more field
/// the reader would need more code and a copy of the others, which may stand in front of that field.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Task {
    /// Fetch, verify and load a hosted model. The answer is [`Response::Loaded`](crate::Response::Loaded).
    Load {
        /// Absolute URL of the model's manifest.
        url: String,
        /// SHA-256 of the manifest, where the page was built with it and takes no other.
        #[serde(default)]
        sha256: Option<String>,
    },
    /// Read, quantize and load a model from local files, which are in the message beside this ([`LOCAL_FILES`]). The
    /// answer is [`Response::Loaded`](crate::Response::Loaded).
    LoadFiles {
        /// The name that the model is to have.
        name: String,
    },
    /// Find the entities of sentences. The answer is [`Response::Recognized`](crate::Response::Recognized).
    Recognize {
        /// Sentences of a text, each for itself.
        sentences: Vec<String>,
        /// How labels become entities.
        #[serde(default)]
        options: DecodingOptions,
        /// The answer also says what is found with each of these recall biases in place of that of the options. They rise
        /// and are greater than it.
        #[serde(default)]
        recall_biases: Vec<f32>,
    },
    /// Say what the model thinks of each word of a sentence. The answer is
    /// [`Response::Explained`](crate::Response::Explained).
    Explain {
        /// The sentence.
        sentence: String,
    },
    /// Measure the latency of inputs of one length. The answer is [`Response::Measured`](crate::Response::Measured); the
    /// worker does not listen until it is there.
    Measure {
        /// Length of the input in wordpieces, special tokens included.
        wordpieces: usize,
        /// How often the input runs: first that often as a whole, then as often stage by stage.
        runs: usize,
    },
    /// Say that the worker is alive. The answer is [`Response::Alive`](crate::Response::Alive).
    Ping,
}
