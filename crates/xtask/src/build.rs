//! `cargo xtask build`

use anyhow::Result;

use crate::{process, setup};

/// Writes the static site.
///
/// # Errors
/// When a tool is missing and cannot be installed, or the build fails.
pub fn build() -> Result<()> {
    let toolbox = setup::for_building()?;
    process::note_flags();
    process::run(&mut toolbox.trunk("build"))?;
    println!("\nThe site is in dist/; `cargo xtask bench size` weighs its files.");
    Ok(())
}
