//! The header of a weight file: what it says of its tensors before the first number.

use std::collections::BTreeMap;

use safetensors::tensor::{Metadata, TensorInfo};
use safetensors::{Dtype, SafeTensorError};

use super::grouped::{BITS, Grouping};
use super::int8::{GROUPED_VERSION, INT8_VERSION, QuantizedMetadata};
use super::names::Names;
use super::{METADATA_KEY, SCALE_SUFFIX, WeightsError};
use crate::Config;
use crate::parameters::{CLASSIFIER, ParameterShape};

/// A tensor of a file.
#[derive(Debug)]
pub(super) struct TensorEntry {
    /// The present name of what it holds, whatever name it has in the file.
    pub(super) name: String,
    pub(super) dtype: Dtype,
    /// Its length in bytes.
    pub(super) len: usize,
    pub(super) usage: TensorUse,
}

/// What the model does with a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TensorUse {
    /// It does not use it.
    Unused,
    /// It takes its numbers as they are.
    Exact,
    /// It takes its numbers as a matrix of floats with so many columns, which the int8 form has as integers.
    Matrix(usize),
    /// It takes its bytes as grouped integers.
    Grouped(Grouping),
    /// It takes its numbers as the scales of rows.
    RowScales,
    /// It takes its numbers as the scales of groups of integers.
    GroupScales,
}

/// The present name and the use of each tensor that the model wants, by its name in the file.
type Wanted = BTreeMap<String, (String, TensorUse)>;

/// Reads the JSON of a header and checks that it describes a model of this configuration. The tensors are in the order of
/// the file.
pub(super) fn read(json: &[u8], config: &Config) -> Result<Vec<TensorEntry>, WeightsError> {
    let header: Metadata =
        serde_json::from_slice(json).map_err(SafeTensorError::InvalidHeaderDeserialization)?;
    let quantized = quantized_metadata(&header)?;
    let mut wanted = match &quantized {
        Some(metadata) => {
            let group = check_metadata(metadata, config)?;
            quantized_tensors(&header, config, group)?
        }
        None => float_tensors(&header, config)?,
    };
    let names = header.offset_keys();
    if let (Some(_), Some(name)) = (
        quantized,
        names.iter().find(|name| !wanted.contains_key(*name)),
    ) {
        return Err(WeightsError::Unexpected(name.clone()));
    }
    let entry = |name: String| {
        let TensorInfo {
            dtype,
            data_offsets: (start, end),
            ..
        } = header.info(&name)?;
        let (dtype, len) = (*dtype, end - start);
        let (name, usage) = wanted.remove(&name).unwrap_or((name, TensorUse::Unused));
        Some(TensorEntry {
            name,
            dtype,
            len,
            usage,
        })
    };
    Ok(names.into_iter().filter_map(entry).collect())
}

/// The tensors of a file with integers; `group` is the number of those that share a scale, where the file is grouped.
fn quantized_tensors(
    header: &Metadata,
    config: &Config,
    group: Option<usize>,
) -> Result<Wanted, WeightsError> {
    let mut wanted = Wanted::new();
    for ParameterShape { name, shape } in config.parameter_shapes() {
        let mut usage = TensorUse::Exact;
        if ParameterShape::is_quantized(&name, &shape) {
            let scale = format!("{name}{SCALE_SUFFIX}");
            let is_grouped = header
                .info(&name)
                .is_some_and(|info| info.dtype == Dtype::U8);
            let scale_usage = match group.filter(|_| is_grouped) {
                Some(group) => {
                    let grouping = grouping(header, &name, &shape, group)?;
                    let groups = [shape[0], shape[1] / group];
                    check(header, &scale, &groups, FLOATS, FLOAT_NAMES)?;
                    usage = TensorUse::Grouped(grouping);
                    TensorUse::GroupScales
                }
                None => {
                    check(header, &name, &shape, &[Dtype::I8], "I8")?;
                    check(header, &scale, &shape[..1], FLOATS, FLOAT_NAMES)?;
                    TensorUse::RowScales
                }
            };
            wanted.insert(scale.clone(), (scale, scale_usage));
        } else {
            check(header, &name, &shape, FLOATS, FLOAT_NAMES)?;
        }
        wanted.insert(name.clone(), (name, usage));
    }
    Ok(wanted)
}

/// How a matrix of this shape is grouped in the file; the length of a group says the bits.
fn grouping(
    header: &Metadata,
    name: &str,
    shape: &[usize],
    group: usize,
) -> Result<Grouping, WeightsError> {
    let columns = shape[1];
    if !columns.is_multiple_of(group) {
        return Err(WeightsError::Group {
            name: name.to_owned(),
            columns,
            group,
        });
    }
    let found = header.info(name).map_or(&[][..], |info| &info.shape);
    let bits = found.last().map_or(0, |bytes| bytes * 8 / group);
    let grouping = Grouping {
        bits: bits.clamp(*BITS.start(), *BITS.end()),
        group,
    };
    let expected = [shape[0], columns / group, grouping.group_bytes()];
    check(header, name, &expected, &[Dtype::U8], "U8")?;
    Ok(grouping)
}

fn float_tensors(header: &Metadata, config: &Config) -> Result<Wanted, WeightsError> {
    let mut wanted = Wanted::new();
    let keys = header.offset_keys();
    let spelled = Names::of(keys.iter().map(String::as_str), config.model_type.prefix());
    for ParameterShape { name, shape } in config.parameter_shapes() {
        let names = spelled.spellings(&name);
        let is_there = |name: &&String| header.info(name).is_some();
        let Some(found) = names.iter().find(is_there) else {
            return Err(missing(name));
        };
        check(header, found, &shape, FLOATS, FLOAT_NAMES)?;
        let usage = match shape[..] {
            [_, columns] if ParameterShape::is_quantized(&name, &shape) => {
                TensorUse::Matrix(columns)
            }
            _ => TensorUse::Exact,
        };
        wanted.insert(found.clone(), (name, usage));
    }
    Ok(wanted)
}

/// A file without a head is none of a token classifier; one that lacks anything else is of another model.
fn missing(name: String) -> WeightsError {
    if name.starts_with(CLASSIFIER) {
        return WeightsError::NoHead(name);
    }
    WeightsError::Missing(name)
}

const FLOATS: &[Dtype] = &[Dtype::F32, Dtype::F16, Dtype::BF16];
const FLOAT_NAMES: &str = "F32, F16 or BF16";

fn check(
    header: &Metadata,
    name: &str,
    shape: &[usize],
    types: &[Dtype],
    type_names: &'static str,
) -> Result<(), WeightsError> {
    let Some(info) = header.info(name) else {
        return Err(missing(name.to_owned()));
    };
    if info.shape != shape {
        return Err(WeightsError::Shape {
            name: name.to_owned(),
            expected: shape.to_vec(),
            found: info.shape.clone(),
        });
    }
    if !types.contains(&info.dtype) {
        return Err(WeightsError::Type {
            name: name.to_owned(),
            expected: type_names,
            found: format!("{:?}", info.dtype),
        });
    }
    Ok(())
}

/// The metadata of an int8 or grouped file, or `None` for a float file.
fn quantized_metadata(header: &Metadata) -> Result<Option<QuantizedMetadata>, WeightsError> {
    let texts = header.metadata().as_ref();
    let Some(text) = texts.and_then(|texts| texts.get(METADATA_KEY)) else {
        return Ok(None);
    };
    let parsed = serde_json::from_str(text).map_err(|error| metadata_error(error.to_string()))?;
    Ok(Some(parsed))
}

/// Checks the metadata and gives the number of integers that share a scale, where the file is grouped.
fn check_metadata(
    metadata: &QuantizedMetadata,
    config: &Config,
) -> Result<Option<usize>, WeightsError> {
    let QuantizedMetadata {
        format,
        version,
        group,
        ..
    } = metadata;
    match (format.as_str(), *version, *group) {
        ("int8", INT8_VERSION, None) => (),
        ("grouped", GROUPED_VERSION, Some(group)) if group > 0 && group.is_multiple_of(8) => (),
        ("grouped", GROUPED_VERSION, group) => {
            let found = group.map_or("missing".to_owned(), |group| group.to_string());
            return Err(metadata_error(format!(
                "group is {found}, expected a multiple of 8"
            )));
        }
        _ => {
            return Err(metadata_error(format!(
                "{format} version {version} is not supported, expected int8 version {INT8_VERSION} or grouped version \
                 {GROUPED_VERSION}"
            )));
        }
    }
    if metadata.labels != config.labels {
        return Err(metadata_error(format!(
            "labels {:?} differ from {:?} in config.json",
            metadata.labels, config.labels
        )));
    }
    Ok(*group)
}

fn metadata_error(reason: String) -> WeightsError {
    WeightsError::Metadata {
        key: METADATA_KEY,
        reason,
    }
}
