//! Access to the values of tensors that lie in this machine's memory.

use candle_core::{CpuStorage, Error, Layout, Result, Shape, Storage, Tensor};

/// The values of an operation's argument.
pub(super) fn values<'a>(
    op: &'static str,
    storage: &'a CpuStorage,
    layout: &Layout,
) -> Result<&'a [f32]> {
    let CpuStorage::F32(values) = storage else {
        return Err(Error::Msg(format!("{op} takes f32")));
    };
    match layout.contiguous_offsets() {
        Some((start, end)) => Ok(&values[start..end]),
        None => Err(Error::RequiresContiguous { op }),
    }
}

/// Calls `f` with the values of a tensor, which are copied only where they do not lie one behind the other.
pub(super) fn with_values<T>(
    op: &'static str,
    tensor: &Tensor,
    f: impl FnOnce(&[f32]) -> Result<T>,
) -> Result<T> {
    let tensor = tensor.contiguous()?;
    let (storage, layout) = tensor.storage_and_layout();
    match &*storage {
        Storage::Cpu(storage) => f(values(op, storage, layout)?),
        _ => Err(Error::Msg(format!("{op} runs on the CPU"))),
    }
}

/// The result of an operation, as candle wants it.
pub(super) fn output(values: Vec<f32>, shape: impl Into<Shape>) -> Result<(CpuStorage, Shape)> {
    Ok((CpuStorage::F32(values), shape.into()))
}
