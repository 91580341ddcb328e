//! `manifest.json`: the files of a model directory by size and SHA-256, and where they are.
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
//!
//! 1. `manifest.rs` has the list of files ([`Manifest`]), and `version1.rs` reads what was written before this version.
//! 2. `file.rs` has one file ([`ManifestFile`]): what its content has to be, where it is, and its compressed form.
//! 3. `content.rs` takes size and hash of content that comes in pieces ([`Content`]).
//!
//! A site's build gives files a name with their hash ([`ManifestFile::hashed_name`]), so that a browser's copy of an older
//! one is never taken for it, and writes the hash of the manifest itself into the page: then the manifest is bound to the
//! page ([`Manifest::bound`]), and no other model can stand in its place.

mod content;
mod error;
mod file;
mod manifest;
mod version1;

pub use content::{Content, sha256_hex};
pub use error::ManifestError;
pub use file::{COMPRESSED_SUFFIX, Compressed, Encoding, ManifestFile};
pub use manifest::{MANIFEST_FORMAT, Manifest};
