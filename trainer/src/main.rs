//! `namelight`: see `namelight --help`.

use std::process::ExitCode;

use clap::Parser;
use namelight_trainer::cli::Cli;
use namelight_trainer::commands;

fn main() -> ExitCode {
    match commands::run(Cli::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}
