//! The differentiable form of the encoder: f32 tensors of candle, with gradients. It trains, and it scores float weights.
//!
//! A batch goes through `embeddings`, then through every `layer` (`attention` and a feed-forward network, made of the
//! `modules`), then through the head. What costs most is an operation of our own with its backward pass (`ops`), and each
//! of these has a second form, made of candle's operations, for other devices than the CPU.

mod attention;
mod batch;
mod dropout;
mod embeddings;
mod layer;
pub mod loss;
mod modules;
mod ops;
mod relative_bias;
mod token_classifier;

pub use batch::Batch;
pub use dropout::{Dropout, NoDropout};
pub use ops::Ops;
pub use token_classifier::TokenClassifier;
