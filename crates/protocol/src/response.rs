//! What a worker tells the page.

use namelight_text::{SentenceEntity, SentenceSpan};
use serde::{Deserialize, Serialize};

use crate::RequestId;

/// A message from a worker to the page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum Response {
    /// The worker listens. This is always its first message, and the only one that answers no request.
    Ready {
        /// The worker's [`VERSION`](crate::VERSION). Workers from before there were versions say nothing, which reads as 0.
        #[serde(default)]
        version: u32,
    },
    /// The answer to [`Task::Ping`](crate::Task::Ping).
    Alive {
        /// The number of the request.
        request: RequestId,
    },
    /// How many bytes of the model that is being loaded have arrived so far.
    Progress {
        /// The number of the request to load.
        request: RequestId,
        /// Bytes that have arrived.
        loaded: u64,
        /// Bytes of all files together.
        total: u64,
    },
    /// The answer to a request to load: the model can be used.
    Loaded {
        /// The number of the request.
        request: RequestId,
        /// The model.
        model: ModelInfo,
    },
    /// The answer to [`Task::Recognize`](crate::Task::Recognize).
    Recognized {
        /// The number of the request.
        request: RequestId,
        /// What was found in each sentence, in order. There are fewer than sentences when a newer request came in between.
        found: Vec<Found>,
    },
    /// The answer to [`Task::Explain`](crate::Task::Explain).
    Explained {
        /// The number of the request.
        request: RequestId,
        /// What the model thinks of the sentence.
        explanation: Explanation,
    },
    /// The answer to [`Task::Measure`](crate::Task::Measure).
    Measured {
        /// The number of the request.
        request: RequestId,
        /// What the inputs cost.
        measurement: Measurement,
    },
    /// The answer to a request that failed. The worker goes on listening.
    Failed {
        /// The number of the request; 0, which no request has, when the message could not even be read so far.
        request: RequestId,
        /// Whose failure it is.
        kind: FailureKind,
        /// What is wrong and what to do about it, for a person.
        message: String,
    },
}

impl Response {
    /// The request that this belongs to; none for [`Self::Ready`].
    pub fn request(&self) -> Option<RequestId> {
        match self {
            Self::Ready { .. } => None,
            Self::Alive { request }
            | Self::Progress { request, .. }
            | Self::Loaded { request, .. }
            | Self::Recognized { request, .. }
            | Self::Explained { request, .. }
            | Self::Measured { request, .. }
            | Self::Failed { request, .. } => Some(*request),
        }
    }
}

/// Why a request failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FailureKind {
    /// A file of the model is damaged, of a kind that cannot be read, or belongs to another model.
    File,
    /// A file cannot be fetched.
    Network,
    /// The input has more wordpieces than the model reads at once.
    InputTooLong,
    /// A newer request made this one needless.
    Superseded,
    /// No model is loaded that could do this.
    NoModel,
    /// Namelight itself is at fault, and neither a file nor the person.
    Internal,
}

/// What the page says about the model in use.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelInfo {
    /// The model's name, from the manifest or as the page called it.
    pub name: String,
    /// Size of the weight file in bytes.
    pub weight_bytes: u64,
    /// SHA-256 of the weight file, hexadecimal.
    pub weight_sha256: String,
    /// SHA-256 of `config.json`, hexadecimal. The labels and the temperature are in there.
    pub config_sha256: String,
    /// SHA-256 of `tokenizer.json`, hexadecimal.
    pub tokenizer_sha256: String,
    /// Entity types, in the order of the model's labels. The page writes this as JSON, where the key is as it always was.
    #[serde(rename = "kinds")]
    pub entity_types: Vec<String>,
    /// The longest input that the model reads at once, in wordpieces, special tokens included.
    pub max_wordpieces: usize,
    /// Milliseconds from the request to load to here.
    pub load_millis: f64,
    /// The instructions that products are computed with: `simd128` or `relaxed simd`.
    pub instructions: String,
    /// How many threads share the work of a forward pass.
    pub threads: usize,
    /// Bytes of the worker's memory. It never shrinks, so this is the most that loading took.
    pub memory_bytes: u64,
}

impl ModelInfo {
    /// Whether another model computes the same: weights, labels and tokenizer are equal.
    pub fn finds_the_same_as(&self, other: &Self) -> bool {
        self.weight_sha256 == other.weight_sha256
            && self.config_sha256 == other.config_sha256
            && self.tokenizer_sha256 == other.tokenizer_sha256
    }
}

/// What inputs of one length cost.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Measurement {
    /// Length of the input in wordpieces, special tokens included.
    pub wordpieces: usize,
    /// Latency of each run, in milliseconds.
    pub millis: Vec<f64>,
    /// Mean latency of each stage of a forward pass. Their sum is a little more than a run takes, since keeping time takes
    /// time.
    pub ops: Vec<StageTime>,
}

/// The latency of one stage of a forward pass.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct StageTime {
    /// The stage's name.
    pub name: String,
    /// Mean latency in milliseconds.
    pub millis: f64,
}

/// The entities of a sentence, and what it took to find them.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Found {
    /// Entities in the order of the sentence; they do not overlap.
    pub entities: Vec<SentenceEntity>,
    /// The entities with each recall bias that was asked for. Where the last ones find the same as the one in front of
    /// them, they are left out.
    #[serde(default)]
    pub with_recall_bias: Vec<Vec<SentenceEntity>>,
    /// Wordpieces that ran through the model, special tokens left out.
    pub wordpieces: usize,
    /// Milliseconds of computing, waiting left out.
    pub millis: f64,
}

/// What the model thinks of a sentence.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Explanation {
    /// The sentence.
    pub sentence: String,
    /// The labels of the model, by index.
    pub labels: Vec<Label>,
    /// The words of the sentence.
    pub words: Vec<Word>,
}

/// A label of the model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Label {
    /// The name of the label, such as `B-PER`.
    pub name: String,
    /// The entity type that it stands for; `None` for `O`.
    pub entity_type: Option<String>,
}

/// What the model thinks of a word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Word {
    /// Its place.
    pub span: SentenceSpan,
    /// Its wordpieces, as the vocabulary writes them; a control character has none.
    pub pieces: Vec<String>,
    /// The index of its label in the most probable legal sequence.
    pub label: usize,
    /// The probability of each label, before legality is asked for.
    pub probabilities: Vec<f32>,
}
