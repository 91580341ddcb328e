//! Rows of floats as 7-bit integers, made on the fly for the product that follows.
//!
//! Each row has a scale and a lowest value of its own (asymmetric quantization per row), so that all of 0 to 127 is used
//! whatever its range: `float ≈ lowest + scale · integer`. Why seven bits: `gemm/arch/mod.rs`.

use crate::dispatch::dispatch;
use crate::gemm::pack::{GROUP, Value};
use crate::layer_norm::LayerNorm;
use crate::math::{ROUND, gelu_row, largest, smallest};

/// The largest integer that a float becomes; the smallest is 0.
const LEVELS: f32 = 127.0;

/// The bits of [`LEVELS`]: whatever a float was, even NaN, the instructions get no larger integer.
const MASK: u32 = 127;

/// Rows of integers. They are kept to be filled again and again: nothing is allocated once there has been room for the
/// largest input.
#[derive(Clone, Debug, Default)]
pub struct QuantizedActivations {
    /// `(rows, stride)`; what pads a row to whole groups is 0.
    values: Vec<Value>,
    params: Vec<QuantParams>,
    width: usize,
}

/// What happens to a row in place before it is quantized.
#[derive(Clone, Copy, Debug)]
pub enum RowTransform<'a> {
    /// The activation function, GELU.
    Gelu,
    /// A layer norm.
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
    // Inlined into code that is compiled for size, the loops lose their vectors.
    #[inline(never)]
    pub fn quantize(&mut self, x: &[f32], width: usize) {
        let stride = self.make_room(x.len(), width);
        quantize_rows(x, width, &mut self.values, stride, &mut self.params);
    }

    /// The same after `transform` has been applied to each row of `x` in place: the row is still in the nearest cache when
    /// it is quantized.
    ///
    /// # Panics
    /// As [`Self::quantize`], and when a layer norm has another width.
    // Inlined into code that is compiled for size, the loops lose their vectors.
    #[inline(never)]
    pub fn transform_and_quantize(&mut self, x: &mut [f32], width: usize, transform: RowTransform) {
        let stride = self.make_room(x.len(), width);
        let (values, params) = (&mut self.values, &mut self.params);
        match transform {
            RowTransform::Gelu => quantize_activated(x, width, values, stride, params),
            RowTransform::LayerNorm(norm) => {
                assert_eq!(norm.width(), width, "the width of the layer norm");
                quantize_normalized(x, norm, values, stride, params);
            }
        }
    }

    /// Makes room for so many numbers in rows, and gives the number of integers from one row to the next.
    fn make_room(&mut self, numbers: usize, width: usize) -> usize {
        assert!(
            width > 0 && numbers.is_multiple_of(width),
            "{numbers} numbers are no rows of {width}"
        );
        self.width = width;
        let stride = self.stride();
        self.values.clear();
        self.values.resize(numbers / width * stride, 0);
        self.params.clear();
        stride
    }

    /// The number of rows.
    pub fn rows(&self) -> usize {
        self.params.len()
    }

    /// The number of floats in a row.
    pub fn width(&self) -> usize {
        self.width
    }

    /// The number of integers from one row to the next.
    pub(crate) fn stride(&self) -> usize {
        self.width.next_multiple_of(GROUP)
    }

    /// The integers of all rows from this one on.
    pub(crate) fn rows_from(&self, row: usize) -> &[Value] {
        &self.values[row * self.stride()..]
    }

    pub(crate) fn params(&self, row: usize) -> QuantParams {
        self.params[row]
    }

    /// The floats that a row's integers stand for, `(width)`; tests compare products with them.
    pub fn dequantized(&self, row: usize) -> Vec<f32> {
        let QuantParams { scale, lowest } = self.params[row];
        let values = &self.rows_from(row)[..self.width];
        values
            .iter()
            .map(|value| lowest + scale * f32::from(*value))
            .collect()
    }
}

dispatch! {
    fn quantize_rows(
        x: &[f32],
        width: usize,
        values: &mut [Value],
        stride: usize,
        params: &mut Vec<QuantParams>,
    ) {
        for (x, values) in x.chunks_exact(width).zip(values.chunks_exact_mut(stride)) {
            params.push(quantize_row(x, values));
        }
    }

    fn quantize_activated(
        x: &mut [f32],
        width: usize,
        values: &mut [Value],
        stride: usize,
        params: &mut Vec<QuantParams>,
    ) {
        for (x, values) in x.chunks_exact_mut(width).zip(values.chunks_exact_mut(stride)) {
            gelu_row(x);
            params.push(quantize_row(x, values));
        }
    }

    fn quantize_normalized(
        x: &mut [f32],
        norm: &LayerNorm,
        values: &mut [Value],
        stride: usize,
        params: &mut Vec<QuantParams>,
    ) {
        let rows = x.chunks_exact_mut(norm.width());
        for (x, values) in rows.zip(values.chunks_exact_mut(stride)) {
            norm.row(x);
            params.push(quantize_row(x, values));
        }
    }
}

#[inline(always)]
fn quantize_row(x: &[f32], values: &mut [Value]) -> QuantParams {
    let (lowest, highest) = (smallest(x), largest(x));
    let scale = (highest - lowest) / LEVELS;
    // The integers of a row without a range are zeros.
    let per_step = if scale > 0.0 {
        LEVELS / (highest - lowest)
    } else {
        0.0
    };
    for (value, x) in values.iter_mut().zip(x) {
        // The addition rounds, and leaves the integer in the lowest bits.
        let step = (x - lowest) * per_step + ROUND;
        *value = (step.to_bits() & MASK) as Value;
    }
    QuantParams { scale, lowest }
}
