//! Reading the files of a model directory, against its manifest where it has one.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use namelight_encoder::weights;
use namelight_manifest::Manifest;

use super::{CONFIG, MANIFEST, TOKENIZER};

/// A folder to read a model from.
pub struct Folder<'a> {
    /// The path of the folder.
    pub path: &'a Path,
    /// Where there is one, the files have to agree with it.
    manifest: Option<Manifest>,
}

impl<'a> Folder<'a> {
    /// Opens a folder that is there.
    ///
    /// # Errors
    /// When it is no folder, or its manifest cannot be read: then nothing could be verified.
    pub fn open(path: &'a Path) -> Result<Self> {
        if !path.is_dir() {
            bail!(
                "{} is not a directory; a model is a folder with {CONFIG}, {TOKENIZER} and {}",
                path.display(),
                weights::FILE_NAME
            );
        }
        let manifest = read_if_there(&path.join(MANIFEST))?;
        let manifest = manifest.map(|bytes| Manifest::from_json(&bytes));
        let manifest = manifest.transpose();
        Ok(Self {
            path,
            manifest: manifest.with_context(|| path.display().to_string())?,
        })
    }

    /// Reads a file that has to be there.
    ///
    /// # Errors
    /// When it cannot be read or does not agree with the manifest.
    pub fn read(&self, name: &str) -> Result<Vec<u8>> {
        let path = self.path_of(name)?;
        let bytes = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        self.verified(name, bytes)
    }

    /// Reads a file that need not be there.
    ///
    /// # Errors
    /// When it is there and cannot be read or does not agree with the manifest.
    pub fn read_if_there(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let bytes = read_if_there(&self.path_of(name)?)?;
        bytes.map(|bytes| self.verified(name, bytes)).transpose()
    }

    /// Where a file lies: in a built site its name has its hash in it.
    fn path_of(&self, name: &str) -> Result<PathBuf> {
        let listed = self
            .manifest
            .as_ref()
            .and_then(|manifest| manifest.file(name).ok());
        let path = listed.map_or(Ok(name), |file| file.path());
        let path = path.with_context(|| self.path.display().to_string())?;
        Ok(self.path.join(path))
    }

    fn verified(&self, name: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
        if let Some(manifest) = &self.manifest {
            let file = manifest.file(name).and_then(|file| file.verify(&bytes));
            file.with_context(|| self.path.display().to_string())?;
        }
        Ok(bytes)
    }
}

/// Reads a file that need not be there. One that is there and cannot be read is an error: it must not pass for missing.
///
/// # Errors
/// When it is there and cannot be read.
pub fn read_if_there(path: &Path) -> Result<Option<Vec<u8>>> {
    match fs::read(path) {
        Ok(bytes) => Ok(Some(bytes)),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error).with_context(|| format!("reading {}", path.display())),
    }
}
