//! Two folders, byte by byte.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use namelight_manifest::sha256_hex;

/// The files of a folder by their paths in it, each as `./a/b`.
type Files = BTreeMap<String, Vec<u8>>;

/// A line for each file that differs or that one folder lacks.
///
/// # Errors
/// When a file cannot be read.
pub fn differences(one: &Path, other: &Path) -> Result<Vec<String>> {
    let (one, mut other) = (files(one)?, files(other)?);
    let mut differences = Vec::new();
    for (path, content) in &one {
        match other.remove(path) {
            None => differences.push(format!("{path} is in the first build only")),
            Some(second) if second == *content => (),
            Some(second) => differences.push(format!(
                "{path} differs from byte {} on; it has {} and {} bytes",
                first_difference(content, &second),
                content.len(),
                second.len()
            )),
        }
    }
    let added = other.keys();
    differences.extend(added.map(|path| format!("{path} is in the second build only")));
    Ok(differences)
}

/// The number of files, and the SHA-256 of the list that `sha256sum` prints of them in the order of their paths' bytes.
///
/// # Errors
/// When a file cannot be read.
pub fn sum(folder: &Path) -> Result<(usize, String)> {
    let files = files(folder)?;
    let lines = files
        .iter()
        .map(|(path, content)| format!("{}  {path}\n", sha256_hex(content)));
    let list: String = lines.collect();
    Ok((files.len(), sha256_hex(list.as_bytes())))
}

fn first_difference(one: &[u8], other: &[u8]) -> usize {
    let pairs = one.iter().zip(other);
    pairs.take_while(|(a, b)| a == b).count()
}

fn files(folder: &Path) -> Result<Files> {
    fn walk(folder: &Path, at: &str, found: &mut Files) -> Result<()> {
        let context = || format!("reading {}", folder.display());
        for entry in fs::read_dir(folder).with_context(context)? {
            let entry = entry.with_context(context)?;
            let path = format!("{at}/{}", entry.file_name().to_string_lossy());
            if entry.path().is_dir() {
                walk(&entry.path(), &path, found)?;
            } else {
                let content = fs::read(entry.path()).with_context(|| format!("reading {path}"))?;
                found.insert(path, content);
            }
        }
        Ok(())
    }
    let mut found = BTreeMap::new();
    walk(folder, ".", &mut found)?;
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (path, content) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        folder
    }

    #[test]
    fn what_differs_and_what_one_lacks_is_named() {
        let one = folder(&[("a/b.js", "12345"), ("gone", ""), ("same", "1")]);
        let other = folder(&[("a/b.js", "1245"), ("new", ""), ("same", "1")]);
        let expected = [
            "./a/b.js differs from byte 2 on; it has 5 and 4 bytes",
            "./gone is in the first build only",
            "./new is in the second build only",
        ];
        assert_eq!(differences(one.path(), other.path()).unwrap(), expected);
        assert!(differences(one.path(), one.path()).unwrap().is_empty());
    }

    #[test]
    fn the_sum_is_that_of_sha256sum() {
        let folder = folder(&[("b", "1"), ("a/c", "2")]);
        let mut shell = std::process::Command::new("sh");
        shell.current_dir(folder.path()).args([
            "-c",
            "find . -type f | LC_ALL=C sort | xargs sha256sum | sha256sum",
        ]);
        let theirs = crate::process::output(&mut shell).unwrap();
        let (files, ours) = sum(folder.path()).unwrap();
        assert_eq!(
            (files, ours.as_str()),
            (2, theirs.split(' ').next().unwrap())
        );
    }
}
