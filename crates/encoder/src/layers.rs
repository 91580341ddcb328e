//! The leaves of the network, each differentiable. candle-nn's fused layer norm and softmax have no backward pass and
//! do not say so, hence the forms made of plain tensor operations here.

use candle_core::{D, Result, Tensor};

use crate::parameters::{Parameters, take};

/// `x Wᵀ + b`.
pub(crate) struct Linear {
    weight: Tensor, // (out, in)
    bias: Tensor,   // (out)
}

impl Linear {
    pub(crate) fn load(
        parameters: &Parameters,
        path: &str,
        input: usize,
        out: usize,
    ) -> Result<Self> {
        Ok(Self {
            weight: take(parameters, &format!("{path}.weight"), &[out, input])?,
            bias: take(parameters, &format!("{path}.bias"), &[out])?,
        })
    }

    /// `(rows, in)` to `(rows, out)`.
    pub(crate) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        x.matmul(&self.weight.t()?)?.broadcast_add(&self.bias)
    }
}

/// Normalizes the last dimension to mean 0 and variance 1, then scales and shifts.
pub(crate) struct LayerNorm {
    weight: Tensor, // (hidden)
    bias: Tensor,   // (hidden)
    eps: f64,
}

impl LayerNorm {
    pub(crate) fn load(
        parameters: &Parameters,
        path: &str,
        hidden: usize,
        eps: f64,
    ) -> Result<Self> {
        Ok(Self {
            weight: take(parameters, &format!("{path}.weight"), &[hidden])?,
            bias: take(parameters, &format!("{path}.bias"), &[hidden])?,
            eps,
        })
    }

    /// `(rows, hidden)` to the same shape.
    pub(crate) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        let centered = x.broadcast_sub(&x.mean_keepdim(D::Minus1)?)?;
        let variance = centered.sqr()?.mean_keepdim(D::Minus1)?;
        let normalized = centered.broadcast_div(&(variance + self.eps)?.sqrt()?)?;
        normalized
            .broadcast_mul(&self.weight)?
            .broadcast_add(&self.bias)
    }
}

/// Softmax over the last dimension.
pub(crate) fn softmax(x: &Tensor) -> Result<Tensor> {
    candle_nn::ops::softmax(x, D::Minus1)
}
