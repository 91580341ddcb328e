//! Parts of the compiler. `rust-toolchain.toml` names them all, but rustup may be told not to install by itself.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// What the page and the worker are compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// Makes sure of the standard library for the browser.
pub fn ensure_target() -> Result<()> {
    let mut rustc = Command::new("rustc");
    let folder = process::output(rustc.args(["--print", "target-libdir", "--target", TARGET]));
    if folder.is_some_and(|path| Path::new(path.trim()).is_dir()) {
        return Ok(());
    }
    add("target", TARGET)
}

/// Makes sure of the standard library's source, which the build with threads compiles.
pub fn ensure_library_source() -> Result<()> {
    if has_library_source() {
        return Ok(());
    }
    add("component", "rust-src")
}

/// Whether the standard library can be compiled.
pub fn has_library_source() -> bool {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]));
    sysroot.is_some_and(|sysroot| {
        let library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust/library");
        library.join("Cargo.lock").is_file()
    })
}

/// Makes sure of rustfmt and clippy.
pub fn ensure_lints() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if !process::succeeds(Command::new("cargo").args([subcommand, "--version"])) {
            add("component", component)?;
        }
    }
    Ok(())
}

fn add(kind: &str, name: &str) -> Result<()> {
    process::run(Command::new("rustup").args([kind, "add", name]))
        .with_context(|| format!("the compiler lacks {name}, and rustup cannot add it"))
}
