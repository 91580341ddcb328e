//! A folder with a file for training, one for validation and perhaps one for a test, under the names that they usually have.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use namelight_text::Task;

use super::split_names::{SplitNames, TEST, TRAIN, VALIDATION};
use super::{Split, token_rows};
use crate::hub::{self, HubId};

/// How many folders deep files are looked for: `CONFIGURATION/SPLIT/0000.parquet`.
const DEPTH: usize = 2;

/// A folder that is there, and its files.
pub struct DataFolder {
    path: PathBuf,
    /// The files in it and in folders of it, with `/` from it on.
    files: Vec<String>,
}

impl DataFolder {
    /// Takes this folder, or fetches the data set of the hub that has this name into the cache and takes its folder there.
    ///
    /// # Errors
    /// When it is neither.
    pub fn open(given: &Path) -> Result<Self> {
        if given.is_dir() {
            return Self::new(given);
        }
        let id = given.to_str().and_then(HubId::parse);
        // A single word is a folder that was misspelt rather than one of the few data sets without an owner.
        let id = id.filter(|id| id.repo.contains('/') && !given.exists());
        let Some(id) = id else {
            bail!(
                "{} is not a directory; --data takes the folder with {}, a TOML file that names several, or a data set of \
                 Hugging Face's hub as OWNER/NAME, with @REVISION for another than the newest",
                given.display(),
                TRAIN
            );
        };
        let fetched = hub::fetch_data_set(&id, files_to_fetch);
        let path = fetched.with_context(|| {
            format!(
                "{} is no directory here, and cannot be had from the hub",
                given.display()
            )
        })?;
        Self::new(&path)
    }

    fn new(path: &Path) -> Result<Self> {
        let mut files = Vec::new();
        list(path, "", DEPTH, &mut files)?;
        files.sort();
        Ok(Self {
            path: path.to_owned(),
            files,
        })
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads the files for training and validation, as far as they are there. `held_out` is the share of the training data
    /// that validates where there is no file for it.
    ///
    /// # Errors
    /// When a file is broken, or there is a file for validation besides that share.
    pub fn train_and_validation(
        &self,
        task: Task,
        held_out: Option<f64>,
    ) -> Result<(Option<Split>, Option<Split>)> {
        let train = self.read(&TRAIN, "train", task)?;
        let validation = self.find(&VALIDATION)?;
        match (validation.first(), held_out, train) {
            (Some(_), None, train) => Ok((train, self.validation(task)?)),
            (Some(path), Some(_), _) => bail!(
                "{} is there for validation; leave --validation-split out, or the file",
                path.display()
            ),
            (None, Some(share), Some(train)) => {
                let (train, validation) = train.held_out(share)?;
                Ok((Some(train), Some(validation)))
            }
            (None, _, train) => Ok((train, None)),
        }
    }

    /// Reads the file for validation, as far as it is there.
    ///
    /// # Errors
    /// When it is broken.
    pub fn validation(&self, task: Task) -> Result<Option<Split>> {
        self.read(&VALIDATION, "validation", task)
    }

    /// Reads the file for a test, as far as it is there.
    ///
    /// # Errors
    /// When it is broken.
    pub fn test(&self, task: Task) -> Result<Option<Split>> {
        self.read(&TEST, "test", task)
    }

    /// What is said where no file for training is there.
    pub fn lacks_train(&self) -> String {
        self.lacks(&TRAIN)
    }

    /// What is said where no file for validation is there.
    pub fn lacks_validation(&self) -> String {
        self.lacks(&VALIDATION)
    }

    fn lacks(&self, names: &SplitNames) -> String {
        format!("{} holds none of {names}", self.path.display())
    }

    fn read(&self, names: &SplitNames, split: &str, task: Task) -> Result<Option<Split>> {
        let parts = self.find(names)?;
        match &*parts {
            [] => Ok(None),
            parts => Split::read_parts(parts, split, task).map(Some),
        }
    }

    fn find(&self, names: &SplitNames) -> Result<Vec<PathBuf>> {
        let files = names.files(&self.files);
        let files = files.with_context(|| self.path.display().to_string())?;
        Ok(files.into_iter().map(|it| self.path.join(it)).collect())
    }
}

/// Which of a data set's files are fetched: those of its splits, and those with the names of labels.
fn files_to_fetch(files: &[String]) -> Result<Vec<String>> {
    let mut needed = TRAIN.files(files)?;
    ensure!(
        !needed.is_empty(),
        "it has none of {TRAIN}; where it is a program that makes the data, its revision refs/convert/parquet may have \
         the data itself: --data NAME@refs/convert/parquet"
    );
    needed.extend(VALIDATION.files(files)?);
    needed.extend(TEST.files(files)?);
    let labels = files.iter().map(String::as_str);
    needed.extend(labels.filter(|file| {
        let name = file.rsplit_once('/').map_or(*file, |(_, name)| name);
        token_rows::is_of_labels(name)
    }));
    Ok(needed.into_iter().map(str::to_owned).collect())
}

/// Adds the files of a folder, and of those in it down to this depth. Hidden folders are left alone.
fn list(folder: &Path, prefix: &str, depth: usize, files: &mut Vec<String>) -> Result<()> {
    let reading = || format!("reading {}", folder.display());
    for entry in std::fs::read_dir(folder).with_context(reading)? {
        let entry = entry.with_context(reading)?;
        // A name that is not UTF-8 is none that is looked for.
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = entry.path();
        match path.is_dir() {
            true if depth > 0 && !name.starts_with('.') => {
                list(&path, &format!("{prefix}{name}/"), depth - 1, files)?;
            }
            true => {}
            false => files.push(format!("{prefix}{name}")),
        }
    }
    Ok(())
}
