//! `cargo xtask build`

use anyhow::Result;

use crate::{process, sizes, tools, workspace};

/// Writes the static site and prints what its files weigh.
pub fn build() -> Result<()> {
    let toolbox = tools::ensure()?;
    process::note_flags();
    process::run(&mut toolbox.trunk("build"))?;
    println!("\n{}", sizes::Table::of(&workspace::dist())?);
    Ok(())
}
