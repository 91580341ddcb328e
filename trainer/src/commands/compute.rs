//! Where to compute: device, operations and threads.

use anyhow::{Context, Result, bail};
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
    bail!(
        "this build has no CUDA; build it with `cargo build --release -p namelight-trainer --features cuda`"
    )
}

/// The precision of matrix products: what was asked for, or what suits the device.
///
/// # Errors
/// When the device cannot compute with it.
pub fn precision(args: &ComputeArgs, device: &Device) -> Result<Precision> {
    match (args.precision, device) {
        (Some(Precision::Tf32), Device::Cpu) => bail!(
            "--precision tf32 is a GPU's; on the CPU take f32, which is exact, or bf16, which rounds more"
        ),
        (Some(precision), _) => Ok(precision),
        (None, Device::Cpu) => Ok(Precision::F32),
        (None, _) => Ok(Precision::Tf32),
    }
}

/// The operations that a network on this device is made of. Products of f32 are as precise as that from here on.
pub fn ops(precision: Precision, plain: bool, device: &Device) -> Ops {
    candle_core::cuda::set_gemm_reduced_precision_f32(precision == Precision::Tf32);
    match (precision, plain) {
        (Precision::Bf16, _) => Ops::Mixed,
        (Precision::F32 | Precision::Tf32, true) => Ops::Composed,
        (Precision::F32 | Precision::Tf32, false) => Ops::of(device),
    }
}

/// Has products of f32 computed in f32 from here on.
pub fn multiply_exactly() {
    candle_core::cuda::set_gemm_reduced_precision_f32(false);
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
