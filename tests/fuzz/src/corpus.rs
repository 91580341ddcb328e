//! The inputs that are kept of each target, in `corpus/TARGET/`.
//!
//! A file is named by the hash of its bytes, as libFuzzer does it, and by `broken-` in front where it once broke the target.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::io;
use std::path::{Path, PathBuf};

use rand::seq::IteratorRandom;
use rand_chacha::ChaCha8Rng;
use sha2::{Digest, Sha256};

use crate::Target;

/// The largest input that is kept because it is refused in a way of its own, in bytes.
const MOST_BYTES: usize = 16 << 10;

/// The most ways of being refused that one target keeps inputs of.
const MOST_KINDS: usize = 48;

/// What stands in front of the name of an input that broke its target.
const BROKEN: &str = "broken-";

/// The folder of a target.
pub fn folder(target: &Target) -> PathBuf {
    let crate_folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    crate_folder.join("corpus").join(target.name)
}

/// Where the input lies that a target is reading.
pub fn running(target: &Target) -> PathBuf {
    folder(target).with_extension("tmp")
}

/// The inputs of a target, by the path of the file.
///
/// # Errors
/// When one cannot be read.
pub fn read(target: &Target) -> io::Result<Vec<(PathBuf, Vec<u8>)>> {
    let entries = match std::fs::read_dir(folder(target)) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let paths = entries.map(|entry| Ok(entry?.path()));
    let mut paths = paths.collect::<io::Result<Vec<PathBuf>>>()?;
    paths.sort();
    let read = |path: PathBuf| std::fs::read(&path).map(|input| (path, input));
    paths.into_iter().map(read).collect()
}

/// Keeps an input that breaks a target, and says where.
///
/// # Errors
/// When it cannot be written.
pub fn keep_broken(target: &Target, input: &[u8]) -> io::Result<PathBuf> {
    let path = folder(target).join(format!("{BROKEN}{}", name(input)));
    write(&path, input)?;
    Ok(path)
}

/// The smallest input of each way in which a target refuses one. They stand in for what a fuzzer with coverage would keep: an
/// input that is refused in a new way has come further than others, and is damaged from then on.
#[derive(Default)]
pub struct Refusals(BTreeMap<String, Vec<u8>>);

impl Refusals {
    /// Notes an input that was refused for this reason.
    pub fn note(&mut self, reason: &str, input: &[u8]) {
        if input.len() > MOST_BYTES {
            return;
        }
        let is_full = self.0.len() >= MOST_KINDS;
        match self.0.entry(kind(reason)) {
            Entry::Occupied(mut kept) if kept.get().len() > input.len() => {
                kept.insert(input.to_vec());
            }
            Entry::Vacant(place) if !is_full => {
                place.insert(input.to_vec());
            }
            _ => (),
        }
    }

    /// One of the inputs.
    pub fn choose(&self, rng: &mut ChaCha8Rng) -> Option<&Vec<u8>> {
        self.0.values().choose(rng)
    }

    /// Makes the folder of a target hold these inputs, beside those that broke it.
    ///
    /// # Errors
    /// When a file cannot be written or removed.
    pub fn save(&self, target: &Target) -> io::Result<()> {
        let folder = folder(target);
        let kept: BTreeMap<PathBuf, &Vec<u8>> = self
            .0
            .values()
            .map(|input| (folder.join(name(input)), input))
            .collect();
        for (path, _) in read(target)? {
            if !kept.contains_key(&path) && !is_broken(&path) {
                std::fs::remove_file(path)?;
            }
        }
        kept.into_iter()
            .try_for_each(|(path, input)| write(&path, input))
    }
}

fn is_broken(path: &Path) -> bool {
    let name = path.file_name().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with(BROKEN))
}

fn write(path: &Path, input: &[u8]) -> io::Result<()> {
    path.parent().map_or(Ok(()), std::fs::create_dir_all)?;
    std::fs::write(path, input)
}

fn name(input: &[u8]) -> String {
    let digits = Sha256::digest(input);
    digits
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// The way of a refusal: its words, without what it quotes from the input and without numbers.
fn kind(reason: &str) -> String {
    let outside = reason.split(['"', '`', '“', '”']).step_by(2);
    let words = outside.flat_map(|part| part.split(|letter: char| !letter.is_ascii_alphabetic()));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).take(12).collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_smallest_input_of_each_way_is_kept() {
        let mut refusals = Refusals::default();
        refusals.note("line 3: unknown field `ab`", b"long");
        refusals.note("line 14: unknown field `xyz`", b"longer");
        refusals.note("line 9: unknown field `x`", b"s");
        refusals.note("line 9: end of file", b"longer");
        refusals.note("too large", &vec![0; MOST_BYTES + 1]);
        assert_eq!(
            refusals.0.into_values().collect::<Vec<_>>(),
            [b"longer".to_vec(), b"s".to_vec()]
        );
    }
}
