//! The linear map of candle's operations, with gradients that lie as the optimizer reads them.

use candle_core::{Result, Tensor};

use super::known::known3;

/// `x Wᵀ + b`, from `(rows, in)` to `(rows, out)`; `multiply` is the product to use.
pub(in super::super) fn linear(
    [x, weight, bias]: [&Tensor; 3],
    multiply: fn(&Tensor, &Tensor) -> Result<Tensor>,
) -> Result<Tensor> {
    let y = multiply(&x.detach(), &weight.detach().t()?)?.broadcast_add(&bias.detach())?;
    known3([x, weight, bias], y, move |[x, weight, _], _, gradient| {
        let of_x = multiply(gradient, weight)?;
        // The other way round it would be the transpose of what is asked for.
        let of_weight = multiply(&gradient.t()?, x)?;
        Ok([of_x, of_weight, gradient.sum(0)?])
    })
}
