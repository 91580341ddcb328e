//! What can be wrong with a weight file.

use std::error::Error;

use safetensors::SafeTensorError;

/// What makes a weight file unusable.
#[derive(Debug, thiserror::Error)]
pub enum WeightsError {
    /// It is not a safetensors file, or a truncated one.
    #[error("not a readable safetensors file ({0}); it may be truncated, fetch or write it again")]
    Container(#[from] SafeTensorError),
    /// One of several files is not a safetensors file, or a truncated one.
    #[error(
        "{shard} is not a readable safetensors file ({error}); it may be truncated, fetch it again"
    )]
    Shard {
        /// The file's name.
        shard: String,
        /// What is wrong with the file.
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
    /// It ends early, or goes on behind its last tensor.
    #[error(
        "the file has {found} bytes and its header says {expected}; it is cut off or damaged, fetch it again"
    )]
    Length {
        /// The length that the header says, in bytes.
        expected: u64,
        /// The length of the file, in bytes.
        found: u64,
    },
    /// A tensor has other dimensions.
    #[error(
        "tensor {name:?} has shape {found:?}, expected {expected:?}; do config.json and the weight file belong together?"
    )]
    Shape {
        /// The tensor's name.
        name: String,
        /// The shape in the configuration.
        expected: Vec<usize>,
        /// The shape in the file.
        found: Vec<usize>,
    },
    /// A tensor has another element type.
    #[error("tensor {name:?} has type {found}, expected {expected}")]
    Type {
        /// The tensor's name.
        name: String,
        /// The types that can be read here.
        expected: &'static str,
        /// The type in the file.
        found: String,
    },
    /// A number is NaN or infinite.
    #[error("tensor {name:?} holds a value that is not finite at index {index}")]
    NotFinite {
        /// The tensor's name.
        name: String,
        /// Index in the flattened tensor.
        index: usize,
    },
    /// A scale is zero or negative.
    #[error("tensor {name:?} holds a scale that is not positive at index {index}")]
    Scale {
        /// The tensor's name.
        name: String,
        /// Index in the tensor.
        index: usize,
    },
    /// A scale of a group is zero.
    #[error("tensor {name:?} holds a scale that is zero at index {index}")]
    GroupScale {
        /// The tensor's name.
        name: String,
        /// Index in the flattened tensor.
        index: usize,
    },
    /// The rows of a matrix cannot be cut into groups of this size.
    #[error("tensor {name:?} has rows of {columns} numbers, which are no whole groups of {group}")]
    Group {
        /// The tensor's name.
        name: String,
        /// The number of its columns.
        columns: usize,
        /// The number of integers that would share a scale.
        group: usize,
    },
    /// An int8 file holds a tensor that does not belong to the model.
    #[error("tensor {0:?} does not belong to this model")]
    Unexpected(String),
    /// The metadata of an int8 file are absent or not in their schema.
    #[error("metadata {key:?}: {reason}")]
    Metadata {
        /// The key in the safetensors header.
        key: &'static str,
        /// What is wrong.
        reason: String,
    },
    /// The tensor library failed.
    #[error(transparent)]
    Tensor(Box<dyn Error + Send + Sync>),
}

/// The cause is boxed: as a field, its type would bring the tensor library into a program that uses nothing else of it.
impl From<candle_core::Error> for WeightsError {
    fn from(error: candle_core::Error) -> Self {
        Self::Tensor(error.into())
    }
}
