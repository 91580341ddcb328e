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

mod attention;
mod batch;
mod classifier;
mod config;
mod dropout;
mod embeddings;
mod inference;
mod layers;
pub mod loss;
pub mod manifest;
mod model;
mod ops;
mod parameters;
mod relative;
pub mod weights;

pub use batch::Batch;
pub use classifier::{Classifier, ForwardError, Sentence};
pub use config::{Config, ConfigError, ModelType};
pub use dropout::{Dropout, NoDropout};
pub use inference::{Int8Classifier, Part};
pub use model::TokenClassifier;
pub use ops::Ops;
pub use parameters::{ParameterShape, Parameters};

pub use candle_core::{Device, Error as TensorError, Tensor};
