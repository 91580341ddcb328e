//! `namelight train`.

mod data_notes;
mod hardware;
mod prepare;
mod run;
mod seeds;

use anyhow::Result;

use crate::cli::TrainArgs;

pub fn run(args: &TrainArgs) -> Result<()> {
    match args.seeds.is_empty() {
        true => run::run_once(args, &mut None).map(|_| ()),
        false => seeds::run(args),
    }
}

#[cfg(test)]
mod tests;
