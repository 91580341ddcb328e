//! `cargo xtask bench`: measurements, kept in `bench/` as JSON for programs and Markdown for people.

mod browser;
mod page;
mod size;
mod train;

use std::fs;

use anyhow::{Context, Result};
use serde::Serialize;

use crate::cli::Subject;
use crate::workspace;

/// Measures, prints the result and keeps it.
pub fn bench(subject: &Subject) -> Result<()> {
    match subject {
        Subject::Train(arguments) => train::bench(arguments),
        Subject::Browser(arguments) => browser::bench(arguments),
        Subject::Page => page::bench(),
        Subject::Size => size::bench(),
    }
}

/// Prints a result and writes both of its forms.
fn keep(name: &str, result: &impl Serialize, markdown: &str) -> Result<()> {
    println!("\n{markdown}");
    let folder = workspace::root().join("bench");
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let json = serde_json::to_string_pretty(result)? + "\n";
    for (extension, text) in [("json", json.as_str()), ("md", markdown)] {
        let path = folder.join(name).with_extension(extension);
        fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
        println!("{} written", path.display());
    }
    Ok(())
}
