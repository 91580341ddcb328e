//! Looking for programs of a given version.

use std::env::consts::EXE_SUFFIX;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::versions;
use crate::process;

/// The outcome of a search.
#[derive(Debug, PartialEq, Eq)]
pub enum Search {
    /// The folder that holds every program in the wanted version.
    Found(PathBuf),
    /// Only other versions are there; the first one met.
    OtherVersion(PathBuf),
    /// Nothing of that name is there.
    Nothing,
}

/// Folders to search, in the order in which a program there is preferred.
pub fn folders() -> Vec<PathBuf> {
    let mut folders: Vec<PathBuf> = std::env::var_os("PATH")
        .map(|path| std::env::split_paths(&path).collect())
        .unwrap_or_default();
    // cargo finds what it installed even where the person's PATH does not.
    folders.extend(cargo_home().map(|home| home.join("bin")));
    folders.push(super::folder().join("bin"));
    folders
}

/// Searches the folders for one that holds all of these programs in this version.
pub fn search(folders: &[PathBuf], programs: &[&str], version: &str) -> Search {
    let mut other = None;
    for folder in folders {
        let files: Vec<PathBuf> = programs.iter().map(|name| file(folder, name)).collect();
        let here = files.iter().filter(|path| path.is_file()).count();
        if here == 0 {
            continue;
        }
        if here == files.len() && files.iter().all(|path| has_version(path, version)) {
            return Search::Found(folder.clone());
        }
        other.get_or_insert_with(|| folder.clone());
    }
    match other {
        Some(folder) => Search::OtherVersion(folder),
        None => Search::Nothing,
    }
}

/// The first of these programs that the PATH has.
pub fn on_path(programs: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    let folders: Vec<PathBuf> = std::env::split_paths(&path).collect();
    programs
        .iter()
        .flat_map(|name| folders.iter().map(move |folder| file(folder, name)))
        .find(|path| path.is_file())
}

/// The folder below which cargo installs programs.
pub fn cargo_home() -> Option<PathBuf> {
    match std::env::var_os("CARGO_HOME") {
        Some(home) => Some(PathBuf::from(home)),
        None => Some(std::env::home_dir()?.join(".cargo")),
    }
}

fn file(folder: &Path, program: &str) -> PathBuf {
    folder.join(format!("{program}{EXE_SUFFIX}"))
}

fn has_version(program: &Path, version: &str) -> bool {
    process::output(Command::new(program).arg("--version"))
        .is_some_and(|output| versions::printed(&output) == Some(version))
}

#[cfg(all(test, unix))]
mod tests {
    use std::fs;
    use std::os::unix::fs::PermissionsExt;

    use tempfile::TempDir;

    use super::*;

    fn folder_with(programs: &[(&str, &str)]) -> TempDir {
        let folder = TempDir::new().unwrap();
        for (name, version) in programs {
            let path = folder.path().join(name);
            fs::write(&path, format!("#!/bin/sh\necho {name} {version}\n")).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        folder
    }

    fn paths(folders: &[&TempDir]) -> Vec<PathBuf> {
        let paths = folders.iter().map(|folder| folder.path().to_owned());
        paths.collect()
    }

    #[test]
    fn the_right_version_is_found_behind_a_wrong_one() {
        let [old, right] = ["1.0.0", "2.0.0"].map(|version| folder_with(&[("tool", version)]));
        let result = search(&paths(&[&old, &right]), &["tool"], "2.0.0");
        assert_eq!(result, Search::Found(right.path().to_owned()));
    }

    #[test]
    fn a_version_that_only_begins_alike_is_another_version() {
        let folder = folder_with(&[("tool", "2.0.01")]);
        let result = search(&paths(&[&folder]), &["tool"], "2.0.0");
        assert_eq!(result, Search::OtherVersion(folder.path().to_owned()));
    }

    #[test]
    fn programs_that_belong_together_must_stand_together() {
        let half = folder_with(&[("tool", "2.0.0")]);
        let whole = folder_with(&[("tool", "2.0.0"), ("runner", "2.0.0")]);
        let result = search(&paths(&[&half, &whole]), &["tool", "runner"], "2.0.0");
        assert_eq!(result, Search::Found(whole.path().to_owned()));
    }

    #[test]
    fn a_program_that_does_not_run_is_not_the_right_version() {
        let folder = TempDir::new().unwrap();
        let nothing = search(&paths(&[&folder]), &["tool"], "2.0.0");
        assert_eq!(nothing, Search::Nothing);
        fs::write(folder.path().join("tool"), "2.0.0").unwrap();
        let result = search(&paths(&[&folder]), &["tool"], "2.0.0");
        assert_eq!(result, Search::OtherVersion(folder.path().to_owned()));
    }
}
