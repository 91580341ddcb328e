//! Feeds damaged files, messages and texts to everything that reads what somebody else wrote.
//!
//! [`TARGETS`] are the readers. Each takes any bytes and must neither panic nor answer with something that is not lawful; that
//! it refuses them is all right. [`seeds`] are lawful inputs of each, [`mutate`] damages them. `tests/replay.rs` runs the
//! inputs of `corpus/`, which are those that once broke something, and some thousand damaged ones; the program `fuzz`
//! (`cargo xtask trust`) goes on for as long as it is told to and keeps what breaks something.

pub mod mutate;
pub mod seeds;
pub mod targets;

use std::path::PathBuf;

pub use targets::{TARGETS, Target};

/// The inputs of a target that once broke something, by the name of the file.
///
/// # Panics
/// When they cannot be read.
pub fn corpus(target: &Target) -> Vec<(String, Vec<u8>)> {
    let folder = folder(target);
    let Ok(entries) = std::fs::read_dir(&folder) else {
        return Vec::new();
    };
    let read = |path: PathBuf| (path.display().to_string(), std::fs::read(&path));
    let files = entries.map(|entry| read(entry.expect("the corpus can be listed").path()));
    let mut files: Vec<_> = files
        .map(|(name, content)| (name, content.expect("the corpus can be read")))
        .collect();
    files.sort();
    files
}

/// Where the inputs of a target lie that once broke something.
pub fn folder(target: &Target) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("corpus")
        .join(target.name)
}
