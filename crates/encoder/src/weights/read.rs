//! Reads a weight file into parameters.

use candle_core::{Device, Tensor};
use safetensors::SafeTensors;
use safetensors::tensor::TensorView;

use super::WeightsError;
use super::names::Names;
use super::reader::{Reader, Weights};
use super::shards::Tensors;
use super::values::floats;
use crate::Config;
use crate::parameters::{CLASSIFIER, ParameterShape, Parameters};

/// Reads a token classifier's weight file, float or int8; int8 weights become f32 again.
///
/// # Errors
/// When the file is damaged or does not fit the configuration; the message names the tensor.
pub fn read(bytes: &[u8], config: &Config, device: &Device) -> Result<Parameters, WeightsError> {
    let mut reader = Reader::new(config, bytes.len() as u64);
    reader.push(bytes)?;
    to_parameters(reader.finish()?, config, device)
}

/// Makes parameters of the tensors of a weight file; int8 weights become f32 again.
///
/// # Errors
/// When a tensor is missing or could not be made.
pub fn to_parameters(
    mut weights: Weights,
    config: &Config,
    device: &Device,
) -> Result<Parameters, WeightsError> {
    let read = |ParameterShape { name, shape }: ParameterShape| {
        let tensor = Tensor::from_vec(weights.floats(&name)?, shape, device)?;
        Ok((name, tensor))
    };
    config.parameter_shapes().into_iter().map(read).collect()
}

/// Reads a checkpoint to start from and puts a fresh head on it: `head_weight` holds `labels * hidden` numbers, the bias
/// is zero. Names may have the architecture's prefix or not and another one in front of all, and norms those of BERT's first checkpoints (`gamma`,
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

/// The same as [`read_base`] for a checkpoint in shards, given by the bytes of the index and by name and bytes of each file
/// that [`shard_names`](super::shard_names) lists.
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

/// Reads all parameters but the head's.
fn read_encoder(
    tensors: &Tensors,
    config: &Config,
    device: &Device,
) -> Result<Parameters, WeightsError> {
    let shapes = config.parameter_shapes();
    let shapes = shapes
        .iter()
        .filter(|shape| !shape.name.starts_with(CLASSIFIER));
    let spelled = Names::of(tensors.names(), config.model_type.prefix());
    let read = |shape: &ParameterShape| {
        let names = spelled.spellings(&shape.name);
        let Some((name, view)) = tensors.first_of(&names)? else {
            return Err(WeightsError::Missing(shape.name.clone()));
        };
        check_shape(name, &view, &shape.shape)?;
        let values = floats(name, view.dtype(), view.data())?;
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
