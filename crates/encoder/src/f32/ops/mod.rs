//! The leaves of the network as differentiable operations, each in two forms.
//!
//! [`Ops::Fused`] goes once over its values where candle's own operations go many times, and knows its backward pass;
//! it runs on the CPU. [`Ops::Composed`] is made of candle's operations and runs everywhere, and [`Ops::Mixed`] is the
//! same with matrix products in bf16. `tests.rs` compares the two, forward and backward.
//!
//! candle-nn's fused layer norm and softmax have no backward pass and do not say so: gradients stop there. They give values
//! alone here, never a gradient, and `loss_and_every_gradient_equal_those_of_pytorch_and_none_is_zero` in
//! `tests/pytorch.rs` checks that every parameter gets one.

mod composed;
mod gelu;
mod host;
mod layer_norm;
mod linear;

use candle_core::{D, Device, Result, Tensor};

use super::Batch;

/// Which form of the operations a network is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ops {
    /// Operations of our own, each of which goes once over its values; CPU only.
    Fused,
    /// candle's own operations, on any device.
    Composed,
    /// The same, but factors and results of matrix products are rounded to bf16, which GPUs multiply several times as
    /// fast. Weights, sums, norms, softmax and loss stay f32 (Micikevicius et al., "Mixed Precision Training", 2018; bf16
    /// has f32's range, so the loss needs no scaling).
    Mixed,
}

impl Ops {
    /// The fastest form that a device has.
    pub fn of(device: &Device) -> Self {
        match device {
            Device::Cpu => Self::Fused,
            _ => Self::Composed,
        }
    }

    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fused => "fused",
            Self::Composed => "composed",
            Self::Mixed => "mixed",
        }
    }

    /// The batch that these operations take least time for.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn batch<S: AsRef<[u32]>>(self, inputs: &[S], device: &Device) -> Result<Batch> {
        match self {
            Self::Fused => Batch::new(inputs, device),
            Self::Composed | Self::Mixed => Batch::padded(inputs, device),
        }
    }

    /// The linear map `x Wᵀ + b`, from `(rows, in)` to `(rows, out)`.
    pub(crate) fn linear(self, x: &Tensor, weight: &Tensor, bias: &Tensor) -> Result<Tensor> {
        match self {
            Self::Fused => x.contiguous()?.apply_op3(weight, bias, linear::Linear),
            Self::Composed => composed::linear([x, weight, bias], composed::product),
            Self::Mixed => composed::linear([x, weight, bias], composed::product_bf16),
        }
    }

    /// The product of two matrices, or of stacks of matrices.
    pub(crate) fn matmul(self, left: &Tensor, right: &Tensor) -> Result<Tensor> {
        match self {
            Self::Fused => left.matmul(right),
            Self::Composed => composed::product(left, right),
            Self::Mixed => composed::product_bf16(left, right),
        }
    }

    /// Layer norm: each row of `(rows, hidden)` is brought to mean 0 and variance 1, then scaled and shifted.
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
            Self::Composed | Self::Mixed => composed::layer_norm(x, weight, bias, eps),
        }
    }

    /// GELU, `x Φ(x)` with the normal distribution's Φ and not its tanh form.
    pub(crate) fn gelu(self, x: &Tensor) -> Result<Tensor> {
        match self {
            Self::Fused => x.contiguous()?.apply_op1(gelu::Gelu),
            Self::Composed | Self::Mixed => x.gelu_erf(),
        }
    }

    /// Softmax over the last dimension.
    pub(crate) fn softmax(self, x: &Tensor) -> Result<Tensor> {
        match self {
            Self::Fused => candle_nn::ops::softmax(x, D::Minus1),
            Self::Composed | Self::Mixed => composed::softmax(x),
        }
    }
}

#[cfg(test)]
mod tests;
