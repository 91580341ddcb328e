//! A folder with a file for training, one for validation and perhaps one for a test, under the names that they usually have.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use namelight_text::Task;

use super::Split;

/// The names under which the splits are looked for, in this order: those of the shared task, then any other with any of
/// [`EXTENSIONS`].
const TRAIN: Names = Names("eng.train", &["train"]);
const VALIDATION: Names = Names("eng.testa", &["validation", "valid", "dev", "val"]);
const TEST: Names = Names("eng.testb", &["test"]);

/// What the names of files end with: columns, and JSON Lines with spans.
const EXTENSIONS: [&str; 8] = [
    "txt", "conll", "jsonl", "ndjson", "json", "tsv", "bio", "iob2",
];

/// The name of a split's file in the shared task, and the words that it is called by elsewhere.
struct Names(&'static str, &'static [&'static str]);

/// A folder that is there.
pub struct DataFolder(PathBuf);

impl DataFolder {
    /// Takes this folder.
    ///
    /// # Errors
    /// When it is none.
    pub fn new(path: &Path) -> Result<Self> {
        ensure!(
            path.is_dir(),
            "{} is not a directory; --data takes the folder with {}, or a TOML file that names several",
            path.display(),
            TRAIN.0
        );
        Ok(Self(path.to_owned()))
    }

    /// The path of the folder.
    pub fn path(&self) -> &Path {
        &self.0
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
        match (self.find(&VALIDATION)?, held_out, train) {
            (Some(path), None, train) => Ok((train, Some(Split::read(&path, "validation", task)?))),
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

    fn lacks(&self, names: &Names) -> String {
        format!("{} holds none of {names}", self.0.display())
    }

    fn read(&self, names: &Names, split: &str, task: Task) -> Result<Option<Split>> {
        let found = self.find(names)?;
        found
            .map(|path| Split::read(&path, split, task))
            .transpose()
    }

    /// The first of these files that is there.
    fn find(&self, names: &Names) -> Result<Option<PathBuf>> {
        for path in names.paths(&self.0) {
            let is_there = path.try_exists();
            if is_there.with_context(|| format!("reading {}", path.display()))? {
                return Ok(Some(path));
            }
        }
        Ok(None)
    }
}

impl Names {
    fn paths(&self, directory: &Path) -> impl Iterator<Item = PathBuf> {
        let Self(first, stems) = self;
        let others = stems.iter().flat_map(|stem| {
            EXTENSIONS.map(|extension| directory.join(format!("{stem}.{extension}")))
        });
        [directory.join(first)].into_iter().chain(others)
    }
}

impl fmt::Display for Names {
    fn fmt(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        let Self(first, stems) = self;
        let extensions = EXTENSIONS.join("|");
        write!(formatter, "{first}, {}.{extensions}", stems.join("|"))
    }
}
