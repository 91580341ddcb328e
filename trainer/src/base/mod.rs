//! `--base`: the checkpoint that training starts from, in a directory or on Hugging Face's hub.
//!
//! A model of the hub is first brought into the cache of Hugging Face's own tools, and read from there like any other
//! folder. The encoder knows the names that older checkpoints give to their weights; a checkpoint that has a vocabulary
//! only gets a tokenizer made of it.

pub mod classification_head;
mod files;
pub mod word_shapes;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use namelight_encoder::weights;

use crate::hub::{self, HubId};
use crate::model_dir::{self, CONFIG, TOKENIZER};
pub use files::BaseFiles;

/// A checkpoint, and the folder that it lies in.
pub struct Base {
    /// The name in reports: that of the directory, or that on the hub.
    pub name: String,
    /// The folder; that of a model of the hub is in the cache.
    pub directory: PathBuf,
    /// The files of the folder.
    pub files: BaseFiles,
}

/// Where `--base` points to.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    Directory(PathBuf),
    Hub(HubId),
}

impl Base {
    /// Reads a directory, or fetches a model of the hub and reads that.
    pub fn open(given: &Path) -> Result<Self> {
        let (name, directory) = match Place::of(given)? {
            Place::Directory(path) => (model_dir::name_of(&path), path),
            Place::Hub(id) => {
                let folder = hub::fetch_checkpoint(&id).with_context(|| {
                    format!(
                        "{} is no directory here, and cannot be had from the hub",
                        given.display()
                    )
                })?;
                (id.repo, folder)
            }
        };
        Ok(Self {
            name,
            files: BaseFiles::read(&directory)?,
            directory,
        })
    }
}

impl Place {
    /// A path that exists is a directory. One that does not, and that only a path can look like, was meant as one.
    fn of(given: &Path) -> Result<Self> {
        if given.exists() {
            return Ok(Self::Directory(given.to_owned()));
        }
        match given.to_str().and_then(HubId::parse) {
            Some(id) => Ok(Self::Hub(id)),
            None => bail!(
                "{} is not a directory; --base takes a folder with {CONFIG}, {TOKENIZER} and {}, or a model of Hugging \
                 Face's hub as NAME or OWNER/NAME, with @REVISION for another than the newest",
                given.display(),
                weights::FILE_NAME
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(given: &str) -> Result<Place> {
        Place::of(Path::new(given))
    }

    #[test]
    fn what_is_there_is_a_directory_whatever_it_looks_like() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().to_owned();
        assert_eq!(Place::of(&path).unwrap(), Place::Directory(path));
        // Tests run in the package's folder.
        assert_eq!(place("src").unwrap(), Place::Directory("src".into()));
    }

    #[test]
    fn what_is_not_there_and_can_be_an_id_is_one() {
        for given in [
            "distilbert-base-uncased",
            "google-bert/bert-base-uncased@v1",
        ] {
            assert_eq!(
                place(given).unwrap(),
                Place::Hub(HubId::parse(given).unwrap())
            );
        }
    }

    #[test]
    fn a_missing_directory_is_named_and_never_asked_of_the_hub() {
        for given in [
            "./nowhere",
            "../nowhere",
            "/nowhere",
            "a/b/nowhere",
            "nowhere/",
            "~/no",
        ] {
            let error = place(given).unwrap_err().to_string();
            assert!(
                error.starts_with(&format!("{given} is not a directory")),
                "{error}"
            );
        }
    }
}
