//! Writing model directories: whole, or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use anyhow::{Context, Result, bail};
use namelight_manifest::Manifest;
use serde::Serialize;
use tempfile::TempDir;

use super::{MANIFEST, name_of, parent_of};

/// The text of a JSON file.
///
/// # Errors
/// Those of the value's serialization.
pub fn to_json(value: &impl Serialize) -> Result<String> {
    Ok(serde_json::to_string_pretty(value)? + "\n")
}

/// Refuses an output directory that holds something, unless it may be replaced.
///
/// # Errors
/// When it holds something, or nobody can tell.
pub fn check_output(directory: &Path, overwrite: bool) -> Result<()> {
    let is_occupied = match fs::read_dir(directory) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) if error.kind() == ErrorKind::NotFound => false,
        Err(error) if error.kind() == ErrorKind::NotADirectory => true,
        Err(error) => {
            return Err(error).with_context(|| format!("reading {}", directory.display()));
        }
    };
    if is_occupied && !overwrite {
        bail!(
            "{} exists and is not empty; choose another --out or add --overwrite",
            directory.display()
        );
    }
    Ok(())
}

/// Writes a model directory with its manifest. The files are written beside it and take its place at the end.
///
/// # Errors
/// When the directory may not be replaced, or something cannot be written; it is as before then.
pub fn write(directory: &Path, files: &[(&str, &[u8])], overwrite: bool) -> Result<()> {
    check_output(directory, overwrite)?;
    let parent = parent_of(directory);
    fs::create_dir_all(parent).with_context(|| format!("creating {}", parent.display()))?;
    let stage = stage_beside(directory)?;
    write_files(&stage, files, directory)?;
    let manifest = Manifest::new(&name_of(directory), files);
    put_in_place(stage, &manifest, directory)
}

/// Replaces some files of a model directory, and with them what its manifest says. The other files are kept as they are.
///
/// # Errors
/// When the directory has no manifest, or something cannot be written; it is as before then.
pub fn replace_files(directory: &Path, changed: &[(&str, &[u8])]) -> Result<()> {
    let path = directory.join(MANIFEST);
    let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
    let mut manifest = Manifest::from_json(&bytes)?;
    let stage = stage_beside(directory)?;
    write_files(&stage, changed, directory)?;
    let new = Manifest::new(&manifest.name, changed);
    let is_changed = |name: &str| changed.iter().any(|(changed, _)| *changed == name);
    manifest.files.retain(|file| !is_changed(&file.name));
    let mut kept = Vec::new();
    for file in &manifest.files {
        kept.push(file.path()?);
        kept.extend(file.compressed_path()?);
    }
    for name in kept {
        let (old, new) = (directory.join(name), stage.path().join(name));
        // A second name for the same content needs no time; where a file system knows none, it is copied.
        let kept = fs::hard_link(&old, &new).or_else(|_| fs::copy(&old, &new).map(|_| ()));
        kept.with_context(|| format!("keeping {}", old.display()))?;
    }
    manifest.files.extend(new.files);
    manifest
        .files
        .sort_by(|left, right| left.name.cmp(&right.name));
    put_in_place(stage, &manifest, directory)
}

fn stage_beside(directory: &Path) -> Result<TempDir> {
    let parent = parent_of(directory);
    tempfile::Builder::new()
        .prefix(&format!(".{}.", name_of(directory)))
        .tempdir_in(parent)
        .with_context(|| format!("creating a folder in {}", parent.display()))
}

fn write_files(stage: &TempDir, files: &[(&str, &[u8])], directory: &Path) -> Result<()> {
    for (name, bytes) in files {
        write_file(&stage.path().join(name), bytes)
            .with_context(|| format!("writing {name} beside {}", directory.display()))?;
    }
    Ok(())
}

fn write_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

fn put_in_place(stage: TempDir, manifest: &Manifest, directory: &Path) -> Result<()> {
    let manifest = to_json(manifest)?;
    write_files(&stage, &[(MANIFEST, manifest.as_bytes())], directory)?;
    replace(directory, stage).with_context(|| format!("putting {} in place", directory.display()))
}

/// When this fails the stage goes away, and the old directory comes back.
fn replace(directory: &Path, stage: TempDir) -> io::Result<()> {
    make_readable(stage.path())?;
    let old = tempfile::tempdir_in(parent_of(directory))?;
    let aside = old.path().join("model");
    if directory.try_exists()? {
        fs::rename(directory, &aside)?;
    }
    if let Err(error) = fs::rename(stage.path(), directory) {
        if aside.exists() {
            fs::rename(&aside, directory)?;
        }
        return Err(error);
    }
    let _moved = stage.keep();
    Ok(())
}

/// Temporary folders are closed to others; a model directory is an ordinary one.
#[cfg(unix)]
fn make_readable(directory: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(directory, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn make_readable(_directory: &Path) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model_dir::Folder;

    #[test]
    fn a_replaced_file_is_in_the_manifest_and_the_others_are_kept() {
        let parent = tempfile::tempdir().unwrap();
        let directory = parent.path().join("model");
        write(&directory, &[("a", b"one"), ("b", b"two")], false).unwrap();
        replace_files(&directory, &[("b", b"three"), ("c", b"four")]).unwrap();
        let folder = Folder::open(&directory).unwrap();
        let files: [(&str, &[u8]); 3] = [("a", b"one"), ("b", b"three"), ("c", b"four")];
        for (name, content) in files {
            assert_eq!(folder.read(name).unwrap(), content, "{name}");
        }
        assert_eq!(fs::read_dir(parent.path()).unwrap().count(), 1);
    }
}
