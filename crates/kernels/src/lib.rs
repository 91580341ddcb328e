//! The arithmetic of inference, for whatever vector instructions there are.
//!
//! 1. [`QuantizedActivations`] are rows of floats as 7-bit integers with a scale and a lowest value a row, made on the fly.
//! 2. [`QuantizedLinear`] is a weight matrix of 7-bit integers with a scale a row, packed for the instructions of this machine
//!    ([`Isa`]); its product with activations is exact in integers, and therefore the same on every path.
//! 3. [`Attention`], [`LayerNorm`], [`softmax`] and [`gelu`] work on floats, in one order of operations on every path
//!    and without fused multiply-adds, so that their results are the same on every machine as well.
//!
//! Seven bits are what makes the fast instructions exact: `i16x8.relaxed_dot_i8x16_i7x16` of WebAssembly leaves open
//! what happens to a second factor beyond 127, and x86's `vpmaddubsw` saturates pairs beyond 2 · 127 · 127. With seven
//! bits on both sides two of these results can also be added before they are widened, which saves one multiplication
//! in four; F1 on CoNLL-2003 does not change by it.

mod attention;
mod dispatch;
mod embedding;
mod gemm;
mod isa;
mod layer_norm;
mod math;
mod quantize;
pub mod thread_pool;

pub use attention::Attention;
pub use embedding::QuantizedEmbedding;
pub use gemm::{Output, QuantizedLinear};
pub use isa::Isa;
pub use layer_norm::{LayerNorm, moments};
pub use math::{erf, exp_of_negative, exp2_of_negative, gelu, normal_cdf, softmax, sum};
pub use quantize::{LEVELS, QuantizedActivations, RowTransform};
