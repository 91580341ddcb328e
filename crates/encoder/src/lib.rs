//! BERT-class token classifiers and their files.
//!
//! One differentiable encoder serves training and inference. Its mathematics and its parameter names are those of
//! Hugging Face transformers (`BertForTokenClassification`, `DistilBertForTokenClassification`,
//! `MPNetForTokenClassification`): post-layer-norm, GELU with erf, attention masks in which 1 keeps.
//!
//! 1. [`Config`] reads `config.json`.
//! 2. [`weights`] reads `model.safetensors`, f32 or int8, checks every tensor before use, and writes both forms.
//! 3. [`TokenClassifier`] turns wordpiece ids into logits.
//! 4. [`manifest`] pins the files of a model directory by size and SHA-256.

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
