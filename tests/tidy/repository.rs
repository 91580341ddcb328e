//! The repository's files, and how a check ends.

use std::fs;
use std::path::{Path, PathBuf};

/// The folders with the repository's own files; the files directly in its root count as well.
pub const FOLDERS: [&str; 6] = ["bench", "crates", "docs", "tests", "trainer", "web"];

/// The root of the repository.
pub fn root() -> PathBuf {
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().unwrap().to_owned()
}

/// The text of a file whose path is relative to the root.
pub fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// The paths of all files with one of these extensions, relative to the root, sorted.
pub fn files(extensions: &[&str]) -> Vec<String> {
    let root = root();
    let mut found = Vec::new();
    collect(&root, false, &mut found);
    for folder in FOLDERS {
        collect(&root.join(folder), true, &mut found);
    }
    found.retain(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        extension.is_some_and(|extension| extensions.contains(&extension))
    });
    let relative = |path: &PathBuf| path.strip_prefix(&root).unwrap().display().to_string();
    let mut paths: Vec<_> = found.iter().map(relative).collect();
    paths.sort();
    paths
}

/// Adds the files of a folder, but no hidden ones and no packages of npm.
fn collect(folder: &Path, deep: bool, found: &mut Vec<PathBuf>) {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder:?}: {error}"));
    for entry in entries {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_string_lossy();
        if name.starts_with('.') || name == "node_modules" {
            continue;
        }
        if path.is_file() {
            found.push(path);
        } else if deep {
            collect(&path, deep, found);
        }
    }
}

/// Fails with one line for each problem.
pub fn assert_none(problems: &[String]) {
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
