//! Embedding tables of 8-bit integers.

use crate::dispatch::dispatch;

/// A table of rows of 8-bit integers with a scale each. A pass reads few of its rows, so they become floats when they are
/// read.
#[derive(Clone, Debug)]
pub struct QuantizedEmbedding {
    values: Vec<i8>,
    scales: Vec<f32>,
    width: usize,
}

impl QuantizedEmbedding {
    /// A table of `(scales.len(), width)` numbers.
    ///
    /// # Panics
    /// When there are not as many integers.
    pub fn new(values: Vec<i8>, scales: Vec<f32>, width: usize) -> Self {
        assert_eq!(
            values.len(),
            scales.len() * width,
            "values are not whole rows"
        );
        Self {
            values,
            scales,
            width,
        }
    }

    /// Adds a row, as floats, to `x` `(width)`.
    ///
    /// # Panics
    /// When there is no such row, or `x` has another width.
    // Inlined into code that is compiled for size, the loops lose their vectors.
    #[inline(never)]
    pub fn add(&self, row: usize, x: &mut [f32]) {
        assert_eq!(x.len(), self.width, "the width of a row");
        let (values, scale) = (
            &self.values[row * self.width..][..self.width],
            self.scales[row],
        );
        add_scaled(values, scale, x);
    }
}

dispatch! {
    fn add_scaled(values: &[i8], scale: f32, x: &mut [f32]) {
        for (x, value) in x.iter_mut().zip(values) {
            *x += f32::from(*value) * scale;
        }
    }
}
