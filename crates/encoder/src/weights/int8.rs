//! Rows of 8-bit integers with one scale each.

use serde::{Deserialize, Serialize};

use super::WeightsError;

/// The version of the int8 form. Readers refuse another one.
pub const INT8_VERSION: u32 = 1;

/// The version of the grouped form. Readers refuse another one.
pub const GROUPED_VERSION: u32 = 2;

/// The metadata of an int8 or grouped file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuantizedMetadata {
    /// The name of the form, `int8` or `grouped`.
    pub format: String,
    /// The version of the form, [`INT8_VERSION`] or [`GROUPED_VERSION`].
    pub version: u32,
    /// The number of integers that share a scale, where the file is grouped.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<usize>,
    /// The checkpoint that fine-tuning started from.
    pub base: String,
    /// The labels, by output index.
    pub labels: Vec<String>,
}

impl QuantizedMetadata {
    /// The metadata of an int8 file of the present version.
    pub fn int8(base: &str, labels: &[String]) -> Self {
        Self {
            format: "int8".into(),
            version: INT8_VERSION,
            group: None,
            base: base.into(),
            labels: labels.to_vec(),
        }
    }

    /// The metadata of a grouped file of the present version, in groups of so many integers.
    pub fn grouped(base: &str, labels: &[String], group: usize) -> Self {
        Self {
            format: "grouped".into(),
            version: GROUPED_VERSION,
            group: Some(group),
            ..Self::int8(base, labels)
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
