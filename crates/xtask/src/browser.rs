//! A browser and its driver for the tests.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::locate::on_path;
use crate::process;

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
    install()?;
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

fn install() -> Result<()> {
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !is_debian(&system) {
        bail!(
            "the browser tests need Chromium or Chrome and the chromedriver of the same version on the PATH \
             (or their paths in CHROME and CHROMEDRIVER); install both, then run this again"
        );
    }
    let Some(prefix) = administrator() else {
        bail!(
            "the browser tests need Chromium and its driver, and installing them takes an administrator: \
             sudo apt-get install --no-install-recommends chromium chromium-driver"
        );
    };
    println!("Installing Chromium and its driver for the browser tests.");
    let apt_get = |arguments: &[&str]| {
        let mut words = prefix.iter().chain(&["apt-get"]).chain(arguments);
        let mut command = Command::new(words.next().unwrap_or(&"apt-get"));
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)
    };
    apt_get(&["update"])?;
    apt_get(&[
        "install",
        "-y",
        "--no-install-recommends",
        "chromium",
        "chromium-driver",
    ])
    .context("installing a browser for the tests")
}

/// Debian itself: Ubuntu's packages of these names are stubs for snaps.
fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .any(|line| matches!(line, "ID=debian" | "ID=\"debian\""))
}

/// The words before a command that runs it as an administrator, or nothing when we may not.
fn administrator() -> Option<&'static [&'static str]> {
    let user = process::output(Command::new("id").arg("-u"))?;
    if user.trim() == "0" {
        return Some(&[]);
    }
    process::succeeds(Command::new("sudo").args(["-n", "true"])).then_some(&["sudo", "-n"])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_debian_itself_has_the_packages() {
        assert!(is_debian("NAME=\"Debian GNU/Linux\"\nID=debian\n"));
        assert!(!is_debian("ID=ubuntu\nID_LIKE=debian\n"));
        assert!(!is_debian(""));
    }
}
