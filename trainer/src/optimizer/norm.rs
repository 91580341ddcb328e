//! The norm of a gradient.

use candle_core::{CpuStorage, Result, Storage, Tensor};

/// Euclidean norm over all values of all tensors, added up in f64.
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

/// Sum of squares without a copy, where the values are f32 in this machine's memory.
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
            .map(|run| f64::from(sum_of_squares(run)))
            .sum(),
    )
}

/// Eight independent sums, so that the compiler may use vector registers.
fn sum_of_squares(run: &[f32]) -> f32 {
    let (eights, rest) = run.as_chunks::<8>();
    let mut sums = [0f32; 8];
    for eight in eights {
        for (sum, value) in sums.iter_mut().zip(eight) {
            *sum += value * value;
        }
    }
    sums.iter().sum::<f32>() + rest.iter().map(|value| value * value).sum::<f32>()
}
