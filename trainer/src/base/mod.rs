//! `--base`: the checkpoint that training starts from, in a directory or on Hugging Face's hub.

pub mod classification_head;
mod files;
mod vocabulary;
pub mod word_shapes;

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use namelight_encoder::weights;

use crate::hub::{self, HubId};
use crate::model_dir::{self, CONFIG, TOKENIZER};
pub use files::BaseFiles;

/// A checkpoint, and where it lies.
pub struct Base {
    /// What reports call it: the directory's name, or the hub's.
    pub name: String,
    /// Its folder; that of a model of the hub is in the cache.
    pub directory: PathBuf,
    /// What is in it.
    pub files: BaseFiles,
}

/// What `--base` says.
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
                let folder = hub::fetch(&id).with_context(|| {
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
    /// What is there is a directory. What is not, and is written as only a path is, was meant as one.
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
