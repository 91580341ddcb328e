//! The repository's own commands: `cargo xtask serve`, `build`, `bind`, `headers`, `test`, `setup`, `trust`, `reproduce`, `bench`,
//! `cuda`.

mod bench;
mod build;
mod check;
mod cli;
mod headers;
mod hide_paths;
mod integrity;
mod models;
mod process;
mod program_folder;
mod reproduce;
mod sbom;
mod serve;
mod service_worker;
mod setup;
mod strip;
mod trust;
mod workers;
mod workspace;

use std::path::PathBuf;
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
        Task::Bind { site } => {
            let site = site.unwrap_or_else(|| workspace::root().join("dist"));
            models::bind(&site)?;
            sbom::bind(&site)?;
            service_worker::write(&site)
        }
        Task::Headers { host } => {
            print!("{}", headers::for_host(host));
            Ok(())
        }
        Task::Test => check::check(),
        Task::Bench { arguments } => bench::bench(&arguments),
        Task::Cuda { kit, data, base } => {
            let folders: Vec<PathBuf> = [kit, data, base].into_iter().flatten().collect();
            let script = match folders.as_slice() {
                [] => "trainer/cuda/build.sh",
                _ => "trainer/cuda/kit.sh",
            };
            let folders = folders.iter().map(std::path::absolute);
            let folders = folders.collect::<Result<Vec<_>, _>>()?;
            process::run(Command::new(workspace::root().join(script)).args(folders))
        }
        Task::Trust {
            parts,
            minutes,
            readers,
        } => trust::trust(&parts, &trust::Options { minutes, readers }),
        Task::Reproduce => reproduce::reproduce(),
        Task::Workers => workers::workers(),
        Task::Setup => setup::setup(),
    }
}
