//! Programs as their makers ship them: archives of their releases, fetched with curl and unpacked with tar.

use std::env::consts::{ARCH, OS};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::process;

/// Trunk's archive for this machine.
pub fn trunk(version: &str) -> Option<String> {
    let system = match OS {
        "linux" => "unknown-linux-gnu",
        "macos" => "apple-darwin",
        _ => return None,
    };
    Some(format!(
        "https://github.com/trunk-rs/trunk/releases/download/v{version}/trunk-{ARCH}-{system}.tar.gz"
    ))
}

/// wasm-bindgen's archive for this machine.
pub fn wasm_bindgen(version: &str) -> Option<String> {
    let system = match OS {
        "linux" => "unknown-linux-musl",
        "macos" => "apple-darwin",
        _ => return None,
    };
    Some(format!(
        "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{ARCH}-{system}.tar.gz"
    ))
}

/// geckodriver's archive for this machine.
pub fn geckodriver(version: &str) -> Option<String> {
    let system = match (OS, ARCH) {
        ("linux", "x86_64") => "linux64",
        ("linux", "aarch64") => "linux-aarch64",
        ("macos", "x86_64") => "macos",
        ("macos", "aarch64") => "macos-aarch64",
        _ => return None,
    };
    Some(format!(
        "https://github.com/mozilla/geckodriver/releases/download/v{version}/geckodriver-v{version}-{system}.tar.gz"
    ))
}

/// cargo-deny's archive for this machine.
pub fn cargo_deny(version: &str) -> Option<String> {
    let system = match OS {
        "linux" => "unknown-linux-musl",
        "macos" => "apple-darwin",
        _ => return None,
    };
    Some(format!(
        "https://github.com/EmbarkStudios/cargo-deny/releases/download/{version}/cargo-deny-{version}-{ARCH}-{system}.tar.gz"
    ))
}

/// Fetches an archive and puts its programs into a folder.
///
/// # Errors
/// When it cannot be fetched or unpacked, or lacks a program.
pub fn fetch(archive: &str, folder: &Path, programs: &[&str]) -> Result<()> {
    let unpacked = tempfile::tempdir().context("creating a folder for an archive")?;
    let file = unpacked.path().join("archive.tar.gz");
    let mut curl = Command::new("curl");
    curl.args(["--fail", "--silent", "--show-error", "--location"]);
    curl.args(["--connect-timeout", "10", "--retry", "1", "--output"]);
    process::run(curl.arg(&file).arg(archive))?;
    let mut tar = Command::new("tar");
    process::run(tar.arg("-xzf").arg(&file).arg("-C").arg(unpacked.path()))?;
    fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
    for program in programs {
        let found = find(unpacked.path(), program)
            .with_context(|| format!("{archive} has no {program} in it"))?;
        let place = folder.join(program);
        fs::copy(&found, &place).with_context(|| format!("writing {}", place.display()))?;
    }
    Ok(())
}

/// A program in a folder or in those directly below.
fn find(folder: &Path, program: &str) -> Option<PathBuf> {
    let below = fs::read_dir(folder)
        .ok()?
        .flatten()
        .map(|entry| entry.path());
    let mut places = std::iter::once(folder.to_owned()).chain(below);
    places.find_map(|place| Some(place.join(program)).filter(|path| path.is_file()))
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn programs_come_out_of_a_folder_in_the_archive() {
        let folder = tempfile::tempdir().unwrap();
        let made = folder.path().join("tool-1.0");
        fs::create_dir(&made).unwrap();
        fs::write(made.join("tool"), "#!/bin/sh\n").unwrap();
        let archive = folder.path().join("a.tar.gz");
        let mut tar = Command::new("tar");
        tar.arg("-czf").arg(&archive).arg("-C").arg(folder.path());
        process::run(tar.arg("tool-1.0")).unwrap();

        let url = format!("file://{}", archive.display());
        let bin = folder.path().join("bin");
        fetch(&url, &bin, &["tool"]).unwrap();
        assert!(bin.join("tool").is_file());
        let error = fetch(&url, &bin, &["other"]).unwrap_err().to_string();
        assert!(error.contains("has no other in it"), "{error}");
    }

    #[test]
    fn what_cannot_be_fetched_is_an_error_that_names_it() {
        let folder = tempfile::tempdir().unwrap();
        let error = fetch("file:///no/such/archive", folder.path(), &["tool"]).unwrap_err();
        assert!(error.to_string().contains("/no/such/archive"), "{error}");
    }
}
