//! The tools that were found, and commands that use them.

use std::ffi::{OsStr, OsString};
use std::path::PathBuf;
use std::process::Command;

use super::locate;
use crate::{hide_paths, process, workspace};

/// Folders that go before the person's PATH, so that a child process meets the right versions first.
#[derive(Debug, Default)]
pub struct Toolbox {
    first: Vec<PathBuf>,
}

impl Toolbox {
    /// Lets these programs come from this folder. Nothing changes where the PATH leads there anyway: a folder put
    /// first also hides whatever else bears a name that it has.
    pub fn prefer(&mut self, folder: PathBuf, programs: &[&str]) {
        let met_anyway = programs.iter().all(|name| {
            locate::on_path(&[name]).is_some_and(|path| path.parent() == Some(&folder))
        });
        if !met_anyway && !self.first.contains(&folder) {
            self.first.push(folder);
        }
    }

    /// A command that runs in the repository's root and finds the tools.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command.current_dir(workspace::root());
        if let Some(path) = self.path() {
            command.env("PATH", path);
        }
        command
    }

    /// Trunk, without its look for a newer version of itself; what it builds says nothing of this machine's folders.
    pub fn trunk(&self, subcommand: &str) -> Command {
        let mut command = self.command("trunk");
        command.args([subcommand, "--release", "--skip-version-check"]);
        process::without_flags(&mut command);
        hide_paths::hide(&mut command);
        command
    }

    /// The PATH for a child process, where it differs from ours.
    fn path(&self) -> Option<OsString> {
        if self.first.is_empty() {
            return None;
        }
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let inherited = std::env::split_paths(&inherited);
        let folders = self.first.iter().cloned().chain(inherited);
        // A folder whose name holds the separator cannot be in a PATH; it was not found through one either.
        std::env::join_paths(folders).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_preferred_folder_comes_first_in_the_path_of_children() {
        let mut toolbox = Toolbox::default();
        toolbox.prefer(PathBuf::from("/tools/bin"), &["no-such-program"]);
        let path = toolbox.path().unwrap();
        let first = std::env::split_paths(&path).next();
        assert_eq!(first, Some(PathBuf::from("/tools/bin")));
    }

    #[test]
    fn a_folder_that_the_path_meets_anyway_is_not_moved_to_the_front() {
        let cargo = locate::on_path(&["cargo"]).unwrap();
        let mut toolbox = Toolbox::default();
        toolbox.prefer(cargo.parent().unwrap().to_owned(), &["cargo"]);
        assert_eq!(toolbox.path(), None);
    }
}
