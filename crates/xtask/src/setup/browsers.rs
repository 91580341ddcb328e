//! Browsers for the tests, and their drivers.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use super::debian;
use super::locate::on_path;

const CHROMIUM: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
const FIREFOX: [&str; 2] = ["firefox-esr", "firefox"];

/// Where macOS keeps them, outside the PATH.
const MAC_CHROME: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
const MAC_FIREFOX: &str = "/Applications/Firefox.app/Contents/MacOS/firefox";

/// Chromium or Chrome with its driver.
#[derive(Debug)]
pub struct Chromium {
    program: PathBuf,
    driver: PathBuf,
}

impl Chromium {
    /// Finds it; on Debian it is installed when there is none.
    ///
    /// # Errors
    /// When there is none and it cannot be installed; the message says what to install.
    pub fn ensure() -> Result<Self> {
        if let Some(chromium) = Self::find() {
            return Ok(chromium);
        }
        let what = "Chromium or Chrome and the chromedriver of the same version, on the PATH or in CHROME and CHROMEDRIVER";
        debian::install(what, &["chromium", "chromium-driver"])?;
        Self::find().context("Chromium was installed but cannot be found")
    }

    fn find() -> Option<Self> {
        Some(Self {
            program: program("CHROME", &CHROMIUM, MAC_CHROME)?,
            driver: program("CHROMEDRIVER", &["chromedriver"], "")?,
        })
    }

    /// Tells a test command where they are.
    pub fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("CHROMEDRIVER", &self.driver)
            .env("CHROME", &self.program)
    }
}

/// Finds Firefox; on Debian it is installed when there is none.
///
/// # Errors
/// When there is none and it cannot be installed; the message says what to install.
pub fn firefox() -> Result<PathBuf> {
    let find = || program("FIREFOX", &FIREFOX, MAC_FIREFOX);
    if let Some(program) = find() {
        return Ok(program);
    }
    debian::install("Firefox, on the PATH or in FIREFOX", &["firefox-esr"])?;
    find().context("Firefox was installed but cannot be found")
}

/// The program that a variable names, or else the first of these that the PATH has, or else this file.
fn program(variable: &str, names: &[&str], file: &str) -> Option<PathBuf> {
    let given = std::env::var_os(variable).map(PathBuf::from);
    given
        .filter(|path| path.is_file())
        .or_else(|| on_path(names))
        .or_else(|| Some(PathBuf::from(file)).filter(|path| path.is_file()))
}
