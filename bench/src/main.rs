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

use std::path::{Path, PathBuf};
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

/// The folder of boot script and workers in a built site, with a `/` at its end, as the page names it; empty where it names
/// none.
fn programs(site: &Path) -> String {
    let page = std::fs::read_to_string(site.join("index.html")).unwrap_or_default();
    let named = page.split_once("data-programs=\"");
    let named = named.and_then(|(_, rest)| rest.split_once('"'));
    named.map_or_else(String::new, |(folder, _)| folder.to_owned())
}

/// The built site.
fn dist() -> PathBuf {
    root().join("dist")
}
