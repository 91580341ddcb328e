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
    let Some(prefix) = administrator() else {
        bail!(
            "the tests need {what}, and installing it takes an administrator: \
             sudo apt-get install --no-install-recommends {}",
            packages.join(" ")
        );
    };
    println!("Installing {what} for the tests.");
    let apt_get = |arguments: &[&str]| {
        let mut words = prefix.iter().chain(&["apt-get"]).chain(arguments);
        let mut command = Command::new(words.next().unwrap_or(&"apt-get"));
        command.args(words).env("DEBIAN_FRONTEND", "noninteractive");
        process::run(&mut command)
    };
    apt_get(&["update"])?;
    let install = ["install", "-y", "--no-install-recommends"];
    apt_get(&[&install, packages].concat()).with_context(|| format!("installing {what}"))
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
