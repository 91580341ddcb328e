//! Takes the names of functions out of WebAssembly modules: they would be an eighth of the bytes that are sent. Before it
//! is stripped, as cargo leaves it in `target/wasm32-unknown-unknown/web`, `twiggy` tells what a module is made of.

use std::path::Path;

use anyhow::{Context, Result};
use wasmparser::{Parser, Payload};

/// Sections without a use for a browser.
const DROPPED: [&str; 2] = ["name", "producers"];

/// Strips every module of a folder.
///
/// # Errors
/// When a module cannot be read or written.
pub fn modules(folder: &Path) -> Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path
            .extension()
            .is_some_and(|extension| extension == "wasm")
        {
            let context = || path.display().to_string();
            let bytes = std::fs::read(&path).with_context(context)?;
            let stripped = without_names(&bytes).with_context(context)?;
            std::fs::write(&path, stripped).with_context(context)?;
        }
    }
    Ok(())
}

/// The same module without [`DROPPED`] sections.
fn without_names(bytes: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let mut kept = bytes[..HEADER].to_vec();
    let mut end = HEADER;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        let Some((_, range)) = payload.as_section() else {
            continue;
        };
        // With the id and the length in front.
        let section = &bytes[end..range.end as usize];
        end = range.end as usize;
        let dropped = matches!(&payload, Payload::CustomSection(section) if DROPPED.contains(&section.name()));
        if !dropped {
            kept.extend_from_slice(section);
        }
    }
    Ok(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADER: &[u8] = b"\0asm\x01\0\0\0";
    /// One type: a function of nothing.
    const TYPES: &[u8] = &[1, 4, 1, 0x60, 0, 0];
    /// A custom section `name`, of the module's name `a`.
    const NAMES: &[u8] = b"\0\x09\x04name\0\x02\x01a";

    #[test]
    fn names_are_dropped_and_everything_else_stays() {
        let module = [HEADER, NAMES, TYPES].concat();
        assert_eq!(without_names(&module).unwrap(), [HEADER, TYPES].concat());
    }

    #[test]
    fn what_is_no_module_is_an_error() {
        assert!(without_names(b"<!doctype html>").is_err());
    }
}
