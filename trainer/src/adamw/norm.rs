//! The norm of a gradient, and the factor by which clipping scales it (Pascanu, Mikolov and Bengio, 2013).

use candle_core::{CpuStorage, D, Result, Storage, Tensor};
use namelight_kernels::math::dot;

/// The number that is added to the norm before it divides, as in PyTorch's `clip_grad_norm_`.
const NEXT_TO_NOTHING: f64 = 1e-6;

/// The Euclidean norm over all values of all tensors, added up in f64.
///
/// # Errors
/// Those of the tensor operations.
pub fn gradient_norm<'a>(gradients: impl IntoIterator<Item = &'a Tensor>) -> Result<f64> {
    let mut sum = 0.0;
    for gradient in gradients {
        sum += match host_sum_of_squares(gradient) {
            Some(sum) => sum,
            None => f64::from(gradient.sqr()?.sum_all()?.to_scalar::<f32>()?),
        };
    }
    Ok(sum.sqrt())
}

/// The same norm as a tensor `()` in f32 on the device of the gradients, so that nothing waits for it. Rows are added up
/// first: candle gives each sum one block of a GPU's threads, and a whole matrix would keep one of them busy alone.
pub(super) fn gradient_norm_tensor<'a>(
    gradients: impl IntoIterator<Item = &'a Tensor>,
) -> Result<Tensor> {
    let squares = gradients.into_iter().map(|gradient| {
        let squares = gradient.sqr()?;
        match squares.rank() {
            0 | 1 => squares.flatten_all(),
            _ => squares.sum(D::Minus1)?.flatten_all(),
        }
    });
    let squares = squares.collect::<Result<Vec<_>>>()?;
    Tensor::cat(&squares, 0)?.sum_all()?.sqrt()
}

/// The factor of a gradient with this norm.
pub(super) fn clip_factor(norm: f64, max_norm: f64) -> f32 {
    (max_norm / (norm + NEXT_TO_NOTHING)).min(1.0) as f32
}

/// The same factor as a tensor `()`.
pub(super) fn clip_factor_tensor(norm: &Tensor, max_norm: f64) -> Result<Tensor> {
    let factor = ((norm + NEXT_TO_NOTHING)?.recip()? * max_norm)?;
    factor.minimum(1.0)
}

/// The sum of squares without a copy; `None` unless the values are f32 in this machine's memory.
fn host_sum_of_squares(tensor: &Tensor) -> Option<f64> {
    let (storage, layout) = tensor.storage_and_layout();
    let Storage::Cpu(CpuStorage::F32(values)) = &*storage else {
        return None;
    };
    let (start, end) = layout.contiguous_offsets()?;
    // Short runs in f32 vectorize; f64 between them keeps the digits.
    Some(
        values[start..end]
            .chunks(1024)
            .map(|run| f64::from(dot(run, run)))
            .sum(),
    )
}
