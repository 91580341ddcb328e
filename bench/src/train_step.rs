//! Prints the seconds of a training step as JSON: `train-step BASE DATA THREADS BATCHES`. `cargo xtask bench train` runs
//! it with the environment that the trainer sets itself, and times PyTorch on the batches that it writes.

use std::path::Path;

use anyhow::{Context, Result, bail};
use namelight_trainer::train::timed_steps;

/// The trainer's allocator.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [base, data, threads, batches] = arguments.as_slice() else {
        bail!("BASE, DATA, THREADS and BATCHES are wanted");
    };
    let threads = threads.parse().context("THREADS")?;
    let timing = timed_steps::time(
        Path::new(base),
        Path::new(data),
        threads,
        Path::new(batches),
    )?;
    println!("{}", serde_json::to_string(&timing)?);
    Ok(())
}
