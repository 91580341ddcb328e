//! The numbers of a tensor, read from its bytes.

use half::{bf16, f16};
use safetensors::Dtype;

use super::WeightsError;

/// The values of a float tensor, little-endian as the format says.
///
/// # Errors
/// When the type is no float, or a value is not finite.
pub(super) fn floats(name: &str, dtype: Dtype, data: &[u8]) -> Result<Vec<f32>, WeightsError> {
    let values: Vec<f32> = match dtype {
        Dtype::F32 => numbers(data, f32::from_le_bytes),
        Dtype::F16 => numbers(data, |bytes| f16::from_le_bytes(bytes).to_f32()),
        Dtype::BF16 => numbers(data, |bytes| bf16::from_le_bytes(bytes).to_f32()),
        other => {
            return Err(WeightsError::Type {
                name: name.to_owned(),
                expected: "F32, F16 or BF16",
                found: format!("{other:?}"),
            });
        }
    };
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(WeightsError::NotFinite {
            name: name.to_owned(),
            index,
        }),
        None => Ok(values),
    }
}

fn numbers<const N: usize>(data: &[u8], number: impl Fn([u8; N]) -> f32) -> Vec<f32> {
    data.as_chunks::<N>()
        .0
        .iter()
        .copied()
        .map(number)
        .collect()
}
