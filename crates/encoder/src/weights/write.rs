//! Writing parameters as the bytes of a weight file. The same parameters always give the same bytes.

use std::collections::HashMap;

use candle_core::Tensor;
use safetensors::Dtype;
use safetensors::tensor::TensorView;

use super::int8::{Int8Metadata, quantize_row};
use super::{METADATA_KEY, SCALE_SUFFIX, WeightsError};
use crate::{ParameterShape, Parameters};

/// A tensor as the file holds it.
struct StoredTensor {
    name: String,
    dtype: Dtype,
    shape: Vec<usize>,
    data: Vec<u8>,
}

/// Writes a float file, as transformers reads it.
///
/// # Errors
/// When a tensor cannot be read.
pub fn write_f32(parameters: &Parameters) -> Result<Vec<u8>, WeightsError> {
    let tensors = parameters
        .iter()
        .map(|(name, tensor)| float_tensor(name, tensor));
    // transformers asks for this key.
    serialize(
        tensors.collect::<Result<_, _>>()?,
        ("format", "pt".to_owned()),
    )
}

/// Writes an int8 file: matrices as integers with a scale per row, all else as floats.
///
/// # Errors
/// When a tensor cannot be read.
pub fn write_int8(
    parameters: &Parameters,
    metadata: &Int8Metadata,
) -> Result<Vec<u8>, WeightsError> {
    let mut tensors = Vec::new();
    for (name, tensor) in parameters {
        if ParameterShape::is_quantized(name, tensor.dims()) {
            tensors.extend(int8_tensors(name, tensor)?);
        } else {
            tensors.push(float_tensor(name, tensor)?);
        }
    }
    let metadata = serde_json::to_string(metadata).map_err(|error| WeightsError::Metadata {
        key: METADATA_KEY,
        reason: error.to_string(),
    })?;
    serialize(tensors, (METADATA_KEY, metadata))
}

fn float_tensor(name: &str, tensor: &Tensor) -> Result<StoredTensor, WeightsError> {
    let values = tensor.flatten_all()?.to_vec1::<f32>()?;
    Ok(StoredTensor {
        name: name.to_owned(),
        dtype: Dtype::F32,
        shape: tensor.dims().to_vec(),
        data: values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect(),
    })
}

fn int8_tensors(name: &str, tensor: &Tensor) -> Result<[StoredTensor; 2], WeightsError> {
    let (rows, columns) = tensor.dims2()?;
    let values = tensor.flatten_all()?.to_vec1::<f32>()?;
    let mut data = Vec::with_capacity(values.len());
    let scales: Vec<f32> = values
        .chunks_exact(columns)
        .map(|row| quantize_row(row, &mut data))
        .collect();
    let weights = StoredTensor {
        name: name.to_owned(),
        dtype: Dtype::I8,
        shape: vec![rows, columns],
        data: data.into_iter().map(i8::cast_unsigned).collect(),
    };
    let scales = StoredTensor {
        name: format!("{name}{SCALE_SUFFIX}"),
        dtype: Dtype::F32,
        shape: vec![rows],
        data: scales
            .iter()
            .flat_map(|scale| scale.to_le_bytes())
            .collect(),
    };
    Ok([weights, scales])
}

/// Joins tensors and one key of metadata; the library writes several keys in random order.
fn serialize(
    tensors: Vec<StoredTensor>,
    metadata: (&str, String),
) -> Result<Vec<u8>, WeightsError> {
    let mut views = Vec::with_capacity(tensors.len());
    for tensor in &tensors {
        let view = TensorView::new(tensor.dtype, tensor.shape.clone(), &tensor.data)?;
        views.push((tensor.name.as_str(), view));
    }
    let metadata = HashMap::from([(metadata.0.to_owned(), metadata.1)]);
    Ok(safetensors::serialize(views, Some(metadata))?)
}
