//! The repository's own commands: `cargo xtask serve`, `build`, `test`, `setup`, `bench`, `cuda`.

mod bench;
mod browser;
mod build;
mod check;
mod cli;
mod cuda;
mod debian;
mod end_to_end;
mod firefox;
mod locate;
mod npm;
mod process;
mod serve;
mod sizes;
mod toolbox;
mod tools;
mod versions;
mod workers;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Arguments, Task};
use crate::end_to_end::Equipment;

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
        Task::Bench { subject } => bench::bench(&subject),
        Task::Cuda => cuda::cuda(),
        Task::CheckSize => sizes::kept::check(),
        Task::Workers => workers::workers(),
        Task::Setup => {
            let mut toolbox = tools::ensure()?;
            tools::ensure_components()?;
            // Plain `trunk serve` keeps off the network, so what it compiles has to be here.
            process::run(toolbox.command("cargo").arg("fetch"))?;
            Equipment::ensure(&mut toolbox)?;
            println!("Everything that Namelight's commands need is here.");
            Ok(())
        }
    }
}
