//! Weight file to parameters.

use std::collections::BTreeSet;

use candle_core::{Device, Tensor};
use half::{bf16, f16};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};

use super::int8::{INT8_VERSION, Int8Metadata, check_scales, widen};
use super::names::spellings;
use super::shards::Tensors;
use super::{METADATA_KEY, SCALE_SUFFIX, WeightsError};
use crate::Config;
use crate::parameters::{CLASSIFIER, ParameterShape, Parameters};

/// Reads a token classifier's weight file, float or int8; int8 weights are widened to f32.
///
/// # Errors
/// When the file is damaged or does not fit the configuration; the message names the tensor.
pub fn read(bytes: &[u8], config: &Config, device: &Device) -> Result<Parameters, WeightsError> {
    let file = SafeTensors::deserialize(bytes)?;
    let shapes = config.parameter_shapes();
    let Some(metadata) = int8_metadata(bytes)? else {
        return shapes
            .iter()
            .map(|shape| read_float(&file, &shape.name, shape, device))
            .collect();
    };
    check_metadata(&metadata, config)?;
    check_nothing_else(&file, &shapes)?;
    shapes
        .iter()
        .map(|shape| read_int8(&file, shape, device))
        .collect()
}

/// Reads a checkpoint to start from and puts a fresh head on it: `head_weight` holds `labels * hidden` numbers, the bias
/// is zero. Names may have the architecture's prefix or not, and norms those of BERT's first checkpoints (`gamma`,
/// `beta`). What else is in the file is not used: a pooler, the head of another task, the table of position ids.
///
/// # Errors
/// As [`read`].
pub fn read_base(
    bytes: &[u8],
    config: &Config,
    head_weight: Vec<f32>,
    device: &Device,
) -> Result<Parameters, WeightsError> {
    let file = Tensors::File(SafeTensors::deserialize(bytes)?);
    with_head(
        read_encoder(&file, config, device)?,
        config,
        head_weight,
        device,
    )
}

/// [`read_base`] of a checkpoint in shards: the bytes of the index, and name and bytes of each file that
/// [`shard_names`](super::shard_names) lists.
///
/// # Errors
/// As [`read`], and when index and shards do not agree.
pub fn read_sharded_base(
    index: &[u8],
    shards: &[(String, Vec<u8>)],
    config: &Config,
    head_weight: Vec<f32>,
    device: &Device,
) -> Result<Parameters, WeightsError> {
    let shards = Tensors::in_shards(index, shards)?;
    with_head(
        read_encoder(&shards, config, device)?,
        config,
        head_weight,
        device,
    )
}

/// All parameters but the head's.
fn read_encoder(
    tensors: &Tensors,
    config: &Config,
    device: &Device,
) -> Result<Parameters, WeightsError> {
    let shapes = config.parameter_shapes();
    let shapes = shapes
        .iter()
        .filter(|shape| !shape.name.starts_with(CLASSIFIER));
    let read = |shape: &ParameterShape| {
        let names = spellings(&shape.name, config.model_type.prefix());
        let Some((name, view)) = tensors.first_of(&names)? else {
            return Err(WeightsError::Missing(shape.name.clone()));
        };
        check_shape(name, &view, &shape.shape)?;
        let values = floats(name, &view)?;
        let tensor = Tensor::from_vec(values, shape.shape.as_slice(), device)?;
        Ok((shape.name.clone(), tensor))
    };
    shapes.map(read).collect()
}

fn with_head(
    mut parameters: Parameters,
    config: &Config,
    weight: Vec<f32>,
    device: &Device,
) -> Result<Parameters, WeightsError> {
    let labels = config.labels.len();
    let weight = Tensor::from_vec(weight, (labels, config.hidden_size), device)?;
    let bias = Tensor::from_vec(vec![0f32; labels], labels, device)?;
    parameters.insert(format!("{CLASSIFIER}.weight"), weight);
    parameters.insert(format!("{CLASSIFIER}.bias"), bias);
    Ok(parameters)
}

/// Reads tensor `name` of the file as parameter `shape`.
fn read_float(
    file: &SafeTensors,
    name: &str,
    shape: &ParameterShape,
    device: &Device,
) -> Result<(String, Tensor), WeightsError> {
    let values = floats(name, &view(file, name, &shape.shape)?)?;
    Ok((
        shape.name.clone(),
        Tensor::from_vec(values, shape.shape.as_slice(), device)?,
    ))
}

fn read_int8(
    file: &SafeTensors,
    shape: &ParameterShape,
    device: &Device,
) -> Result<(String, Tensor), WeightsError> {
    let [rows, columns] = shape.shape[..] else {
        return read_float(file, &shape.name, shape, device);
    };
    if !ParameterShape::is_int8(&shape.name, &shape.shape) {
        return read_float(file, &shape.name, shape, device);
    }
    let weights = view(file, &shape.name, &shape.shape)?;
    if weights.dtype() != Dtype::I8 {
        return Err(type_error(&shape.name, "I8", weights.dtype()));
    }
    let scale_name = format!("{}{SCALE_SUFFIX}", shape.name);
    let scales = floats(&scale_name, &view(file, &scale_name, &[rows])?)?;
    check_scales(&scale_name, &scales)?;
    let values = widen(weights.data(), &scales, columns);
    Ok((
        shape.name.clone(),
        Tensor::from_vec(values, (rows, columns), device)?,
    ))
}

fn view<'a>(
    file: &SafeTensors<'a>,
    name: &str,
    expected: &[usize],
) -> Result<TensorView<'a>, WeightsError> {
    let view = file
        .tensor(name)
        .map_err(|_| WeightsError::Missing(name.to_owned()))?;
    check_shape(name, &view, expected)?;
    Ok(view)
}

fn check_shape(name: &str, view: &TensorView, expected: &[usize]) -> Result<(), WeightsError> {
    if view.shape() == expected {
        return Ok(());
    }
    Err(WeightsError::Shape {
        name: name.to_owned(),
        expected: expected.to_vec(),
        found: view.shape().to_vec(),
    })
}

/// The values of a float tensor, in little-endian order as the format says, all finite.
fn floats(name: &str, view: &TensorView) -> Result<Vec<f32>, WeightsError> {
    let data = view.data();
    let values: Vec<f32> = match view.dtype() {
        Dtype::F32 => data
            .as_chunks()
            .0
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect(),
        Dtype::F16 => data
            .as_chunks()
            .0
            .iter()
            .map(|bytes| f16::from_le_bytes(*bytes).to_f32())
            .collect(),
        Dtype::BF16 => data
            .as_chunks()
            .0
            .iter()
            .map(|bytes| bf16::from_le_bytes(*bytes).to_f32())
            .collect(),
        other => return Err(type_error(name, "F32, F16 or BF16", other)),
    };
    match values.iter().position(|value| !value.is_finite()) {
        Some(index) => Err(WeightsError::NotFinite {
            name: name.to_owned(),
            index,
        }),
        None => Ok(values),
    }
}

fn type_error(name: &str, expected: &'static str, found: Dtype) -> WeightsError {
    WeightsError::Type {
        name: name.to_owned(),
        expected,
        found: format!("{found:?}"),
    }
}

/// The metadata of an int8 file, or `None` for a float file.
fn int8_metadata(bytes: &[u8]) -> Result<Option<Int8Metadata>, WeightsError> {
    let (_, header) = SafeTensors::read_metadata(bytes)?;
    let Some(text) = header
        .metadata()
        .as_ref()
        .and_then(|metadata| metadata.get(METADATA_KEY))
    else {
        return Ok(None);
    };
    let parsed = serde_json::from_str(text).map_err(|error| metadata_error(error.to_string()))?;
    Ok(Some(parsed))
}

fn check_metadata(metadata: &Int8Metadata, config: &Config) -> Result<(), WeightsError> {
    if metadata.format != "int8" || metadata.version != INT8_VERSION {
        let (format, version) = (&metadata.format, metadata.version);
        return Err(metadata_error(format!(
            "{format} version {version} is not supported, expected int8 version {INT8_VERSION}"
        )));
    }
    if metadata.labels != config.labels {
        return Err(metadata_error(format!(
            "labels {:?} differ from {:?} in config.json",
            metadata.labels, config.labels
        )));
    }
    Ok(())
}

fn check_nothing_else(file: &SafeTensors, shapes: &[ParameterShape]) -> Result<(), WeightsError> {
    let expected: BTreeSet<&str> = shapes.iter().map(|shape| shape.name.as_str()).collect();
    let unexpected = file
        .names()
        .into_iter()
        .find(|name| !expected.contains(name.strip_suffix(SCALE_SUFFIX).unwrap_or(name)));
    match unexpected {
        Some(name) => Err(WeightsError::Unexpected(name.to_owned())),
        None => Ok(()),
    }
}

fn metadata_error(reason: String) -> WeightsError {
    WeightsError::Metadata {
        key: METADATA_KEY,
        reason,
    }
}
