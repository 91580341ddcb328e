//! Packages of Debian: what tests need of the system is installed where that is possible.

use std::process::Command;

use anyhow::{Context, Result, bail};

use crate::process;

/// Installs packages; `what` says what they are for.
///
/// # Errors
/// When this is no Debian, or installing takes an administrator: the message then says what to install.
pub fn install(what: &str, packages: &[&str]) -> Result<()> {
    let system = std::fs::read_to_string("/etc/os-release").unwrap_or_default();
    if !is_debian(&system) {
        bail!("the tests need {what}; install it, then run this again");
    }
    if !is_root() {
        bail!(
            "the tests need {what}, which an administrator can install: \
             apt-get install --no-install-recommends {}",
            packages.join(" ")
        );
    }
    println!("Installing {what} for the tests.");
    apt_get(&["update"])?;
    let install = ["install", "-y", "--no-install-recommends"];
    apt_get(&[&install, packages].concat()).with_context(|| format!("installing {what}"))
}

fn apt_get(arguments: &[&str]) -> Result<()> {
    let mut command = Command::new("apt-get");
    command
        .args(arguments)
        .env("DEBIAN_FRONTEND", "noninteractive");
    process::run(&mut command)
}

/// Debian itself: Ubuntu's packages of these names are stubs for snaps.
fn is_debian(os_release: &str) -> bool {
    os_release
        .lines()
        .any(|line| matches!(line, "ID=debian" | "ID=\"debian\""))
}

/// Whether this runs as an administrator already; nothing here asks for more rights than it was given.
fn is_root() -> bool {
    process::output(Command::new("id").arg("-u")).is_some_and(|user| user.trim() == "0")
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
