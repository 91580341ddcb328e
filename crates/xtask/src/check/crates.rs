//! The crates that others wrote: `cargo deny` holds them against `deny.toml`, and against a database of what is known of them
//! where there is one.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::setup::Toolbox;
use crate::workspace;

/// Names a checkout of RustSec's database. It is a repository of its own that grows every day, so it is neither part of this
/// one nor fetched by a test.
const DATABASE: &str = "NAMELIGHT_ADVISORIES";

/// The variable of `deny.toml` for the folder that has the database's folder in it.
const FOLDERS: &str = "NAMELIGHT_ADVISORY_FOLDERS";

/// What cargo-deny calls the folder of the default database: its name, and a hash of its address.
const FOLDER: &str = "advisory-db-3157b0e258782691";

/// What the end of a run says where there is no database.
pub const SKIPPED: &str =
    "no check of advisories: set NAMELIGHT_ADVISORIES to a checkout of RustSec's advisory-db";

/// Licences, versions and sources; nothing is asked of the network.
pub fn rules(toolbox: &Toolbox) -> Command {
    deny(toolbox, &["licenses", "bans", "sources"])
}

/// What is known against crates, or nothing where no database is named.
///
/// # Errors
/// When the folder is not there, or cannot be linked.
pub fn advisories(toolbox: &Toolbox) -> Result<Option<Command>> {
    let Some(database) = std::env::var_os(DATABASE) else {
        return Ok(None);
    };
    let folders = laid_out(
        &database,
        &workspace::root().join("target/advisories-given"),
    )?;
    let mut command = deny(toolbox, &["advisories"]);
    command.env(FOLDERS, folders);
    Ok(Some(command))
}

fn deny(toolbox: &Toolbox, checks: &[&str]) -> Command {
    let mut command = toolbox.command("cargo");
    command.args(["deny", "--frozen", "--workspace", "check"]);
    // What `deny.toml` excepts without need is a warning.
    command.args(["--hide-inclusion-graph", "--deny", "warnings"]);
    command.args(checks);
    command
}

/// A folder that has the database under the name that cargo-deny looks for.
fn laid_out(database: &OsStr, folders: &Path) -> Result<PathBuf> {
    let database = std::path::absolute(database).with_context(|| format!("reading {DATABASE}"))?;
    ensure!(
        database.join("crates").is_dir(),
        "{DATABASE} names {}, which is no checkout of RustSec's advisory-db: it has no folder crates",
        database.display()
    );
    let place = folders.join(FOLDER);
    let context = || format!("linking {}", place.display());
    std::fs::create_dir_all(folders).with_context(context)?;
    if place.symlink_metadata().is_ok() {
        std::fs::remove_file(&place).with_context(context)?;
    }
    link(&database, &place).with_context(context)?;
    Ok(folders.to_owned())
}

#[cfg(unix)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::unix::fs::symlink(from, to)
}

#[cfg(windows)]
fn link(from: &Path, to: &Path) -> std::io::Result<()> {
    std::os::windows::fs::symlink_dir(from, to)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_found_under_the_name_that_is_looked_for() {
        let folder = tempfile::tempdir().unwrap();
        let [database, folders] = ["mine", "given"].map(|name| folder.path().join(name));
        let error = laid_out(database.as_os_str(), &folders).unwrap_err();
        assert!(
            error.to_string().contains("NAMELIGHT_ADVISORIES"),
            "{error}"
        );
        std::fs::create_dir_all(database.join("crates/yew")).unwrap();
        for _ in 0..2 {
            let folders = laid_out(database.as_os_str(), &folders).unwrap();
            assert!(folders.join(FOLDER).join("crates/yew").is_dir());
        }
    }

    #[test]
    fn every_exception_has_its_reason() {
        let rules = std::fs::read_to_string(workspace::root().join("deny.toml")).unwrap();
        assert_eq!(without_reason(&rules), [""; 0]);
        assert_eq!(
            without_reason("  { crate = \"a\" },\n  \"MPL-2.0\",\n"),
            ["{ crate = \"a\" },"]
        );
    }

    /// Entries with neither a reason nor a comment on the line above.
    fn without_reason(rules: &str) -> Vec<&str> {
        let lines: Vec<&str> = rules.lines().map(str::trim).collect();
        let before = std::iter::once("").chain(lines.iter().copied());
        let is_bare = |(above, line): &(&str, &str)| {
            line.starts_with('{') && !line.contains("reason = \"") && !above.starts_with('#')
        };
        let bare = before.zip(lines.iter().copied()).filter(is_bare);
        bare.map(|(_, line)| line).collect()
    }
}
