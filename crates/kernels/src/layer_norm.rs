//! Layer normalization (Ba, Kiros and Hinton, 2016).

use crate::dispatch::dispatch;
use crate::math::sum;

/// A layer norm: it brings each row to mean 0 and variance 1, then scales and shifts it.
#[derive(Clone, Debug)]
pub struct LayerNorm {
    weight: Vec<f32>,
    bias: Vec<f32>,
    eps: f32,
}

impl LayerNorm {
    /// A norm with these scales and shifts, each `(width)`; `eps` is added to the variance.
    ///
    /// # Panics
    /// When their numbers differ.
    pub fn new(weight: Vec<f32>, bias: Vec<f32>, eps: f32) -> Self {
        assert_eq!(weight.len(), bias.len(), "scales and shifts");
        Self { weight, bias, eps }
    }

    /// The length of a row.
    pub fn width(&self) -> usize {
        self.weight.len()
    }

    /// Normalizes the rows of `x` `(rows, width)` in place.
    ///
    /// # Panics
    /// When `x` is not whole rows.
    // Inlined into code that is compiled for size, the loops lose their vectors.
    #[inline(never)]
    pub fn forward(&self, x: &mut [f32]) {
        let width = self.width();
        assert!(
            x.len().is_multiple_of(width),
            "{} numbers are no rows of {width}",
            x.len()
        );
        normalize(self, x);
    }

    #[inline(always)]
    pub(crate) fn row(&self, row: &mut [f32]) {
        let (mean, scale) = moments(row, self.eps);
        for ((x, weight), bias) in row.iter_mut().zip(&self.weight).zip(&self.bias) {
            *x = (*x - mean) * scale * weight + bias;
        }
    }
}

dispatch! {
    fn normalize(norm: &LayerNorm, x: &mut [f32]) {
        for row in x.chunks_exact_mut(norm.width()) {
            norm.row(row);
        }
    }
}

/// The mean of a row and the inverse of its standard deviation.
#[inline(always)]
pub(crate) fn moments(row: &[f32], eps: f32) -> (f32, f32) {
    let mean = sum(row, |x| x) / row.len() as f32;
    let variance = sum(row, |x| (x - mean) * (x - mean)) / row.len() as f32;
    (mean, 1.0 / (variance + eps).sqrt())
}
