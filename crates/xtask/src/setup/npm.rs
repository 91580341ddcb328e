//! Packages of JavaScript that tests and benchmarks run. None is part of the page.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use super::{debian, locate};
use crate::process;

/// Makes sure that a folder has packages of these versions in `node_modules`.
///
/// # Errors
/// When one is missing and npm cannot install it.
pub fn ensure(folder: &Path, packages: &[(&str, &str)]) -> Result<()> {
    let is_there = |(name, version): &(&str, &str)| is_installed(folder, name, version);
    if packages.iter().all(is_there) {
        return Ok(());
    }
    if locate::on_path(&["npm"]).is_none() {
        debian::install("Node.js with npm", &["npm"])?;
    }
    std::fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    let mut install = Command::new("npm");
    install.args([
        "install",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--prefix",
    ]);
    install.arg(folder);
    install.args(
        packages
            .iter()
            .map(|(name, version)| format!("{name}@{version}")),
    );
    process::run(&mut install).with_context(|| format!("installing into {}", folder.display()))
}

fn is_installed(folder: &Path, name: &str, version: &str) -> bool {
    let package = folder.join("node_modules").join(name).join("package.json");
    let Ok(text) = std::fs::read_to_string(package) else {
        return false;
    };
    let package: Option<serde_json::Value> = serde_json::from_str(&text).ok();
    package.is_some_and(|package| package["version"] == version)
}
