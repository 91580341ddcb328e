//! Weight files: safetensors in two forms.
//!
//! * **Float**: what Hugging Face writes, one `F32`, `F16` or `BF16` tensor a parameter.
//! * **Int8**: each matrix (linear weights and embedding tables) is an `I8` tensor of the same name and shape beside an
//!   `F32` tensor `<name>_scale` of one number a row, so that `weight[row, column] = i8[row, column] * scale[row]`.
//!   Vectors (biases, layer norms) stay `F32`. Metadata key `namelight` holds [`Int8Metadata`] as JSON.
//!
//! A base may also come in shards with an index, and under the names of older checkpoints ([`read_base`]).
//!
//! Every tensor is checked for name, type, shape and finite values before any of it is used.

mod error;
mod header;
mod int8;
mod names;
mod read;
mod reader;
mod shards;
mod streaming_quantizer;
mod values;
mod write;

pub use error::WeightsError;
pub use int8::{INT8_VERSION, Int8Metadata};
pub use read::{read, read_base, read_sharded_base, to_parameters};
pub use reader::{Reader, Weights};
pub use shards::shard_names;
pub use write::{write_f32, write_int8};

/// Name of the weight file in a model directory.
pub const FILE_NAME: &str = "model.safetensors";

/// Name of the file that says which shard holds which tensor, where there is no [`FILE_NAME`].
pub const INDEX_FILE_NAME: &str = "model.safetensors.index.json";

/// Key of [`Int8Metadata`] in the file's metadata.
const METADATA_KEY: &str = "namelight";

/// What is added to a parameter's name for its scales.
const SCALE_SUFFIX: &str = "_scale";
