//! Writing parameters as the bytes of a weight file. The same parameters always give the same bytes.

use std::collections::HashMap;

use candle_core::Tensor;
use safetensors::Dtype;
use safetensors::tensor::TensorView;

use super::grouped::Grouping;
use super::int8::{QuantizedMetadata, quantize_row};
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
    metadata: &QuantizedMetadata,
) -> Result<Vec<u8>, WeightsError> {
    write_quantized(parameters, metadata, |_, _| None)
}

/// The numbers of bits of grouped integers, from 2 to 8.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct GroupedBits {
    /// Those of the word embeddings.
    pub words: usize,
    /// Those of the layers' matrices and of the table of positions.
    pub layers: usize,
}

/// Writes a grouped file: word embeddings and the layers' matrices as integers of a few bits with a scale per group, other
/// matrices as in an int8 file, all else as floats.
///
/// # Errors
/// When the rows of a matrix are no whole groups, or a tensor cannot be read.
pub fn write_grouped(
    parameters: &Parameters,
    metadata: &QuantizedMetadata,
    bits: GroupedBits,
) -> Result<Vec<u8>, WeightsError> {
    let group = metadata.group.unwrap_or_default();
    write_quantized(parameters, metadata, |name, shape| {
        grouping_of(name, shape, bits, group)
    })
}

/// How a grouped file holds the parameter of this name and shape; none where it is not grouped.
pub fn grouping_of(
    name: &str,
    shape: &[usize],
    bits: GroupedBits,
    group: usize,
) -> Option<Grouping> {
    let bits = match name {
        _ if !ParameterShape::is_quantized(name, shape) => return None,
        name if ParameterShape::is_word_embeddings(name) => bits.words,
        name if ParameterShape::is_position_embeddings(name) => bits.layers,
        name if ParameterShape::is_of_layer(name) => bits.layers,
        _ => return None,
    };
    Some(Grouping { bits, group })
}

fn write_quantized(
    parameters: &Parameters,
    metadata: &QuantizedMetadata,
    grouping: impl Fn(&str, &[usize]) -> Option<Grouping>,
) -> Result<Vec<u8>, WeightsError> {
    let mut tensors = Vec::new();
    for (name, tensor) in parameters {
        match grouping(name, tensor.dims()) {
            _ if !ParameterShape::is_quantized(name, tensor.dims()) => {
                tensors.push(float_tensor(name, tensor)?);
            }
            Some(grouping) => tensors.extend(grouped_tensors(name, tensor, grouping)?),
            None => tensors.extend(int8_tensors(name, tensor)?),
        }
    }
    let metadata = serde_json::to_string(metadata).map_err(|error| WeightsError::Metadata {
        key: METADATA_KEY,
        reason: error.to_string(),
    })?;
    serialize(tensors, (METADATA_KEY, metadata))
}

fn grouped_tensors(
    name: &str,
    tensor: &Tensor,
    grouping: Grouping,
) -> Result<[StoredTensor; 2], WeightsError> {
    let (rows, columns) = tensor.dims2()?;
    if grouping.group == 0 || !columns.is_multiple_of(grouping.group) {
        return Err(WeightsError::Group {
            name: name.to_owned(),
            columns,
            group: grouping.group,
        });
    }
    let values = tensor.flatten_all()?.to_vec1::<f32>()?;
    let (mut data, mut scales) = (Vec::new(), Vec::new());
    grouping.quantize(&values, &mut data, &mut scales);
    let groups = columns / grouping.group;
    let weights = StoredTensor {
        name: name.to_owned(),
        dtype: Dtype::U8,
        shape: vec![rows, groups, grouping.group_bytes()],
        data,
    };
    let scales = StoredTensor {
        name: format!("{name}{SCALE_SUFFIX}"),
        dtype: Dtype::F16,
        shape: vec![rows, groups],
        data: scales
            .iter()
            .flat_map(|scale| scale.to_le_bytes())
            .collect(),
    };
    Ok([weights, scales])
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
