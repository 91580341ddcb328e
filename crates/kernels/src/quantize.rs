//! Rows of floats as 7-bit integers.

use crate::dispatch::dispatch;
use crate::gemm::pack::{GROUP, Value};
use crate::layer_norm::LayerNorm;
use crate::math::{ROUND, gelu_row, largest, smallest};

/// The largest integer that a float becomes; the smallest is 0.
pub const LEVELS: f32 = 127.0;

/// The bits of [`LEVELS`]: whatever a float was, even none, the instructions get no larger integer.
const MASK: u32 = 127;

/// Rows of integers, such that `float ≈ lowest + scale · integer` with a scale and a lowest value a row. Kept to be
/// filled again and again: nothing is allocated once it has been as large as it will be.
#[derive(Clone, Debug, Default)]
pub struct QuantizedActivations {
    /// `(rows, stride)`; what pads a row to whole groups is 0.
    values: Vec<Value>,
    steps: Vec<QuantParams>,
    width: usize,
}

/// What is made of a row in place before it is quantized.
#[derive(Clone, Copy, Debug)]
pub enum RowTransform<'a> {
    /// The activation function.
    Gelu,
    /// A layer's norm.
    LayerNorm(&'a LayerNorm),
}

/// How a row's integers become floats.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct QuantParams {
    pub(crate) scale: f32,
    pub(crate) lowest: f32,
}

impl QuantizedActivations {
    /// Replaces what is here by the rows of `x` `(rows, width)`.
    ///
    /// # Panics
    /// When `x` is not whole rows.
    pub fn quantize(&mut self, x: &[f32], width: usize) {
        let stride = self.make_room(x.len(), width);
        fill_rows(x, width, &mut self.values, stride, &mut self.steps);
    }

    /// The same after `change` has been made to each row, which is still in the nearest cache then.
    ///
    /// # Panics
    /// As [`Self::fill`].
    pub fn transform_and_quantize(&mut self, x: &mut [f32], width: usize, change: RowTransform) {
        let stride = self.make_room(x.len(), width);
        let (values, steps) = (&mut self.values, &mut self.steps);
        match change {
            RowTransform::Gelu => fill_activated(x, width, values, stride, steps),
            RowTransform::LayerNorm(norm) => fill_normalized(x, norm, values, stride, steps),
        }
    }

    /// Room for so many numbers in rows; gives the integers from one row to the next.
    fn make_room(&mut self, numbers: usize, width: usize) -> usize {
        assert!(
            width > 0 && numbers.is_multiple_of(width),
            "{numbers} numbers are no rows of {width}"
        );
        self.width = width;
        let stride = self.stride();
        self.values.clear();
        self.values.resize(numbers / width * stride, 0);
        self.steps.clear();
        stride
    }

    /// Rows.
    pub fn rows(&self) -> usize {
        self.steps.len()
    }

    /// Floats in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Integers from one row to the next.
    pub(crate) fn stride(&self) -> usize {
        self.width.next_multiple_of(GROUP)
    }

    /// The integers of all rows from this one on.
    pub(crate) fn rows_from(&self, row: usize) -> &[Value] {
        &self.values[row * self.stride()..]
    }

    pub(crate) fn steps(&self, row: usize) -> QuantParams {
        self.steps[row]
    }

    /// The floats that a row's integers stand for.
    pub fn dequantized(&self, row: usize) -> Vec<f32> {
        let QuantParams { scale, lowest } = self.steps[row];
        let values = &self.rows_from(row)[..self.width];
        values
            .iter()
            .map(|value| lowest + scale * f32::from(*value))
            .collect()
    }
}

dispatch! {
    fn fill_rows(
        x: &[f32],
        width: usize,
        values: &mut [Value],
        stride: usize,
        steps: &mut Vec<QuantParams>,
    ) {
        for (x, values) in x.chunks_exact(width).zip(values.chunks_exact_mut(stride)) {
            steps.push(quantize(x, values));
        }
    }

    fn fill_activated(
        x: &mut [f32],
        width: usize,
        values: &mut [Value],
        stride: usize,
        steps: &mut Vec<QuantParams>,
    ) {
        for (x, values) in x.chunks_exact_mut(width).zip(values.chunks_exact_mut(stride)) {
            gelu_row(x);
            steps.push(quantize(x, values));
        }
    }

    fn fill_normalized(
        x: &mut [f32],
        norm: &LayerNorm,
        values: &mut [Value],
        stride: usize,
        steps: &mut Vec<QuantParams>,
    ) {
        let rows = x.chunks_exact_mut(norm.width());
        for (x, values) in rows.zip(values.chunks_exact_mut(stride)) {
            norm.row(x);
            steps.push(quantize(x, values));
        }
    }
}

#[inline(always)]
fn quantize(x: &[f32], values: &mut [Value]) -> QuantParams {
    let (lowest, highest) = (smallest(x), largest(x));
    let scale = (highest - lowest) / LEVELS;
    // Rows without a range become zeros.
    let per_step = if scale > 0.0 {
        LEVELS / (highest - lowest)
    } else {
        0.0
    };
    for (value, x) in values.iter_mut().zip(x) {
        // Rounded by the addition, the integer stands in the lowest bits.
        let step = (x - lowest) * per_step + ROUND;
        *value = (step.to_bits() & MASK) as Value;
    }
    QuantParams { scale, lowest }
}
