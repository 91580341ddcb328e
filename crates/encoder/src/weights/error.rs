use safetensors::SafeTensorError;
use thiserror::Error;

/// What makes a weight file unusable.
#[derive(Debug, Error)]
pub enum WeightsError {
    /// Not a safetensors file, or a truncated one.
    #[error("not a readable safetensors file ({0}); it may be truncated, fetch or write it again")]
    Container(#[from] SafeTensorError),
    /// As above, one of several files.
    #[error(
        "{shard} is not a readable safetensors file ({error}); it may be truncated, fetch it again"
    )]
    Shard {
        /// Its file name.
        shard: String,
        /// What is wrong with it.
        error: SafeTensorError,
    },
    /// The index of the shards is unusable.
    #[error("model.safetensors.index.json: {0}")]
    Index(String),
    /// A shard that the index names is not there.
    #[error(
        "model.safetensors.index.json names {0}, which is not there; fetch all shards of the checkpoint"
    )]
    MissingShard(String),
    /// A shard does not hold what the index says.
    #[error(
        "tensor {name:?} is not in {shard}, where model.safetensors.index.json has it; are the shards and the index of one \
         checkpoint?"
    )]
    NotInShard {
        /// The tensor's name.
        name: String,
        /// The file's.
        shard: String,
    },
    /// A parameter is not there.
    #[error("tensor {0:?} is missing; do config.json and the weight file belong together?")]
    Missing(String),
    /// The head is not there.
    #[error(
        "tensor {0:?} is missing, so this is no token classifier: it has no head for labels of words; take a model that was \
         fine-tuned for token classification"
    )]
    NoHead(String),
    /// The file ends early, or goes on behind its last tensor.
    #[error(
        "the file has {found} bytes and its header says {expected}; it is cut off or damaged, fetch it again"
    )]
    Length {
        /// What the header says.
        expected: u64,
        /// Its size.
        found: u64,
    },
    /// A tensor has other dimensions.
    #[error(
        "tensor {name:?} has shape {found:?}, expected {expected:?}; do config.json and the weight file belong together?"
    )]
    Shape {
        /// Its name.
        name: String,
        /// From the configuration.
        expected: Vec<usize>,
        /// From the file.
        found: Vec<usize>,
    },
    /// A tensor has another element type.
    #[error("tensor {name:?} has type {found}, expected {expected}")]
    Type {
        /// Its name.
        name: String,
        /// What can be read here.
        expected: &'static str,
        /// From the file.
        found: String,
    },
    /// A number is NaN or infinite.
    #[error("tensor {name:?} holds a value that is not finite at index {index}")]
    NotFinite {
        /// The tensor's name.
        name: String,
        /// Place in the flattened tensor.
        index: usize,
    },
    /// A scale is zero or negative.
    #[error("tensor {name:?} holds a scale that is not positive at index {index}")]
    Scale {
        /// The tensor's name.
        name: String,
        /// Place in the tensor.
        index: usize,
    },
    /// An int8 file holds a tensor that does not belong to the model.
    #[error("tensor {0:?} does not belong to this model")]
    Unexpected(String),
    /// An int8 file's metadata are absent or not in their schema.
    #[error("metadata {key:?}: {reason}")]
    Metadata {
        /// Key in the safetensors header.
        key: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The tensor library's own.
    #[error("{0}")]
    Tensor(String),
}

/// As text: an error of its own type would bring the library into a program that uses nothing else of it.
impl From<candle_core::Error> for WeightsError {
    fn from(error: candle_core::Error) -> Self {
        Self::Tensor(error.to_string())
    }
}
