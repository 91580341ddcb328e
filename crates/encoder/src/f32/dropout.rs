//! Dropout as a parameter of the forward pass, so that inference carries no random numbers.

use candle_core::{Result, Tensor};

/// A source of dropout: it sets values to zero at random while a model is trained.
pub trait Dropout {
    /// Zeroes each value of `x` with this probability and scales the others by `1 / (1 - probability)`.
    ///
    /// # Errors
    /// Those of the tensor operations.
    fn apply(&mut self, x: Tensor, probability: f64) -> Result<Tensor>;
}

/// The dropout of inference, which drops nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct NoDropout;

impl Dropout for NoDropout {
    fn apply(&mut self, x: Tensor, _probability: f64) -> Result<Tensor> {
        Ok(x)
    }
}
