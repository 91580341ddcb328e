//! Reading a weight file while its bytes come in.

use std::collections::BTreeMap;
use std::vec::IntoIter;

use safetensors::{Dtype, SafeTensorError};

use super::grouped::{GroupedMatrix, GroupedTable, check_group_scales};
use super::header::{self, TensorEntry, TensorUse};
use super::int8::{check_scales, dequantize, quantize_row};
use super::streaming_quantizer::{StreamingQuantizer, number_bytes};
use super::values::floats;
use super::{SCALE_SUFFIX, WeightFormat, WeightsError};
use crate::Config;

/// The number of bytes in front of the header; they say how long it is.
const LENGTH_BYTES: usize = 8;

/// A longer header is refused before room is made for it. That of a model with a thousand tensors has a tenth of a
/// megabyte.
const MAX_HEADER: usize = 16 << 20;

/// A reader of weight files, float or int8. It takes the bytes in their order and in pieces of any size. What does not fit
/// the configuration is an error as soon as it is seen, and no more than one tensor is kept as bytes.
pub struct Reader<'a> {
    config: &'a Config,
    /// Whether matrices of floats are quantized as they come in.
    quantizes: bool,
    /// The length of the file in bytes.
    file: u64,
    /// The bytes of length and header, until both are whole.
    head: Vec<u8>,
    body: Option<Body>,
}

/// The tensors of a weight file, all checked.
#[derive(Default)]
pub struct Weights(BTreeMap<String, Values>);

enum Values {
    Floats(Vec<f32>),
    Int8(Vec<i8>),
    Grouped(GroupedMatrix),
}

/// A table as a pass looks things up in it.
pub(crate) enum Table {
    /// Integers with a scale per row.
    Int8(Vec<i8>, Vec<f32>),
    /// Integers with a scale per group.
    Grouped(GroupedTable),
}

struct Body {
    current: Option<Coming>,
    rest: IntoIter<TensorEntry>,
    quantizes: bool,
    done: Weights,
}

/// A tensor on its way in.
struct Coming {
    entry: TensorEntry,
    /// The number of bytes that are not here yet.
    missing: usize,
    data: Data,
}

/// What is kept of a tensor's bytes.
enum Data {
    Nothing,
    Bytes(Vec<u8>),
    Quantized(StreamingQuantizer),
}

impl<'a> Reader<'a> {
    /// Reads the weights of a model of this configuration from a file of so many bytes.
    pub fn new(config: &'a Config, bytes: u64) -> Self {
        Self {
            config,
            quantizes: false,
            file: bytes,
            head: Vec::new(),
            body: None,
        }
    }

    /// Reads the same and quantizes matrices of floats to int8 row by row: what is here never takes more room than the int8
    /// form and a row.
    pub fn quantizing(config: &'a Config, bytes: u64) -> Self {
        Self {
            quantizes: true,
            ..Self::new(config, bytes)
        }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// When the file is damaged or does not fit the configuration; the message names the tensor.
    pub fn push(&mut self, mut bytes: &[u8]) -> Result<(), WeightsError> {
        while !bytes.is_empty() {
            if let Some(body) = &mut self.body {
                return body.push(bytes);
            }
            let missing = head_len(&self.head)? - self.head.len();
            self.head.extend_from_slice(take(&mut bytes, missing));
            if self.head.len() > LENGTH_BYTES && self.head.len() == head_len(&self.head)? {
                let entries = header::read(&self.head[LENGTH_BYTES..], self.config)?;
                self.check_length(&entries)?;
                self.body = Some(Body::new(entries, self.quantizes)?);
                self.head = Vec::new();
            }
        }
        Ok(())
    }

    /// Compares the length of the file with the header before room is made for any tensor: a header may say anything.
    fn check_length(&self, entries: &[TensorEntry]) -> Result<(), WeightsError> {
        let tensors: u64 = entries.iter().map(|entry| entry.len as u64).sum();
        let (expected, found) = (self.head.len() as u64 + tensors, self.file);
        match expected == found {
            true => Ok(()),
            false => Err(WeightsError::Length { expected, found }),
        }
    }

    /// Gives the tensors once all bytes have been pushed.
    ///
    /// # Errors
    /// When some are missing.
    pub fn finish(self) -> Result<Weights, WeightsError> {
        match self.body {
            Some(Body {
                current: None,
                done,
                ..
            }) => Ok(done),
            Some(_) => Err(SafeTensorError::MetadataIncompleteBuffer.into()),
            None => Err(SafeTensorError::HeaderTooSmall.into()),
        }
    }
}

/// The number of bytes of length and header, as far as these bytes say.
fn head_len(head: &[u8]) -> Result<usize, SafeTensorError> {
    let Some(length) = head.first_chunk::<LENGTH_BYTES>() else {
        return Ok(LENGTH_BYTES);
    };
    match usize::try_from(u64::from_le_bytes(*length)) {
        Ok(0) => Err(SafeTensorError::InvalidHeaderLength),
        Ok(length) if length <= MAX_HEADER => Ok(LENGTH_BYTES + length),
        _ => Err(SafeTensorError::HeaderTooLarge),
    }
}

/// Takes at most so many bytes off the front.
fn take<'b>(bytes: &mut &'b [u8], count: usize) -> &'b [u8] {
    let (front, rest) = bytes.split_at(count.min(bytes.len()));
    *bytes = rest;
    front
}

impl Body {
    fn new(entries: Vec<TensorEntry>, quantizes: bool) -> Result<Self, WeightsError> {
        let mut body = Self {
            current: None,
            rest: entries.into_iter(),
            quantizes,
            done: Weights::default(),
        };
        body.next()?;
        Ok(body)
    }

    fn push(&mut self, mut bytes: &[u8]) -> Result<(), WeightsError> {
        while !bytes.is_empty() {
            let Some(current) = &mut self.current else {
                // More than the header says.
                return Err(SafeTensorError::MetadataIncompleteBuffer.into());
            };
            current.push(take(&mut bytes, current.missing))?;
            self.next()?;
        }
        Ok(())
    }

    /// Stores tensors that are whole, and makes room for the next one.
    fn next(&mut self) -> Result<(), WeightsError> {
        loop {
            match self.current.take() {
                Some(coming) if coming.missing > 0 => {
                    self.current = Some(coming);
                    return Ok(());
                }
                Some(coming) => self.done.add(coming)?,
                None => (),
            }
            let Some(entry) = self.rest.next() else {
                return Ok(());
            };
            self.current = Some(Coming::new(entry, self.quantizes));
        }
    }
}

impl Coming {
    fn new(entry: TensorEntry, quantizes: bool) -> Self {
        let data = match entry.usage {
            TensorUse::Unused => Data::Nothing,
            TensorUse::Matrix(columns) if quantizes => {
                let numbers = entry.len / number_bytes(entry.dtype);
                Data::Quantized(StreamingQuantizer::new(
                    &entry.name,
                    entry.dtype,
                    numbers,
                    columns,
                ))
            }
            _ => Data::Bytes(Vec::with_capacity(entry.len)),
        };
        Self {
            missing: entry.len,
            entry,
            data,
        }
    }

    /// Takes as many bytes as are missing, or fewer.
    fn push(&mut self, bytes: &[u8]) -> Result<(), WeightsError> {
        self.missing -= bytes.len();
        match &mut self.data {
            Data::Nothing => (),
            Data::Bytes(data) => data.extend_from_slice(bytes),
            Data::Quantized(rows) => rows.push(bytes)?,
        }
        Ok(())
    }
}

impl Weights {
    fn add(&mut self, coming: Coming) -> Result<(), WeightsError> {
        let TensorEntry {
            name, dtype, usage, ..
        } = coming.entry;
        let values = match (coming.data, usage) {
            (Data::Nothing, _) => return Ok(()),
            (Data::Quantized(rows), _) => {
                let (integers, scales) = rows.finish();
                let scale = format!("{name}{SCALE_SUFFIX}");
                self.0.insert(scale, Values::Floats(scales));
                Values::Int8(integers)
            }
            (Data::Bytes(bytes), TensorUse::Grouped(grouping)) => {
                Values::Grouped(GroupedMatrix { bytes, grouping })
            }
            // In place: a byte is a byte.
            (Data::Bytes(data), _) if dtype == Dtype::I8 => {
                Values::Int8(data.into_iter().map(u8::cast_signed).collect())
            }
            (Data::Bytes(data), _) => Values::Floats(floats(&name, dtype, &data)?),
        };
        match (usage, &values) {
            (TensorUse::RowScales, Values::Floats(scales)) => check_scales(&name, scales)?,
            (TensorUse::GroupScales, Values::Floats(scales)) => check_group_scales(&name, scales)?,
            _ => (),
        }
        self.0.insert(name, values);
        Ok(())
    }

    /// How its matrices are kept.
    pub fn format(&self) -> WeightFormat {
        let mut values = self.0.values();
        match values.any(|values| !matches!(values, Values::Floats(_))) {
            true => WeightFormat::Int8,
            false => WeightFormat::Float,
        }
    }

    /// Takes a vector, or the numbers of a matrix row by row, as floats.
    ///
    /// # Errors
    /// When it is not there, or has been taken.
    pub fn floats(&mut self, name: &str) -> Result<Vec<f32>, WeightsError> {
        match self.take(name)? {
            Values::Floats(values) => Ok(values),
            Values::Int8(values) => {
                let scales = self.floats(&format!("{name}{SCALE_SUFFIX}"))?;
                Ok(dequantize(&values, &scales))
            }
            Values::Grouped(matrix) => {
                let scales = self.floats(&format!("{name}{SCALE_SUFFIX}"))?;
                Ok(matrix.floats(&scales))
            }
        }
    }

    /// Takes a matrix of `rows` rows as integers with a scale per row. One of floats is quantized as [`super::write_int8`]
    /// does it.
    ///
    /// # Errors
    /// As [`Self::floats`].
    pub fn int8(&mut self, name: &str, rows: usize) -> Result<(Vec<i8>, Vec<f32>), WeightsError> {
        match self.take(name)? {
            Values::Int8(values) => {
                let scales = self.floats(&format!("{name}{SCALE_SUFFIX}"))?;
                Ok((values, scales))
            }
            Values::Grouped(matrix) => {
                let scales = self.floats(&format!("{name}{SCALE_SUFFIX}"))?;
                Ok(matrix.int8(&scales, rows))
            }
            Values::Floats(values) => {
                let mut integers = Vec::with_capacity(values.len());
                let rows = values.chunks_exact((values.len() / rows.max(1)).max(1));
                let scales = rows.map(|row| quantize_row(row, &mut integers)).collect();
                Ok((integers, scales))
            }
        }
    }

    /// Takes a table of `rows` rows: grouped as it is, anything else as [`Self::int8`] does.
    ///
    /// # Errors
    /// As [`Self::floats`].
    pub(crate) fn table(&mut self, name: &str, rows: usize) -> Result<Table, WeightsError> {
        if !matches!(self.0.get(name), Some(Values::Grouped(_))) {
            let (values, scales) = self.int8(name, rows)?;
            return Ok(Table::Int8(values, scales));
        }
        let scales = self.floats(&format!("{name}{SCALE_SUFFIX}"))?;
        match self.take(name)? {
            Values::Grouped(matrix) => Ok(Table::Grouped(GroupedTable::new(matrix, scales, rows))),
            _ => Err(WeightsError::Missing(name.to_owned())),
        }
    }

    fn take(&mut self, name: &str) -> Result<Values, WeightsError> {
        let values = self.0.remove(name);
        values.ok_or_else(|| WeightsError::Missing(name.to_owned()))
    }
}
