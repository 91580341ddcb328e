//! BERT-class token classifiers and their files: from wordpiece ids to a logit per label.
//!
//! Mathematics and parameter names are those of Hugging Face transformers (`BertForTokenClassification`,
//! `DistilBertForTokenClassification`, `MPNetForTokenClassification`): layer norm behind each residual connection, GELU with
//! the error function. The crate knows nothing of text; it reads ids and tensors.
//!
//! ```
//! use namelight_encoder::weights::Reader;
//! use namelight_encoder::{Classifier, Config, Input, Int8Classifier};
//!
//! let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/fixtures/encoder/distilbert");
//! let read = |name| std::fs::read(format!("{folder}/{name}")).unwrap();
//!
//! let config = Config::from_json(&read("config.json"))?;
//! let file = read("model.safetensors");
//! let mut reader = Reader::new(&config, file.len() as u64);
//! reader.push(&file)?; // or piece by piece, as it is fetched
//! let model = Int8Classifier::load(reader.finish()?, &config)?;
//!
//! let input = Input { ids: &[2, 17, 8, 3], token_types: None };
//! let logits = model.logits(&[input])?; // (wordpieces, labels)
//! assert_eq!(logits.len(), 4 * config.labels.len());
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # The way data takes
//!
//! 1. [`Config`] reads `config.json`, and refuses what would change the mathematics and every number beyond its limits.
//! 2. [`weights`] reads `model.safetensors`, f32 or int8, checks every tensor before use, and writes both forms. Its
//!    documentation has the table of tensors; `parameters.rs` alone spells their names.
//! 3. One of two forms of the encoder turns an [`Input`] into logits, both behind [`Classifier`]:
//!    [`TokenClassifier`] (`f32/`) is differentiable, trains, and scores float weights; [`Int8Classifier`] (`int8/`) has
//!    no gradients and no tensor library, and runs int8 weights in the browser and natively. A test compares the two.
//! 4. [`loss`] compares logits with labels, or with a teacher's probabilities, while a model is trained.
//!
//! Adding an architecture touches `config/read.rs`, `parameters.rs`, and the parts of `f32/` and `int8/` in which it differs.

mod classifier;
mod config;
mod f32;
mod int8;
mod parameters;
mod relative_position;
pub mod weights;

pub use classifier::{Classifier, ForwardError, Input, InputError};
pub use config::{Config, ConfigError, ModelType};
pub use f32::{Batch, Dropout, NoDropout, Ops, TokenClassifier, loss};
pub use int8::{Int8Classifier, Stage};
pub use parameters::{ParameterShape, Parameters};

pub use candle_core::{Device, Error as TensorError, Tensor};
