//! The places of things in this repository.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

/// The repository's root.
pub fn root() -> PathBuf {
    // `cargo run` tells where the package lies now; the path at compile time may be of a folder that was moved since.
    let package = std::env::var_os("CARGO_MANIFEST_DIR")
        .map(PathBuf::from)
        .unwrap_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")));
    package
        .ancestors()
        .nth(2)
        .map(Path::to_owned)
        .unwrap_or(package)
}

/// The text of `Cargo.lock`.
pub fn lock_file() -> Result<String> {
    let path = root().join("Cargo.lock");
    std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))
}
