//! Functions of floats and sums of rows, whose loops the compiler can vectorize, since they neither branch nor call.

mod exp;
mod normal;
mod reduce;
mod softmax;
#[cfg(test)]
mod ulps;

pub use reduce::dot;
pub use softmax::{log_softmax, softmax};

pub(crate) use exp::{ROUND, exp_of_negative};
pub(crate) use normal::{gelu_row, normal_cdf};
pub(crate) use reduce::{largest, smallest, sum};
pub(crate) use softmax::exp2_row;
