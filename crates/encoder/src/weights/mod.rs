//! Weight files: safetensors in three forms.
//!
//! * **Float**: what Hugging Face writes, one tensor per parameter.
//! * **Int8**: each matrix is an `I8` tensor of the same name and shape beside an `F32` tensor `<name>_scale` with one number
//!   per row, so that `weight[row, column] = i8[row, column] * scale[row]`. The metadata key `namelight` holds
//!   [`QuantizedMetadata`] as JSON.
//! * **Grouped**: as int8, but the tables of word embeddings and positions and the layers' matrices are integers of 2 to 8
//!   bits. Each is a `U8` tensor `(rows, columns / group, group · bits / 8)`, with an `F16` tensor `<name>_scale`
//!   `(rows, columns / group)`. `grouped.rs` has the order of the bits; [`QuantizedMetadata`] has the size of a group. When a
//!   model is loaded, each row of a layer's matrix becomes one of the int8 form, which the kernels read; the tables stay as
//!   they are.
//!
//! # The tensors of a file
//!
//! Names are those of BERT; `parameters.rs` has the other architectures' names of a layer's parts. `h` is the hidden size,
//! `f` the feed-forward width, and N counts the layers from 0. `F` is `F32`, `F16` or `BF16` when read and `F32` when
//! written.
//!
//! | name | shape | float | int8 |
//! |---|---|---|---|
//! | `bert.embeddings.word_embeddings.weight` | `(vocab, h)` | F | I8 + scales |
//! | `bert.embeddings.position_embeddings.weight` | `(positions, h)`, for MPNet two rows more | F | I8 + scales |
//! | `bert.embeddings.token_type_embeddings.weight`, BERT, and others with word shapes | `(types, h)` | F | I8 + scales |
//! | `bert.embeddings.LayerNorm.{weight,bias}` | `(h)` | F | F |
//! | `bert.encoder.layer.N.attention.self.{query,key,value}.weight` | `(h, h)` | F | I8 + scales |
//! | `bert.encoder.layer.N.attention.self.{query,key,value}.bias` | `(h)` | F | F |
//! | `bert.encoder.layer.N.attention.output.dense.{weight,bias}` | `(h, h)`, `(h)` | F | I8 + scales, F |
//! | `bert.encoder.layer.N.attention.output.LayerNorm.{weight,bias}` | `(h)` | F | F |
//! | `bert.encoder.layer.N.intermediate.dense.{weight,bias}` | `(f, h)`, `(f)` | F | I8 + scales, F |
//! | `bert.encoder.layer.N.output.dense.{weight,bias}` | `(h, f)`, `(h)` | F | I8 + scales, F |
//! | `bert.encoder.layer.N.output.LayerNorm.{weight,bias}` | `(h)` | F | F |
//! | `mpnet.encoder.relative_attention_bias.weight`, MPNet only | `(32, heads)` | F | F, since every score depends on it |
//! | `classifier.{weight,bias}` | `(labels, h)`, `(labels)` | F | I8 + scales, F |
//! | `<name of each I8 tensor>_scale` | `(rows)` | – | F |
//!
//! A base to start from may leave out the head and the prefix `bert.`, may come in shards with an index, and may use the
//! names of older checkpoints ([`read_base`], `names.rs`).
//!
//! # Files are not trusted
//!
//! Name, type and shape of every tensor and the length of the file are checked before room is made for any, and every
//! number is checked to be finite and every scale to be positive when it comes in. A file is read piece by piece, one
//! tensor at a time ([`Reader`]); matrices of floats can be quantized row by row on the way, so that a worker that reads
//! a DistilBERT of 265 MB in f32 grows to 77 MB. Written files are the same bytes for the same parameters.

mod error;
mod grouped;
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
pub(crate) use grouped::GroupedTable;
pub use grouped::Grouping;
pub use int8::{GROUPED_VERSION, INT8_VERSION, QuantizedMetadata};
pub use read::{read, read_base, read_sharded_base, to_parameters};
pub(crate) use reader::Table;
pub use reader::{Reader, Weights};
pub use shards::shard_names;
pub use write::{GroupedBits, grouping_of, write_f32, write_grouped, write_int8};

/// How a weight file, or what was read of it, keeps its matrices.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WeightFormat {
    /// As floats, whatever their precision in the file.
    Float,
    /// As integers with scales.
    Int8,
}

/// Name of the weight file in a model directory.
pub const FILE_NAME: &str = "model.safetensors";

/// Name of the file that says which shard holds which tensor, where there is no [`FILE_NAME`].
pub const INDEX_FILE_NAME: &str = "model.safetensors.index.json";

/// Key of [`QuantizedMetadata`] in the file's metadata.
const METADATA_KEY: &str = "namelight";

/// What is added to a parameter's name for its scales.
const SCALE_SUFFIX: &str = "_scale";
