//! Everything that is measured of Namelight. Each measurement becomes a record in `bench/record/`, one file a processor,
//! day and subject; `bench/record/README.md` shows them side by side. `cargo xtask bench` builds the site, finds the
//! tools and runs this program.

mod browser;
mod cli;
mod machine;
mod native;
mod page;
mod preparation;
mod record;
mod reference;
mod sentences;
mod size;
mod summary;
mod table;
mod tables;
mod train;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Parser;

use cli::{Arguments, Subject};

fn main() -> ExitCode {
    match run(Arguments::parse().subject) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(subject: Subject) -> anyhow::Result<()> {
    match subject {
        Subject::Browser(arguments) => browser::bench(&arguments),
        Subject::Native(arguments) => native::bench(&arguments),
        Subject::Page => page::bench(),
        Subject::Preparation => preparation::bench(),
        Subject::Train(arguments) => train::bench(&arguments),
        Subject::Sentences(arguments) => sentences::bench(&arguments),
        Subject::Size => size::bench(),
        Subject::Tables => tables::write(),
    }
}

/// The repository's root.
fn root() -> PathBuf {
    let package = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    package.parent().map_or(package.clone(), PathBuf::from)
}

/// What the name of the folder of programs in the site begins with; a hash follows.
const PROGRAMS: &str = "program-";

/// The name of the folder of programs in the built site; empty where there is none.
fn programs() -> String {
    let entries = std::fs::read_dir(dist()).into_iter().flatten().flatten();
    let mut names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names
        .find(|name| name.starts_with(PROGRAMS))
        .unwrap_or_default()
}

/// The built site.
fn dist() -> PathBuf {
    root().join("dist")
}
