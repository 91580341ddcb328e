//! The tools that the commands need: they are looked for, and installed where they are missing.

mod browsers;
mod compiler;
mod debian;
mod equipment;
mod locate;
pub mod npm;
mod release;
mod toolbox;
mod tools;
mod versions;

use std::path::PathBuf;

use anyhow::Result;

pub use browsers::Chromium;
pub use compiler::{TARGET, has_library_source};
pub use equipment::Equipment;
pub use locate::cargo_home;
pub use toolbox::Toolbox;

use crate::{process, workspace};

/// The folder of the tools that this repository alone uses.
fn folder() -> PathBuf {
    workspace::root().join("target/tools")
}

/// Makes sure of everything that a build of the site needs, and says first how long that takes.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn for_building() -> Result<Toolbox> {
    println!("{}", tools::forecast(&tools::for_building()?));
    compiler::ensure_target()?;
    if let Err(error) = compiler::ensure_library_source() {
        println!("note: {error:#}; the worker's build with threads is left out");
    }
    installed()
}

/// The same without a word where nothing is missing; Trunk's hook asks for it.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn installed() -> Result<Toolbox> {
    let mut toolbox = Toolbox::default();
    for tool in &tools::for_building()? {
        toolbox.prefer(tool.ensure()?, tool.programs);
    }
    Ok(toolbox)
}

/// The packages of the tools that build the site, each with its version.
///
/// # Errors
/// When `Cargo.lock` cannot be read.
pub fn building_tools() -> Result<Vec<(String, String)>> {
    let tools = tools::for_building()?;
    Ok(tools.iter().map(tools::Tool::named).collect())
}

/// Makes sure of everything that any check needs.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn for_testing() -> Result<(Toolbox, Equipment)> {
    let mut toolbox = for_building()?;
    compiler::ensure_library_source()?;
    compiler::ensure_lints()?;
    for tool in [tools::geckodriver(), tools::cargo_deny()] {
        toolbox.prefer(tool.ensure()?, tool.programs);
    }
    // All that the lock file names is looked at, also what no build here needs. And plain `trunk serve` keeps off the network.
    process::run(toolbox.command("cargo").args(["fetch", "--locked"]))?;
    Ok((toolbox, Equipment::ensure()?))
}

/// `cargo xtask setup`
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn setup() -> Result<()> {
    for_testing()?;
    println!("Everything that Namelight's commands need is here.");
    Ok(())
}
