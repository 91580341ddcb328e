//! The building blocks that have parameters: a linear map and a layer norm.

use candle_core::{Result, Tensor};

use super::ops::Ops;
use crate::parameters::{Parameters, take};

/// The linear map `x Wᵀ + b`.
pub(crate) struct Linear {
    weight: Tensor, // (out, in)
    bias: Tensor,   // (out)
    ops: Ops,
}

impl Linear {
    pub(crate) fn load(
        parameters: &Parameters,
        ops: Ops,
        path: &str,
        input: usize,
        out: usize,
    ) -> Result<Self> {
        Ok(Self {
            weight: take(parameters, &format!("{path}.weight"), &[out, input])?,
            bias: take(parameters, &format!("{path}.bias"), &[out])?,
            ops,
        })
    }

    /// Maps `(rows, in)` to `(rows, out)`.
    pub(crate) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        self.ops.linear(x, &self.weight, &self.bias)
    }
}

/// A layer norm: it brings the last dimension to mean 0 and variance 1, then scales and shifts it.
pub(crate) struct LayerNorm {
    weight: Tensor, // (hidden)
    bias: Tensor,   // (hidden)
    eps: f64,
    ops: Ops,
}

impl LayerNorm {
    pub(crate) fn load(
        parameters: &Parameters,
        ops: Ops,
        path: &str,
        hidden: usize,
        eps: f64,
    ) -> Result<Self> {
        Ok(Self {
            weight: take(parameters, &format!("{path}.weight"), &[hidden])?,
            bias: take(parameters, &format!("{path}.bias"), &[hidden])?,
            eps,
            ops,
        })
    }

    /// Normalizes each row of `(rows, hidden)`.
    pub(crate) fn forward(&self, x: &Tensor) -> Result<Tensor> {
        self.ops.layer_norm(x, &self.weight, &self.bias, self.eps)
    }
}
