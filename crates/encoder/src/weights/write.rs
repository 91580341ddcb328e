//! Parameters to the bytes of a weight file. The same parameters always give the same bytes.

use std::collections::HashMap;

use candle_core::Tensor;
use safetensors::Dtype;
use safetensors::tensor::TensorView;

use super::int8::{Int8Metadata, quantize_row};
use super::{METADATA_KEY, SCALE_SUFFIX, WeightsError};
use crate::{ParameterShape, Parameters};

struct Entry {
    name: String,
    dtype: Dtype,
    shape: Vec<usize>,
    data: Vec<u8>,
}

/// A float file as transformers reads it.
///
/// # Errors
/// Those of reading the tensors.
pub fn write_f32(parameters: &Parameters) -> Result<Vec<u8>, WeightsError> {
    let entries = parameters
        .iter()
        .map(|(name, tensor)| float_entry(name, tensor));
    // transformers asks for this key.
    serialize(
        entries.collect::<Result<_, _>>()?,
        ("format", "pt".to_owned()),
    )
}

/// An int8 file: matrices as integers with a scale a row, all else as floats.
///
/// # Errors
/// Those of reading the tensors.
pub fn write_int8(
    parameters: &Parameters,
    metadata: &Int8Metadata,
) -> Result<Vec<u8>, WeightsError> {
    let mut entries = Vec::new();
    for (name, tensor) in parameters {
        if ParameterShape::is_int8(name, tensor.dims()) {
            entries.extend(int8_entries(name, tensor)?);
        } else {
            entries.push(float_entry(name, tensor)?);
        }
    }
    let metadata = serde_json::to_string(metadata).map_err(|error| WeightsError::Metadata {
        key: METADATA_KEY,
        reason: error.to_string(),
    })?;
    serialize(entries, (METADATA_KEY, metadata))
}

fn float_entry(name: &str, tensor: &Tensor) -> Result<Entry, WeightsError> {
    let values = tensor.flatten_all()?.to_vec1::<f32>()?;
    Ok(Entry {
        name: name.to_owned(),
        dtype: Dtype::F32,
        shape: tensor.dims().to_vec(),
        data: values
            .iter()
            .flat_map(|value| value.to_le_bytes())
            .collect(),
    })
}

fn int8_entries(name: &str, tensor: &Tensor) -> Result<[Entry; 2], WeightsError> {
    let (rows, columns) = tensor.dims2()?;
    let values = tensor.flatten_all()?.to_vec1::<f32>()?;
    let mut data = Vec::with_capacity(values.len());
    let scales: Vec<f32> = values
        .chunks_exact(columns)
        .map(|row| quantize_row(row, &mut data))
        .collect();
    let weights = Entry {
        name: name.to_owned(),
        dtype: Dtype::I8,
        shape: vec![rows, columns],
        data: data.into_iter().map(i8::cast_unsigned).collect(),
    };
    let scales = Entry {
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

/// One metadata key only: the library writes several in random order.
fn serialize(entries: Vec<Entry>, metadata: (&str, String)) -> Result<Vec<u8>, WeightsError> {
    let mut views = Vec::with_capacity(entries.len());
    for entry in &entries {
        let view = TensorView::new(entry.dtype, entry.shape.clone(), &entry.data)?;
        views.push((entry.name.as_str(), view));
    }
    let metadata = HashMap::from([(metadata.0.to_owned(), metadata.1)]);
    Ok(safetensors::serialize(views, Some(metadata))?)
}
