//! `cargo xtask build`

use anyhow::Result;

use crate::{process, sizes, tools, workspace};

/// Writes the static site and prints what its files weigh and what its modules are made of.
pub fn build() -> Result<()> {
    let toolbox = tools::ensure()?;
    process::note_flags();
    process::run(&mut toolbox.trunk("build"))?;
    println!("\n{}", sizes::Table::of(&workspace::dist())?);
    for module in sizes::modules::kept()? {
        println!("{module}");
    }
    Ok(())
}
