//! The list of files.

use serde::{Deserialize, Serialize};

use crate::version1;
use crate::{COMPRESSED_SUFFIX, Compressed, Encoding, ManifestError, ManifestFile, sha256_hex};

/// The version of this format. Readers take version 1 as well and refuse all others.
pub const MANIFEST_FORMAT: u32 = 2;

/// Hexadecimal digits of a SHA-256.
const HASH_DIGITS: usize = 64;

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

impl Manifest {
    /// Lists these files, given by name and content. `X.gz` is the compressed form of `X` where both are given.
    pub fn new(name: &str, files: &[(&str, &[u8])]) -> Self {
        let listed = files
            .iter()
            .map(|(name, bytes)| ManifestFile::new(name, bytes));
        let mut manifest = Self {
            format: MANIFEST_FORMAT,
            name: name.to_owned(),
            files: listed.collect(),
        };
        manifest.pair_compressed();
        manifest
    }

    /// Reads a `manifest.json` of this version or the one before.
    ///
    /// # Errors
    /// When it is not JSON of this schema or of another format version, lists a file twice or gives one no hash.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ManifestError> {
        let mut manifest: Self = serde_json::from_slice(bytes)?;
        match manifest.format {
            MANIFEST_FORMAT => {}
            version1::FORMAT => manifest = version1::upgraded(manifest),
            other => return Err(ManifestError::Format(other)),
        }
        manifest.check()?;
        Ok(manifest)
    }

    /// The same for a manifest that a page was built with, whose SHA-256 it therefore knows. Where that is `None` the
    /// page takes any.
    ///
    /// # Errors
    /// As [`Self::from_json`], and when it is another manifest.
    pub fn bound(bytes: &[u8], sha256: Option<&str>) -> Result<Self, ManifestError> {
        let manifest = Self::from_json(bytes)?;
        match sha256 {
            Some(expected) if sha256_hex(bytes) != expected => Err(ManifestError::NotBound),
            _ => Ok(manifest),
        }
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

    /// Makes each `X.gz` the compressed form of its `X`, and sorts by name.
    pub(crate) fn pair_compressed(&mut self) {
        let forms: Vec<(String, Compressed)> =
            self.files.iter().filter_map(as_compressed).collect();
        for (plain, compressed) in forms {
            let Some(file) = self.files.iter_mut().find(|file| file.name == plain) else {
                continue;
            };
            let name = compressed.address.clone();
            file.compressed = Some(compressed);
            self.files.retain(|file| file.name != name);
        }
        self.files.sort_by(|left, right| left.name.cmp(&right.name));
    }

    fn check(&self) -> Result<(), ManifestError> {
        for (place, file) in self.files.iter().enumerate() {
            let is_digit = |digit: u8| digit.is_ascii_hexdigit();
            if file.sha256.len() != HASH_DIGITS || !file.sha256.bytes().all(is_digit) {
                return Err(ManifestError::NoHash(file.name.clone()));
            }
            if self.files[..place]
                .iter()
                .any(|other| other.name == file.name)
            {
                return Err(ManifestError::ListedTwice(file.name.clone()));
            }
        }
        Ok(())
    }
}

/// The name of the plain file, and this as its compressed form, if its name says so.
fn as_compressed(file: &ManifestFile) -> Option<(String, Compressed)> {
    let plain = file.name.strip_suffix(COMPRESSED_SUFFIX)?;
    let compressed = Compressed {
        address: file.name.clone(),
        encoding: Encoding::Gzip,
        bytes: file.bytes,
    };
    Some((plain.to_owned(), compressed))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(manifest: &Manifest) -> Vec<u8> {
        serde_json::to_vec(manifest).unwrap()
    }

    #[test]
    fn a_manifest_accepts_its_files_and_names_altered_and_cut_ones() {
        let manifest = Manifest::new("tiny", &[("b", b"beta"), ("a", b"alpha")]);
        let manifest = Manifest::from_json(&written(&manifest)).unwrap();
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
    fn the_compressed_form_stands_with_the_plain_one() {
        let files: [(&str, &[u8]); 4] = [
            ("a.json", b"{}"),
            ("a.json.gz", b"?"),
            ("b", b""),
            ("alone.gz", b""),
        ];
        let manifest = Manifest::new("tiny", &files);
        let names: Vec<&str> = manifest
            .files
            .iter()
            .map(|file| file.name.as_str())
            .collect();
        assert_eq!(names, ["a.json", "alone.gz", "b"]);
        let compressed = manifest.files[0].compressed.as_ref().unwrap();
        assert_eq!(
            (compressed.address.as_str(), compressed.bytes),
            ("a.json.gz", 1)
        );
        let again = Manifest::from_json(&written(&manifest)).unwrap();
        assert_eq!(again, manifest);
    }

    #[test]
    fn a_manifest_of_another_format_is_refused() {
        for format in [0, 3, 9] {
            let text = format!(r#"{{"format": {format}, "name": "x", "files": []}}"#);
            let read = Manifest::from_json(text.as_bytes());
            assert!(matches!(read, Err(ManifestError::Format(found)) if found == format));
        }
    }

    #[test]
    fn a_file_that_is_listed_twice_or_without_a_hash_is_refused_by_name() {
        let mut manifest = Manifest::new("tiny", &[("a", b"alpha")]);
        manifest.files.push(manifest.files[0].clone());
        let read = Manifest::from_json(&written(&manifest));
        assert!(matches!(read, Err(ManifestError::ListedTwice(name)) if name == "a"));
        for hash in ["", "00ff", &"g".repeat(64)] {
            manifest.files.truncate(1);
            manifest.files[0].sha256 = hash.to_owned();
            let read = Manifest::from_json(&written(&manifest));
            assert!(matches!(read, Err(ManifestError::NoHash(name)) if name == "a"));
        }
    }

    #[test]
    fn a_page_takes_the_manifest_that_it_was_built_with_and_no_other() {
        let bytes = written(&Manifest::new("tiny", &[("a", b"alpha")]));
        let other = written(&Manifest::new("tiny", &[("a", b"alphb")]));
        let hash = sha256_hex(&bytes);
        Manifest::bound(&bytes, Some(&hash)).unwrap();
        assert!(matches!(
            Manifest::bound(&other, Some(&hash)),
            Err(ManifestError::NotBound)
        ));
        Manifest::bound(&other, None).unwrap();
    }

    #[test]
    fn what_is_no_manifest_is_refused_as_that_before_it_is_called_another_one() {
        let read = Manifest::bound(b"<!doctype html>", Some("00"));
        assert!(matches!(read, Err(ManifestError::Json(_))));
    }
}
