//! `cargo xtask trust`: the long forms of what shows that the page keeps its promises, and a table of their figures.

mod figures;
mod parts;
mod summary;

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::ValueEnum;
use serde::{Deserialize, Serialize};

use crate::{process, workspace};
use figures::Figures;
pub use parts::{Options, Part};

/// The figures of all parts, each as of when it was last run.
#[derive(Default, Serialize, Deserialize)]
struct Record {
    figures: Figures,
}

/// Runs these parts, or all where none is named, and keeps their figures. A part that fails keeps none.
///
/// # Errors
/// When a part fails.
pub fn trust(parts: &[Part], options: &Options) -> Result<()> {
    let all = Part::value_variants();
    let parts = if parts.is_empty() { all } else { parts };
    for part in parts {
        let mut figures = Figures::default();
        for mut run in part.runs(options)? {
            process::watched(&mut run.command, |line| {
                figures.read(line);
                figures.count_passed(run.passed, line);
            })?;
        }
        let mut record = read()?;
        record.figures.renew(figures);
        let text = serde_json::to_string_pretty(&record)? + "\n";
        std::fs::write(path(), text).with_context(|| format!("writing {}", path().display()))?;
    }
    print!("\n{}", summary::table(&read()?.figures));
    Ok(())
}

/// Where the figures are kept; README quotes them.
fn path() -> PathBuf {
    workspace::root().join("tests/trust.json")
}

fn read() -> Result<Record> {
    let path = path();
    match std::fs::read(&path) {
        Ok(text) => serde_json::from_slice(&text).with_context(|| path.display().to_string()),
        Err(_) => Ok(Record::default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn readme_has_the_table_of_the_figures_that_are_kept() {
        let readme = std::fs::read_to_string(workspace::root().join("README.md")).unwrap();
        let table = summary::table(&read().unwrap().figures);
        for row in table.lines() {
            assert!(
                readme.contains(row),
                "README.md lacks {row}; `cargo xtask trust` prints:\n{table}"
            );
        }
    }
}
