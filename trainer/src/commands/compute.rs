//! Where to compute: device, operations and threads.

use anyhow::{Context, Result};
use candle_core::Device;
use namelight_encoder::Ops;
use rayon::ThreadPool;

use crate::cli::{ComputeArgs, DeviceKind, Precision};

/// Opens the device that was asked for.
pub fn device(kind: DeviceKind) -> Result<Device> {
    match kind {
        DeviceKind::Cpu => Ok(Device::Cpu),
        DeviceKind::Cuda => cuda(),
    }
}

#[cfg(feature = "cuda")]
fn cuda() -> Result<Device> {
    Device::new_cuda(0).context("opening the first CUDA device")
}

#[cfg(not(feature = "cuda"))]
fn cuda() -> Result<Device> {
    anyhow::bail!(
        "this build has no CUDA; build it with `cargo build --release -p namelight-trainer --features cuda`"
    )
}

/// The operations that a network on this device is made of.
pub fn ops(args: &ComputeArgs, device: &Device) -> Ops {
    let precision = match (args.precision, device) {
        (Some(precision), _) => precision,
        (None, Device::Cpu) => Precision::F32,
        (None, _) => Precision::Bf16,
    };
    match (precision, args.plain_ops) {
        (Precision::Bf16, _) => Ops::Mixed,
        (Precision::F32, true) => Ops::Composed,
        (Precision::F32, false) => Ops::of(device),
    }
}

/// Makes a thread pool, so that `--threads` means what it says: tensor operations inside it use its threads and no others.
/// One thread feeds a GPU.
pub fn pool(kind: DeviceKind, threads: Option<u16>) -> Result<ThreadPool> {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let threads = match kind {
        DeviceKind::Cuda => 1,
        DeviceKind::Cpu => threads.map_or(cores, usize::from),
    };
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .context("starting threads")
}
