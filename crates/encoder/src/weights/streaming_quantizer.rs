//! Quantizing a matrix of floats while its bytes come in, so that it is never here as floats.

use safetensors::Dtype;

use super::WeightsError;
use super::int8::quantize_row;
use super::values::floats;

/// The integers and scales of the rows that are whole so far, and the bytes of the next row.
pub(super) struct StreamingQuantizer {
    name: String,
    dtype: Dtype,
    columns: usize,
    /// The bytes of the row that is not whole yet.
    bytes: Vec<u8>,
    integers: Vec<i8>,
    scales: Vec<f32>,
}

impl StreamingQuantizer {
    /// A matrix of this many numbers, `columns` of them in a row.
    pub(super) fn new(name: &str, dtype: Dtype, numbers: usize, columns: usize) -> Self {
        let rows = numbers / columns.max(1);
        Self {
            name: name.to_owned(),
            dtype,
            columns,
            bytes: Vec::with_capacity(columns * number_bytes(dtype)),
            integers: Vec::with_capacity(numbers),
            scales: Vec::with_capacity(rows),
        }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When a number is not finite.
    pub(super) fn push(&mut self, mut bytes: &[u8]) -> Result<(), WeightsError> {
        let row = self.columns * number_bytes(self.dtype);
        while !bytes.is_empty() {
            let missing = (row - self.bytes.len()).min(bytes.len());
            let (front, rest) = bytes.split_at(missing);
            self.bytes.extend_from_slice(front);
            bytes = rest;
            if self.bytes.len() == row {
                self.quantize_row()?;
                self.bytes.clear();
            }
        }
        Ok(())
    }

    fn quantize_row(&mut self) -> Result<(), WeightsError> {
        let before = self.integers.len();
        let values =
            floats(&self.name, self.dtype, &self.bytes).map_err(|error| behind(error, before))?;
        self.scales.push(quantize_row(&values, &mut self.integers));
        Ok(())
    }

    pub(super) fn finish(self) -> (Vec<i8>, Vec<f32>) {
        (self.integers, self.scales)
    }
}

/// The error of a row, with its index counted in the matrix.
fn behind(error: WeightsError, numbers: usize) -> WeightsError {
    match error {
        WeightsError::NotFinite { name, index } => WeightsError::NotFinite {
            name,
            index: numbers + index,
        },
        other => other,
    }
}

/// The number of bytes of a number; no type that [`floats`] reads has more.
pub(super) fn number_bytes(dtype: Dtype) -> usize {
    match dtype {
        Dtype::F32 => 4,
        _ => 2,
    }
}
