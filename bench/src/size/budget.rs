//! What a visit downloaded when it was last measured, and that it does not grow unseen.

use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use serde::{Deserialize, Serialize};

use super::modules::{self, Module};
use super::{Row, Size, Table, visit};
use crate::workspace;

/// A visit's wasm, JavaScript and styles are never more bytes than this, in brotli.
const MOST: u64 = 900_000;

/// Nor do they grow by more than this share without someone writing the new figure.
const GROWTH: f64 = 0.05;

/// The site's size, as `bench/size.json` has it.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sizes {
    /// All wasm, JavaScript and styles that one visit downloads.
    pub visit: Size,
    /// Every file but those of models.
    pub files: Vec<Row>,
    /// What the modules are made of.
    pub modules: Vec<Module>,
}

impl Sizes {
    /// Of the built site.
    ///
    /// # Errors
    /// When the site is not built.
    pub fn of_site() -> Result<Self> {
        let rows = Table::of(&workspace::dist())?.rows;
        let mut files = rows.clone();
        files.retain(|row| !row.name.starts_with("model/"));
        for row in &mut files {
            row.name = modules::without_hash(&row.name);
        }
        Ok(Self {
            visit: visit::size(&rows),
            files,
            modules: modules::kept()?,
        })
    }
}

/// Holds the built site against `bench/size.json`.
///
/// # Errors
/// When a visit downloads too much, or much more than before.
pub fn check() -> Result<()> {
    let path = file();
    let text = std::fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let before: Sizes =
        serde_json::from_slice(&text).with_context(|| path.display().to_string())?;
    let now = Table::of(&workspace::dist())?;
    println!(
        "{}",
        compare(before.visit.sent(), visit::size(&now.rows).sent())?
    );
    Ok(())
}

fn file() -> PathBuf {
    workspace::root().join("bench/size.json")
}

fn compare(before: u64, now: u64) -> Result<String> {
    let growth = now as f64 / before.max(1) as f64 - 1.0;
    let percent = 100.0 * growth;
    let what = format!("a visit downloads {now} bytes of wasm, JavaScript and styles in brotli");
    if now > MOST {
        bail!(
            "{what}, {} more than the {MOST} that are allowed; see bench/size.md",
            now - MOST
        );
    }
    if growth > GROWTH {
        bail!(
            "{what}, {percent:.1} % more than the {before} in bench/size.json; if that is meant, `cargo xtask bench size` \
             writes the new figure"
        );
    }
    Ok(format!("{what}, {percent:+.1} % against bench/size.json"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_little_growth_passes_and_more_names_the_command() {
        assert!(compare(400_000, 419_000).unwrap().contains("+4.8 %"));
        let error = compare(400_000, 440_000).unwrap_err().to_string();
        assert!(error.contains("10.0 % more than the 400000"), "{error}");
        assert!(error.contains("cargo xtask bench size"), "{error}");
    }

    #[test]
    fn nothing_passes_above_the_limit() {
        let error = compare(899_000, 901_000).unwrap_err().to_string();
        assert!(error.contains("1000 more than the 900000"), "{error}");
    }
}
