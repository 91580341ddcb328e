//! The subcommands of the program, a file each.

mod annotate;
mod average;
mod compute;
mod evaluate;
mod list_file;
mod mask;
mod output;
mod quantize;
mod restore;
pub mod text_file;
mod train;

use anyhow::Result;

use crate::cli::{Cli, Command};

/// Carries out the command line.
pub fn run(cli: Cli) -> Result<()> {
    match cli.command {
        Command::Train(args) => train::run(&args),
        Command::Average(args) => average::run(&args),
        Command::Evaluate(args) => evaluate::run(&args),
        Command::Quantize(args) => quantize::run(&args),
        Command::Annotate(args) => annotate::run(&args),
        Command::Mask(args) => mask::run(&args),
        Command::Restore(args) => restore::run(&args),
    }
}
