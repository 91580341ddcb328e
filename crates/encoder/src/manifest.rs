//! `manifest.json`: the files of a model directory by size and SHA-256.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The version of this format. Readers refuse another one.
pub const MANIFEST_FORMAT: u32 = 1;

/// What makes a manifest, or a file that it lists, unusable.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// Not JSON, or a field is missing or of another type.
    #[error("manifest.json is no manifest of a model ({0}); fetch the file again")]
    Json(#[from] serde_json::Error),
    /// Written by another version.
    #[error("manifest.json: format {0} is not supported, expected {MANIFEST_FORMAT}")]
    Format(u32),
    /// A needed file is not listed.
    #[error("manifest.json does not list {0:?}")]
    NotListed(String),
    /// A file has another size.
    #[error("{name} has {found} bytes, the manifest says {expected}; fetch the file again")]
    Size {
        /// File name.
        name: String,
        /// Bytes in the manifest.
        expected: u64,
        /// Bytes found.
        found: u64,
    },
    /// A file has other content.
    #[error("{name} does not match its sha256 in the manifest; fetch the file again")]
    Hash {
        /// File name.
        name: String,
    },
}

/// A model directory's table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// [`MANIFEST_FORMAT`].
    pub format: u32,
    /// The model's name.
    pub name: String,
    /// Its files, in alphabetical order; the manifest itself is not among them.
    pub files: Vec<ManifestFile>,
}

/// A file of a model directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Name inside the directory.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl Manifest {
    /// Lists these files.
    pub fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let mut files: Vec<_> = files
            .iter()
            .map(|(name, bytes)| ManifestFile::new(name, bytes))
            .collect();
        files.sort_by(|left, right| left.name.cmp(&right.name));
        Self {
            format: MANIFEST_FORMAT,
            name: name.to_owned(),
            files,
        }
    }

    /// Reads a `manifest.json`.
    ///
    /// # Errors
    /// When it is not JSON of this schema or of another format version.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ManifestError> {
        let manifest: Self = serde_json::from_slice(bytes)?;
        if manifest.format != MANIFEST_FORMAT {
            return Err(ManifestError::Format(manifest.format));
        }
        Ok(manifest)
    }

    /// The entry of a file.
    ///
    /// # Errors
    /// When it is not listed.
    pub fn file(&self, name: &str) -> Result<&ManifestFile, ManifestError> {
        self.files
            .iter()
            .find(|file| file.name == name)
            .ok_or_else(|| ManifestError::NotListed(name.to_owned()))
    }
}

impl ManifestFile {
    fn new(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256_hex(bytes),
        }
    }

    /// Checks a file's content.
    ///
    /// # Errors
    /// When size or hash differ.
    pub fn verify(&self, bytes: &[u8]) -> Result<(), ManifestError> {
        let mut content = Content::default();
        content.push(bytes);
        self.check(&content)
    }

    /// The same for content that came piece by piece.
    ///
    /// # Errors
    /// As [`Self::verify`].
    pub fn check(&self, content: &Content) -> Result<(), ManifestError> {
        let name = || self.name.clone();
        if content.bytes != self.bytes {
            return Err(ManifestError::Size {
                name: name(),
                expected: self.bytes,
                found: content.bytes,
            });
        }
        if content.sha256() != self.sha256.to_ascii_lowercase() {
            return Err(ManifestError::Hash { name: name() });
        }
        Ok(())
    }
}

/// Size and hash of a file's content as it comes in.
#[derive(Clone, Debug, Default)]
pub struct Content {
    bytes: u64,
    hash: Sha256,
}

impl Content {
    /// Takes the next bytes.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes += bytes.len() as u64;
        self.hash.update(bytes);
    }

    /// Bytes so far.
    pub fn bytes(&self) -> u64 {
        self.bytes
    }

    /// SHA-256 so far, 64 lower-case hexadecimal digits.
    pub fn sha256(&self) -> String {
        hex(&self.hash.clone().finalize())
    }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
pub fn sha256_hex(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
