//! The arithmetic of the encoder, written for whatever vector instructions the machine has.
//!
//! The crate knows numbers only: no models, no files, no tensors. It is the one crate with `unsafe` code, because vector
//! instructions take pointers and exist on some machines only.
//!
//! ```
//! use namelight_kernels::{Output, QuantizedActivations, QuantizedLinear};
//!
//! // y = x Wᵀ + b, with a matrix of two outputs and three inputs whose rows have the scales 0.5 and 1.
//! let mut linear = QuantizedLinear::zeroed(3, 2);
//! linear.set_weights(0, &[2, -2, 4, 100, 0, -100]);
//! linear.set_scales(0, &[0.5, 1.0]);
//! linear.set_bias(0, &[0.0, 10.0]);
//!
//! let mut x = QuantizedActivations::default();
//! x.quantize(&[0.0, 127.0, 1.0], 3);
//! let mut y = [0.0; 2];
//! linear.forward(&x, &mut y, Output::Write);
//! assert_eq!(y, [-125.0, -90.0]);
//! ```
//!
//! # The way data takes
//!
//! 1. [`QuantizedEmbedding`] adds up rows of 8-bit tables to the first hidden states, in floats.
//! 2. [`QuantizedActivations`] turns rows of floats into 7-bit integers with a scale and a lowest value per row. It is
//!    made anew for every product, with the layer norm or the activation function before it in the same sweep.
//! 3. [`QuantizedLinear`] multiplies these integers with a matrix that was packed for the instructions of this machine
//!    (an [`Isa`]), and makes floats of the sums.
//! 4. [`Attention`] and [`LayerNorm`] work on the floats in between, and [`thread_pool`] lets several threads share the
//!    rows of one pass.
//!
//! [`training`] has the loops of the differentiable encoder, and [`math`] the functions that all of them use.
//!
//! # Every machine finds the same, to the bit
//!
//! Integer products are exact on every instruction set (`gemm/arch/mod.rs` says why seven bits make them so, and
//! `tests/isa` compares each with the scalar form). Sums of floats are added in one order on every machine, whatever the
//! width of its vectors, and a multiplication is never fused with an addition.

mod attention;
mod dispatch;
mod embedding;
mod gemm;
mod isa;
mod layer_norm;
pub mod math;
mod quantize;
pub mod thread_pool;
pub mod training;

pub use attention::Attention;
pub use embedding::QuantizedEmbedding;
pub use gemm::{Output, QuantizedLinear};
pub use isa::Isa;
pub use layer_norm::LayerNorm;
pub use quantize::{QuantizedActivations, RowTransform};
