//! Layer normalization (Ba, Kiros and Hinton, 2016).

use pulp::Arch;

use crate::math::sum;

/// Normalizes each row of `x` `(rows, weight.len())` in place, then scales and shifts it. `eps` is added to the variance.
///
/// # Panics
/// When `x` is not whole rows or `bias` has another length than `weight`.
pub fn layer_norm(x: &mut [f32], weight: &[f32], bias: &[f32], eps: f32) {
    assert_eq!(weight.len(), bias.len(), "scales and shifts");
    assert!(
        x.len().is_multiple_of(weight.len()),
        "{} numbers are no rows of {}",
        x.len(),
        weight.len()
    );
    Arch::new().dispatch(|| {
        for row in x.chunks_exact_mut(weight.len()) {
            let (mean, scale) = moments(row, eps);
            for ((x, weight), bias) in row.iter_mut().zip(weight).zip(bias) {
                *x = (*x - mean) * scale * weight + bias;
            }
        }
    });
}

/// The mean of a row and the inverse of its deviation.
#[inline(always)]
pub fn moments(row: &[f32], eps: f32) -> (f32, f32) {
    let mean = sum(row, |x| x) / row.len() as f32;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / row.len() as f32;
    (mean, 1.0 / (variance + eps).sqrt())
}
