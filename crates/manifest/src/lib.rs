//! `manifest.json`: the files of a model directory by size and SHA-256.
//!
//! The trainer writes it, the worker compares every file that it loads with it, and the page reads from it how large a
//! model is before anybody asks for it. The crate knows nothing of what is in the files.
//!
//! ```
//! use namelight_manifest::{Content, Manifest};
//!
//! let manifest = Manifest::new("tiny", &[("config.json", b"{}"), ("notes.txt", b"own words")]);
//! let manifest = Manifest::from_json(&serde_json::to_vec(&manifest)?)?;
//! let notes = manifest.file("notes.txt")?;
//! assert_eq!(notes.bytes, 9);
//!
//! // The content may come in pieces, and is compared at its end.
//! let mut content = Content::default();
//! content.push(b"own ");
//! content.push(b"words");
//! notes.check(&content)?;
//! assert!(notes.verify(b"other words").is_err());
//! # Ok::<(), namelight_manifest::ManifestError>(())
//! ```

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use thiserror::Error;

/// The version of this format. Readers refuse another one.
pub const MANIFEST_FORMAT: u32 = 1;

/// Why a manifest, or a file that it lists, is unusable.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// It is not JSON, or a field is missing or has another type.
    #[error("manifest.json is no manifest of a model ({0}); fetch the file again")]
    Json(#[from] serde_json::Error),
    /// It was written by another version.
    #[error("manifest.json: format {0} is not supported, expected {MANIFEST_FORMAT}")]
    Format(u32),
    /// A needed file is not listed.
    #[error("manifest.json does not list {0:?}")]
    NotListed(String),
    /// A file has another size.
    #[error("{name} has {found} bytes, the manifest says {expected}; fetch the file again")]
    Size {
        /// Name of the file.
        name: String,
        /// Size in the manifest, in bytes.
        expected: u64,
        /// Size of the file, in bytes.
        found: u64,
    },
    /// A file has other content.
    #[error("{name} does not match its sha256 in the manifest; fetch the file again")]
    Hash {
        /// Name of the file.
        name: String,
    },
}

/// A model directory's table of contents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// Version of the format, [`MANIFEST_FORMAT`].
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
    /// Lists these files, given by name and content.
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

    /// The entry of a file's compressed form (gzip), which may stand beside it for hosts that compress nothing.
    pub fn compressed(&self, name: &str) -> Option<&ManifestFile> {
        let plain = |file: &ManifestFile| file.name.strip_suffix(COMPRESSED_SUFFIX) == Some(name);
        self.files.iter().find(|file| plain(file))
    }
}

/// What is added to a file's name for its compressed form.
pub const COMPRESSED_SUFFIX: &str = ".gz";

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

    /// Checks content that came piece by piece.
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

impl std::io::Write for Content {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.push(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_accepts_its_files_and_names_altered_and_cut_ones() {
        let manifest = Manifest::new("tiny", &[("b", b"beta"), ("a", b"alpha")]);
        let text = serde_json::to_vec(&manifest).unwrap();
        let manifest = Manifest::from_json(&text).unwrap();
        assert_eq!(manifest.files[0].name, "a");
        manifest.file("b").unwrap().verify(b"beta").unwrap();
        assert!(
            matches!(manifest.file("b").unwrap().verify(b"betb"), Err(ManifestError::Hash { name }) if name == "b")
        );
        assert!(matches!(
            manifest.file("b").unwrap().verify(b"bet"),
            Err(ManifestError::Size { found: 3, .. })
        ));
        assert!(matches!(
            manifest.file("c"),
            Err(ManifestError::NotListed(_))
        ));
    }

    #[test]
    fn the_compressed_form_of_a_file_is_the_one_with_its_name_and_a_suffix() {
        let manifest = Manifest::new(
            "tiny",
            &[("a.json", b"{}"), ("a.json.gz", b"?"), ("b", b"")],
        );
        let name = |file: &str| Some(manifest.compressed(file)?.name.as_str());
        assert_eq!(name("a.json"), Some("a.json.gz"));
        assert_eq!(name("b"), None);
    }

    #[test]
    fn the_hash_is_sha256() {
        let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
        assert_eq!(sha256_hex(b"abc"), expected);
    }

    #[test]
    fn a_manifest_of_another_format_is_refused() {
        assert!(matches!(
            Manifest::from_json(br#"{"format": 9, "name": "x", "files": []}"#),
            Err(ManifestError::Format(9))
        ));
    }
}
