//! A second browser for the end-to-end tests.

use std::path::PathBuf;

use anyhow::{Context, Result};

use crate::debian;
use crate::locate::on_path;

const BROWSERS: [&str; 2] = ["firefox-esr", "firefox"];
/// Where macOS keeps it, outside the PATH.
const MAC_BROWSER: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

/// Finds Firefox; on Debian it is installed when there is none.
///
/// # Errors
/// When there is none and it cannot be installed; the message says what to install.
pub fn ensure() -> Result<PathBuf> {
    if let Some(program) = find() {
        return Ok(program);
    }
    debian::install("Firefox, on the PATH or in FIREFOX", &["firefox-esr"])?;
    find().context("Firefox was installed but cannot be found")
}

fn find() -> Option<PathBuf> {
    let given = std::env::var_os("FIREFOX").map(PathBuf::from);
    let mac = || Some(PathBuf::from(MAC_BROWSER)).filter(|path| path.is_file());
    let given = given.filter(|path| path.is_file());
    given.or_else(|| on_path(&BROWSERS)).or_else(mac)
}
