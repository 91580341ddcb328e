//! The differentiable form of the encoder: f32 tensors of candle, with gradients. It trains, and it scores float weights.

mod attention;
mod batch;
mod dropout;
mod embeddings;
mod layers;
pub mod loss;
mod ops;
mod relative_bias;
mod token_classifier;

pub use batch::Batch;
pub use dropout::{Dropout, NoDropout};
pub use ops::Ops;
pub use token_classifier::TokenClassifier;
