//! `namelight`: see `namelight --help`.

use std::env;
use std::process::{Command, ExitCode};

use anyhow::{Context, Result};
use clap::Parser;
use namelight_trainer::cli::Cli;
use namelight_trainer::commands;

/// Tensors of megabytes come and go with every operation. The C library's allocator gives each back to the system, which
/// spends a sixth of a training step on clearing pages.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// candle spreads single operations over threads of its own, which wait for each other more than they gain. Here whole
/// shards of a batch are spread instead (`--threads`), and each operation runs on the thread that asks for it. candle
/// takes the numbers from the environment only.
const ONE_THREAD_PER_OPERATION: [&str; 2] = ["RAYON_NUM_THREADS", "CANDLE_NUM_THREADS"];

fn main() -> ExitCode {
    match run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<ExitCode> {
    let is_one = |name: &&str| env::var_os(name).is_some_and(|value| value == "1");
    if !ONE_THREAD_PER_OPERATION.iter().all(is_one) {
        return restart();
    }
    commands::run(Cli::parse())?;
    Ok(ExitCode::SUCCESS)
}

/// Starts this program anew with the variables set: a process cannot safely change its own environment.
fn restart() -> Result<ExitCode> {
    let program = env::current_exe().context("finding this program")?;
    let mut command = Command::new(program);
    command.args(env::args_os().skip(1));
    command.envs(ONE_THREAD_PER_OPERATION.map(|name| (name, "1")));
    take_over(&mut command).context("starting this program anew")
}

/// Becomes the new program, which keeps the process's number and its standard streams.
#[cfg(unix)]
fn take_over(command: &mut Command) -> std::io::Result<ExitCode> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

#[cfg(not(unix))]
fn take_over(command: &mut Command) -> std::io::Result<ExitCode> {
    let status = command.status()?;
    let code = status.code().and_then(|code| u8::try_from(code).ok());
    Ok(code.map_or(ExitCode::FAILURE, ExitCode::from))
}
