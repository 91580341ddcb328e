//! Functions of floats and sums of rows, whose loops the compiler can vectorize, since they neither branch nor call.

mod exp;
mod normal;
mod reduce;
mod softmax;

pub use reduce::dot;
pub use softmax::{log_softmax, softmax};

pub(crate) use exp::{ROUND, exp_of_negative};
pub(crate) use normal::{gelu_row, normal_cdf};
pub(crate) use reduce::{largest, smallest, sum};
pub(crate) use softmax::exp2_row;

#[cfg(test)]
fn grid(from: f32, to: f32) -> impl Iterator<Item = f32> {
    (0..=100_000).map(move |step| from + (to - from) * step as f32 / 100_000.0)
}
