//! The forms that are made of candle's own operations, for any device.
//!
//! Their backward passes are written out where candle would derive a much longer one: a GPU computes each operation in no
//! time and takes its time to start it.

mod known;
mod linear;
mod product;

use candle_core::{D, DType, Device, Result, Tensor};

use known::{known1, known3};
pub(super) use linear::linear;
pub(super) use product::product;

/// The product of two f32 matrices with factors and result rounded to bf16; gradients that pass through are rounded
/// alike.
pub(super) fn product_bf16(left: &Tensor, right: &Tensor) -> Result<Tensor> {
    let (left, right) = (left.to_dtype(DType::BF16)?, right.to_dtype(DType::BF16)?);
    let product = match left.device() {
        // candle has no product of bf16 here: f32 holds bf16's values and sums them as a GPU does.
        Device::Cpu => {
            let (left, right) = (left.to_dtype(DType::F32)?, right.to_dtype(DType::F32)?);
            product(&left, &right)?.to_dtype(DType::BF16)?
        }
        _ => product(&left, &right)?,
    };
    product.to_dtype(DType::F32)
}

/// Layer norm. candle has one operation for its values, and none for its gradients.
pub(super) fn layer_norm(x: &Tensor, weight: &Tensor, bias: &Tensor, eps: f64) -> Result<Tensor> {
    let x = x.contiguous()?;
    let y = candle_nn::ops::layer_norm(&x.detach(), &weight.detach(), &bias.detach(), eps as f32)?;
    known3([&x, weight, bias], y, move |[x, weight, _], _, gradient| {
        let centered = x.broadcast_sub(&x.mean_keepdim(D::Minus1)?)?;
        let variance = centered.sqr()?.mean_keepdim(D::Minus1)?;
        let inverse = (variance + eps)?.sqrt()?.recip()?; // (rows, 1)
        let normalized = centered.broadcast_mul(&inverse)?;
        let scaled = gradient.broadcast_mul(weight)?;
        let along = (&scaled * &normalized)?.mean_keepdim(D::Minus1)?;
        let of_x = scaled
            .broadcast_sub(&scaled.mean_keepdim(D::Minus1)?)?
            .sub(&normalized.broadcast_mul(&along)?)?
            .broadcast_mul(&inverse)?;
        let of_weight = (gradient * normalized)?.sum(0)?;
        Ok([of_x, of_weight, gradient.sum(0)?])
    })
}

/// Softmax over the last dimension. candle has one operation for its values, and none for its gradient.
pub(super) fn softmax(x: &Tensor) -> Result<Tensor> {
    let x = x.contiguous()?;
    let y = candle_nn::ops::softmax_last_dim(&x.detach())?;
    known1(&x, y, |_, y, gradient| {
        let weighted = (gradient * y)?;
        let sums = weighted.sum_keepdim(D::Minus1)?;
        weighted - y.broadcast_mul(&sums)?
    })
}
