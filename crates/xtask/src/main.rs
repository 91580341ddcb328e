//! The repository's own commands: `cargo xtask serve`, `build`, `test`, `setup`, `bench`, `cuda`.

mod bench;
mod build;
mod check;
mod cli;
mod process;
mod program_folder;
mod serve;
mod setup;
mod strip;
mod workers;
mod workspace;

use std::process::{Command, ExitCode};

use clap::Parser;

use crate::cli::{Arguments, Task};

fn main() -> ExitCode {
    match run(Arguments::parse().task) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(task: Task) -> anyhow::Result<()> {
    match task {
        Task::Serve { port } => serve::serve(port),
        Task::Build => build::build(),
        Task::Test => check::check(),
        Task::Bench { arguments } => bench::bench(&arguments),
        Task::Cuda => process::run(&mut Command::new(workspace::root().join("trainer/cuda.sh"))),
        Task::Workers => workers::workers(),
        Task::Setup => setup::setup(),
    }
}
