//! Rows of 8-bit integers with one scale each.

use serde::{Deserialize, Serialize};

use super::WeightsError;

/// The version of the int8 form. Readers refuse another one.
pub const INT8_VERSION: u32 = 1;

/// The metadata of an int8 file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Int8Metadata {
    /// The name of the form, always `int8`.
    pub format: String,
    /// The version of the form, [`INT8_VERSION`].
    pub version: u32,
    /// The checkpoint that fine-tuning started from.
    pub base: String,
    /// The labels, by output index.
    pub labels: Vec<String>,
}

impl Int8Metadata {
    /// The metadata of a file of the present version.
    pub fn new(base: &str, labels: &[String]) -> Self {
        Self {
            format: "int8".into(),
            version: INT8_VERSION,
            base: base.into(),
            labels: labels.to_vec(),
        }
    }
}

/// Quantizes a row to −127 to 127 steps of its largest magnitude / 127, appends the integers to `out` and gives the scale. A
/// row of zeros gets scale 1.
pub(super) fn quantize_row(row: &[f32], out: &mut Vec<i8>) -> f32 {
    let largest = row
        .iter()
        .fold(0f32, |largest, value| largest.max(value.abs()));
    let scale = largest / 127.0;
    if scale == 0.0 {
        out.extend(row.iter().map(|_| 0));
        return 1.0;
    }
    out.extend(row.iter().map(|value| (value / scale).round() as i8));
    scale
}

/// Turns as many rows of integers as there are scales back into floats.
pub(super) fn dequantize(values: &[i8], scales: &[f32]) -> Vec<f32> {
    let columns = (values.len() / scales.len().max(1)).max(1);
    let rows = values.chunks_exact(columns).zip(scales);
    rows.flat_map(|(row, scale)| row.iter().map(move |value| f32::from(*value) * scale))
        .collect()
}

/// Checks that every scale is positive.
pub(super) fn check_scales(name: &str, scales: &[f32]) -> Result<(), WeightsError> {
    match scales.iter().position(|scale| *scale <= 0.0) {
        Some(index) => Err(WeightsError::Scale {
            name: name.to_owned(),
            index,
        }),
        None => Ok(()),
    }
}
