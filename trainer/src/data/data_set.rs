//! The data directory, with a file for training, one for validation and perhaps one for a test.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use namelight_scores::report::DataFacts;
use namelight_text::{LabelSet, Task, label_set_of};

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

/// The splits of a data directory.
pub struct DataSet {
    /// The split that is learnt from.
    pub train: Split,
    /// The split that is scored after each epoch.
    pub validation: Split,
    /// The split that is scored at the end, if there is one.
    pub test: Option<Split>,
}

impl DataSet {
    /// The labels of all splits: a rare part of speech may occur in one only.
    pub fn labels(&self) -> LabelSet {
        label_set_of(self.splits().flat_map(|split| &split.sentences))
    }

    /// What the report says of each split.
    pub fn facts(&self) -> Vec<DataFacts> {
        self.splits().map(|split| split.facts.clone()).collect()
    }

    /// The splits that there are.
    pub fn splits(&self) -> impl Iterator<Item = &Split> {
        [&self.train, &self.validation]
            .into_iter()
            .chain(&self.test)
    }

    /// Keeps the first sentences of each split only, for a dry run.
    pub fn limited(self, sentences: Option<usize>) -> Self {
        let Some(sentences) = sentences else {
            return self;
        };
        Self {
            train: self.train.limited(sentences),
            validation: self.validation.limited(sentences),
            test: self.test.map(|split| split.limited(sentences)),
        }
    }

    /// Reads training, validation and, where it is there, test data of a directory. `validation_split` is the share of the
    /// training data that is held out where there is no file for validation.
    pub fn read(directory: &Path, task: Task, validation_split: Option<f64>) -> Result<Self> {
        check_directory(directory)?;
        let train = Split::read(&needed(directory, &TRAIN)?, "train", task)?;
        let (train, validation) = match (find(directory, &VALIDATION)?, validation_split) {
            (Some(path), None) => (train, Split::read(&path, "validation", task)?),
            (Some(path), Some(_)) => bail!(
                "{} is there for validation; leave --validation-split out, or the file",
                path.display()
            ),
            (None, Some(share)) => train.held_out(share)?,
            (None, None) => bail!(
                "{} holds none of {VALIDATION}; --validation-split 0.1 holds a tenth of {} out",
                directory.display(),
                train.facts.file
            ),
        };
        Ok(Self {
            train,
            validation,
            test: read_test(directory, task)?,
        })
    }

    /// Reads validation and, where it is there, test data of a directory.
    pub fn read_held_out(directory: &Path, task: Task) -> Result<(Split, Option<Split>)> {
        check_directory(directory)?;
        let validation = Split::read(&needed(directory, &VALIDATION)?, "validation", task)?;
        Ok((validation, read_test(directory, task)?))
    }
}

fn check_directory(directory: &Path) -> Result<()> {
    ensure!(
        directory.is_dir(),
        "{} is not a directory; --data takes the folder with {}",
        directory.display(),
        TRAIN.0
    );
    Ok(())
}

fn read_test(directory: &Path, task: Task) -> Result<Option<Split>> {
    let test = find(directory, &TEST)?;
    test.map(|path| Split::read(&path, "test", task))
        .transpose()
}

/// The first of these files that is there.
fn find(directory: &Path, names: &Names) -> Result<Option<PathBuf>> {
    for path in names.paths(directory) {
        let is_there = path.try_exists();
        if is_there.with_context(|| format!("reading {}", path.display()))? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

fn needed(directory: &Path, names: &Names) -> Result<PathBuf> {
    let found = find(directory, names)?;
    found.with_context(|| format!("{} holds none of {names}", directory.display()))
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
