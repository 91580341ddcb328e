//! The leaves of the network as differentiable operations, each in two forms.
//!
//! [`Ops::Fused`] goes once over its values where candle's own operations go many times, and knows its backward pass;
//! it runs on the CPU. [`Ops::Composed`] is made of candle's operations and runs everywhere. Tests hold one against the
//! other. (candle-nn's fused layer norm has no backward pass and does not say so.)

mod composed;
mod gelu;
mod host;
mod layer_norm;
mod linear;
mod math;

use candle_core::{D, Device, Result, Tensor};

/// Which form of the operations a network is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ops {
    /// One pass an operation, CPU only.
    Fused,
    /// candle's own operations, any device.
    Composed,
}

impl Ops {
    /// The fastest form that a device has.
    pub fn of(device: &Device) -> Self {
        match device {
            Device::Cpu => Self::Fused,
            _ => Self::Composed,
        }
    }

    /// `x Wᵀ + b`: `(rows, in)` to `(rows, out)`.
    pub(crate) fn linear(self, x: &Tensor, weight: &Tensor, bias: &Tensor) -> Result<Tensor> {
        match self {
            Self::Fused => x.contiguous()?.apply_op3(weight, bias, linear::Linear),
            Self::Composed => composed::linear(x, weight, bias),
        }
    }

    /// Each row of `(rows, hidden)` to mean 0 and variance 1, then scaled and shifted.
    pub(crate) fn layer_norm(
        self,
        x: &Tensor,
        weight: &Tensor,
        bias: &Tensor,
        eps: f64,
    ) -> Result<Tensor> {
        match self {
            Self::Fused => {
                let op = layer_norm::LayerNorm { eps: eps as f32 };
                x.contiguous()?.apply_op3(weight, bias, op)
            }
            Self::Composed => composed::layer_norm(x, weight, bias, eps),
        }
    }

    /// `x Φ(x)` with the normal distribution's Φ, not its tanh form.
    pub(crate) fn gelu(self, x: &Tensor) -> Result<Tensor> {
        match self {
            Self::Fused => x.contiguous()?.apply_op1(gelu::Gelu),
            Self::Composed => x.gelu_erf(),
        }
    }

    /// Softmax over the last dimension.
    pub(crate) fn softmax(self, x: &Tensor) -> Result<Tensor> {
        candle_nn::ops::softmax(x, D::Minus1)
    }
}

#[cfg(test)]
mod tests;
