//! A file of a model directory.

use serde::{Deserialize, Serialize};

use crate::{Content, ManifestError, sha256_hex};

/// What is added to a file's name for its compressed form.
pub const COMPRESSED_SUFFIX: &str = ".gz";

/// Hexadecimal digits of the hash in a file's hashed name: 64 bits, since nobody has to be kept from finding two contents of
/// one name. That is what the whole hash is for.
const DIGITS_IN_NAME: usize = 16;

/// A file of a model directory.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFile {
    /// Its name, by which readers ask for it.
    pub name: String,
    /// Size in bytes.
    pub bytes: u64,
    /// SHA-256, 64 lower-case hexadecimal digits.
    pub sha256: String,
    /// Where it is: a URL, relative to that of the manifest. It is the name where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// A compressed form of the same content, for hosts that compress nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub compressed: Option<Compressed>,
}

/// A compressed form of a file. Size and hash of what comes out of it are the file's, and are what is checked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Compressed {
    /// Where it is: a URL, relative to that of the manifest.
    pub address: String,
    /// How it is compressed.
    pub encoding: Encoding,
    /// Size in bytes, as it travels.
    pub bytes: u64,
}

/// A way of compressing that every browser can undo.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encoding {
    /// RFC 1952.
    Gzip,
}

impl ManifestFile {
    /// Lists a file that lies under its name.
    pub(crate) fn new(name: &str, bytes: &[u8]) -> Self {
        Self {
            name: name.to_owned(),
            bytes: bytes.len() as u64,
            sha256: sha256_hex(bytes),
            address: None,
            compressed: None,
        }
    }

    /// Where it is: a URL, relative to that of the manifest.
    pub fn address(&self) -> &str {
        self.address.as_deref().unwrap_or(&self.name)
    }

    /// The name of the file in a model directory where it lies.
    ///
    /// # Errors
    /// When its address leads to another place, since a manifest must not make a program read files from anywhere.
    pub fn path(&self) -> Result<&str, ManifestError> {
        plain_name(&self.name, self.address())
    }

    /// The same for its compressed form; none where it has none.
    ///
    /// # Errors
    /// As [`Self::path`].
    pub fn compressed_path(&self) -> Result<Option<&str>, ManifestError> {
        let compressed = self.compressed.as_ref();
        compressed
            .map(|compressed| plain_name(&self.name, &compressed.address))
            .transpose()
    }

    /// Its name with the beginning of its hash in front of the extension: `model.ad40ea551ff11458.safetensors`.
    pub fn hashed_name(&self) -> String {
        let digits = self.sha256.get(..DIGITS_IN_NAME).unwrap_or(&self.sha256);
        match self.name.rsplit_once('.') {
            Some((stem, extension)) => format!("{stem}.{digits}.{extension}"),
            None => format!("{}.{digits}", self.name),
        }
    }

    /// Whether this is the hashed name of a file of this name, whatever its content is.
    pub fn is_hashed_name(&self, hashed: &str) -> bool {
        let (stem, extension) = match self.name.rsplit_once('.') {
            Some((stem, extension)) => (stem, format!(".{extension}")),
            None => (self.name.as_str(), String::new()),
        };
        let digits = hashed
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_prefix('.'));
        let digits = digits.and_then(|rest| rest.strip_suffix(&extension));
        let is_hash = |digits: &str| {
            digits.len() == DIGITS_IN_NAME && digits.bytes().all(|digit| digit.is_ascii_hexdigit())
        };
        digits.is_some_and(is_hash)
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
        if content.bytes() != self.bytes {
            return Err(ManifestError::Size {
                name: name(),
                expected: self.bytes,
                found: content.bytes(),
            });
        }
        if content.sha256() != self.sha256.to_ascii_lowercase() {
            return Err(ManifestError::Hash { name: name() });
        }
        Ok(())
    }
}

/// An address that is the plain name of a file: no URL, no path, no hidden file.
fn plain_name<'a>(name: &str, address: &'a str) -> Result<&'a str, ManifestError> {
    let is_plain = !address.is_empty()
        && !address.starts_with('.')
        && !address.contains(['/', '\\', ':', '%', '?', '#', '\0']);
    match is_plain {
        true => Ok(address),
        false => Err(ManifestError::Elsewhere {
            name: name.to_owned(),
            address: address.to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hashed_name_keeps_the_extension() {
        let file = |name| ManifestFile::new(name, b"abc").hashed_name();
        assert_eq!(
            file("model.safetensors"),
            "model.ba7816bf8f01cfea.safetensors"
        );
        assert_eq!(file("LICENSE"), "LICENSE.ba7816bf8f01cfea");
        let is_hashed =
            |name: &str, hashed: &str| ManifestFile::new(name, b"other").is_hashed_name(hashed);
        for name in ["model.safetensors", "LICENSE"] {
            assert!(is_hashed(name, &file(name)) && !is_hashed(name, name));
        }
        assert!(!is_hashed("a.json", "b.ba7816bf8f01cfea.json"));
    }

    #[test]
    fn a_file_lies_under_its_name_until_it_has_an_address() {
        let mut file = ManifestFile::new("a.json", b"{}");
        assert_eq!(file.path().unwrap(), "a.json");
        file.address = Some("a.00ff.json".to_owned());
        assert_eq!(file.path().unwrap(), "a.00ff.json");
    }

    #[test]
    fn an_address_that_leads_out_of_the_folder_is_no_file_of_it() {
        let addresses = [
            "",
            "..",
            "../secret",
            "/etc/hosts",
            "a/b",
            "c:\\x",
            "https://example.org/a",
            "a%2Fb",
        ];
        for address in addresses {
            let file = ManifestFile {
                address: Some(address.to_owned()),
                ..ManifestFile::new("a.json", b"{}")
            };
            assert!(
                matches!(file.path(), Err(ManifestError::Elsewhere { .. })),
                "{address}"
            );
        }
    }
}
