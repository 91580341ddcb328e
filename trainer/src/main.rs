//! `namelight`: see `namelight --help`.

use std::process::ExitCode;

use clap::Parser;
use namelight_trainer::cli::Cli;
use namelight_trainer::commands;

/// Tensors of megabytes come and go with every operation. The C library's allocator gives each back to the system, which
/// spends a sixth of a training step on clearing pages.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// candle spreads single operations over threads of its own, which wait for each other more than they gain. Here
/// whole parts of a batch are spread instead (`--threads`), and each operation runs on the thread that asks for it.
/// candle takes the numbers from the environment only.
const ONE_THREAD_AN_OPERATION: [&str; 2] = ["RAYON_NUM_THREADS", "CANDLE_NUM_THREADS"];

fn main() -> ExitCode {
    // First of all, while there is no other thread.
    for name in ONE_THREAD_AN_OPERATION {
        std::env::set_var(name, "1");
    }
    match commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
