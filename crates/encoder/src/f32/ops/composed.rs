//! The forms that are made of candle's own operations.

use candle_core::{D, DType, Device, Result, Tensor};

/// The product of two f32 matrices with factors and result rounded to bf16; gradients that pass through are rounded
/// alike.
pub(super) fn matmul_bf16(left: &Tensor, right: &Tensor) -> Result<Tensor> {
    let (left, right) = (left.to_dtype(DType::BF16)?, right.to_dtype(DType::BF16)?);
    let product = match left.device() {
        // candle has no product of bf16 here: f32 holds bf16's values and sums them as a GPU does.
        Device::Cpu => {
            let (left, right) = (left.to_dtype(DType::F32)?, right.to_dtype(DType::F32)?);
            left.matmul(&right)?.to_dtype(DType::BF16)?
        }
        _ => left.matmul(&right)?,
    };
    product.to_dtype(DType::F32)
}

pub(super) fn layer_norm(x: &Tensor, weight: &Tensor, bias: &Tensor, eps: f64) -> Result<Tensor> {
    let centered = x.broadcast_sub(&x.mean_keepdim(D::Minus1)?)?;
    let variance = centered.sqr()?.mean_keepdim(D::Minus1)?;
    let normalized = centered.broadcast_div(&(variance + eps)?.sqrt()?)?;
    normalized.broadcast_mul(weight)?.broadcast_add(bias)
}
