//! Text without labels, which a teacher labels.

use std::path::Path;

use anyhow::{Context, Result};
use namelight_manifest::sha256_hex;
use namelight_text::{split_sentences, split_words};

use crate::data::Words;
use crate::model_dir;

/// The sentences of text files.
#[derive(Default)]
pub struct Unlabelled {
    /// The sentences, in the order of the files.
    pub sentences: Vec<Words>,
    /// SHA-256 of the files' hashes one behind the other; none without files.
    pub sha256: Option<String>,
}

impl Unlabelled {
    /// Reads text files and splits them into sentences of words.
    ///
    /// # Errors
    /// When a file cannot be read or is not UTF-8.
    pub fn read(paths: &[impl AsRef<Path>]) -> Result<Self> {
        let mut sentences = Vec::new();
        let mut hashes = String::new();
        for path in paths {
            let path = path.as_ref();
            let name = path.display().to_string();
            let bytes = std::fs::read(path).with_context(|| format!("reading {name}"))?;
            hashes.push_str(&sha256_hex(&bytes));
            let text = model_dir::text(bytes, &name)?;
            for sentence in split_sentences(&text) {
                let sentence = sentence.slice(&text).unwrap_or_default();
                let words = split_words(sentence).into_iter();
                sentences.push(words.map(|word| word.text).collect());
            }
        }
        Ok(Self {
            sentences,
            sha256: (!paths.is_empty()).then(|| sha256_hex(hashes.as_bytes())),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_becomes_sentences_of_words() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("own.txt");
        std::fs::write(&path, "Ada met Mr. Ray. They left.\n").unwrap();
        let Unlabelled { sentences, sha256 } = Unlabelled::read(&[path]).unwrap();
        assert_eq!(sentences[0], ["Ada", "met", "Mr.", "Ray", "."]);
        assert_eq!(sentences[1], ["They", "left", "."]);
        assert!(sha256.is_some());
    }
}
