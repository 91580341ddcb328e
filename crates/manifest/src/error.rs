//! What can be wrong with a manifest, or with a file that it lists.

use thiserror::Error;

use crate::MANIFEST_FORMAT;

/// Why a manifest, or a file that it lists, is unusable.
#[derive(Debug, Error)]
pub enum ManifestError {
    /// It is not JSON, or a field is missing or has another type.
    #[error("manifest.json is no manifest of a model ({0}); fetch the file again")]
    Json(#[from] serde_json::Error),
    /// It was written by another version.
    #[error("manifest.json: format {0} is not supported, expected {MANIFEST_FORMAT}")]
    Format(u32),
    /// A file is listed twice.
    #[error("manifest.json lists {0:?} twice; write it anew")]
    ListedTwice(String),
    /// What it says is the hash of a file is none.
    #[error("manifest.json: the sha256 of {0:?} is not of 64 hexadecimal digits; write it anew")]
    NoHash(String),
    /// A needed file is not listed.
    #[error("manifest.json does not list {0:?}")]
    NotListed(String),
    /// It is another one than the page was built with.
    #[error(
        "manifest.json is not the one that this page was built with; load the page again. Whoever put another model here \
         has to run `cargo xtask bind`"
    )]
    NotBound,
    /// A file is to be read from a folder and its address leads out of there.
    #[error("manifest.json: {name:?} lies at {address:?}, which is no file of this folder")]
    Elsewhere {
        /// Name of the file.
        name: String,
        /// Its address.
        address: String,
    },
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
