//! A browser and its driver for the tests.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};

use crate::debian;
use crate::locate::on_path;

const DRIVERS: [&str; 1] = ["chromedriver"];
const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
];
/// Where macOS keeps it, outside the PATH.
const MAC_BROWSER: &str = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";

/// What the browser tests run in.
#[derive(Debug)]
pub struct Browser {
    /// The browser, Chromium or Chrome.
    pub program: PathBuf,
    /// Its chromedriver.
    pub driver: PathBuf,
}

impl Browser {
    /// Tells a test command where they are.
    pub fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        command
            .env("CHROMEDRIVER", &self.driver)
            .env("CHROME", &self.program)
    }
}

/// Finds a browser and its driver; on Debian they are installed when there is none.
///
/// # Errors
/// When there is none and it cannot be installed; the message says what to install.
pub fn ensure() -> Result<Browser> {
    if let Some(browser) = find() {
        return Ok(browser);
    }
    let what = "Chromium or Chrome and the chromedriver of the same version, on the PATH or in CHROME and CHROMEDRIVER";
    debian::install(what, &["chromium", "chromium-driver"])?;
    find().context("Chromium was installed but cannot be found")
}

fn find() -> Option<Browser> {
    let given = |name| {
        std::env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_file())
    };
    let mac = || Some(PathBuf::from(MAC_BROWSER)).filter(|path| path.is_file());
    Some(Browser {
        program: given("CHROME")
            .or_else(|| on_path(&BROWSERS))
            .or_else(mac)?,
        driver: given("CHROMEDRIVER").or_else(|| on_path(&DRIVERS))?,
    })
}
