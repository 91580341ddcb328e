//! The data of a run: one folder, or several sources that a TOML file names.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use namelight_manifest::sha256_hex;
use namelight_scores::report::DataFacts;
use namelight_text::{LabelSet, Task, label_set_of};

use super::folder::DataFolder;
use super::{Source, Split, source_list};

/// The data of a run.
pub struct DataSet {
    /// The sources, in the order in which they are named. The first one's scores stand for the model in tables of runs.
    pub sources: Vec<Source>,
}

impl DataSet {
    /// Reads training, validation and, where it is there, test data of a folder, or of the sources that a TOML file names.
    /// `held_out` is the share of a folder's training data that validates where there is no file for it.
    ///
    /// # Errors
    /// When a file is missing or broken; the message says which, and where.
    pub fn read(path: &Path, task: Task, held_out: Option<f64>) -> Result<Self> {
        if is_source_list(path) {
            ensure!(
                held_out.is_none(),
                "--validation-split is about one folder; {} can say validation-split for each source",
                path.display()
            );
            return Ok(Self {
                sources: source_list::read(path, task, true)?,
            });
        }
        let folder = DataFolder::open(path)?;
        let (train, validation) = folder.train_and_validation(task, held_out)?;
        let train = train.with_context(|| folder.lacks_train())?;
        let validation = validation.with_context(|| {
            format!(
                "{}; --validation-split 0.1 holds a tenth of {} out",
                folder.lacks_validation(),
                train.facts.file
            )
        })?;
        Self::of_folder(&folder, Some(train), validation, task)
    }

    /// Reads validation and, where it is there, test data of a folder or of the sources that a TOML file names.
    ///
    /// # Errors
    /// As [`DataSet::read`].
    pub fn read_held_out(path: &Path, task: Task) -> Result<Self> {
        if is_source_list(path) {
            return Ok(Self {
                sources: source_list::read(path, task, false)?,
            });
        }
        let folder = DataFolder::open(path)?;
        let validation = folder.validation(task)?;
        let validation = validation.with_context(|| folder.lacks_validation())?;
        Self::of_folder(&folder, None, validation, task)
    }

    fn of_folder(
        folder: &DataFolder,
        train: Option<Split>,
        validation: Split,
        task: Task,
    ) -> Result<Self> {
        let source = Source {
            name: None,
            share: 1.0,
            types: None,
            validation_split: None,
            train,
            validation: Some(validation),
            test: folder.test(task)?,
        };
        Ok(Self {
            sources: vec![source],
        })
    }

    /// The labels of all splits: a rare part of speech may occur in one only.
    pub fn labels(&self) -> LabelSet {
        label_set_of(self.splits().flat_map(|split| &split.sentences))
    }

    /// What the report says of each split.
    pub fn facts(&self) -> Vec<DataFacts> {
        self.sources.iter().flat_map(Source::facts).collect()
    }

    /// The splits that there are.
    pub fn splits(&self) -> impl Iterator<Item = &Split> {
        self.sources.iter().flat_map(Source::splits)
    }

    /// The training splits.
    pub fn train(&self) -> impl Iterator<Item = &Split> {
        self.sources
            .iter()
            .filter_map(|source| source.train.as_ref())
    }

    /// The splits that are scored after each epoch, with their sources.
    pub fn validation(&self) -> impl Iterator<Item = (&Source, &Split)> {
        let sources = self.sources.iter();
        sources.filter_map(|source| Some((source, source.validation.as_ref()?)))
    }

    /// The splits that a finished model is scored on, with their sources: those for validation, then those for tests.
    pub fn held_out(&self) -> impl Iterator<Item = (&Source, &Split)> {
        let tests = self.sources.iter();
        let tests = tests.filter_map(|source| Some((source, source.test.as_ref()?)));
        self.validation().chain(tests)
    }

    /// The splits for validation and tests of the first source that has one for validation.
    pub fn first_held_out(&self) -> impl Iterator<Item = &Split> {
        let first = self.validation().next();
        let splits = first.map(|(source, _)| [&source.validation, &source.test]);
        splits.into_iter().flatten().flatten()
    }

    /// What the training data is known by: the SHA-256 of the one file, or of the list of all with the way in which they
    /// count.
    pub fn train_identity(&self) -> String {
        self.identity(|source| source.train.as_ref())
            .unwrap_or_default()
    }

    /// What the validation data is known by.
    pub fn validation_identity(&self) -> String {
        self.identity(|source| source.validation.as_ref())
            .unwrap_or_default()
    }

    /// What the test data is known by, where there is any.
    pub fn test_identity(&self) -> Option<String> {
        self.identity(|source| source.test.as_ref())
    }

    fn identity(&self, split: impl Fn(&Source) -> Option<&Split>) -> Option<String> {
        let line = |source: &Source| {
            let sha256 = split(source)?.facts.sha256.clone();
            let Some(name) = &source.name else {
                return Some(sha256);
            };
            let types = source.types.as_deref().unwrap_or_default().join(",");
            let held_out = source.validation_split.unwrap_or_default();
            let share = source.share;
            Some(format!("{name} {share} {types} {held_out} {sha256}\n"))
        };
        let lines: Vec<String> = self.sources.iter().filter_map(line).collect();
        match (&*self.sources, &*lines) {
            (_, []) => None,
            ([Source { name: None, .. }], [sha256]) => Some(sha256.clone()),
            _ => Some(sha256_hex(lines.concat().as_bytes())),
        }
    }

    /// Keeps the first sentences of each split only, for a dry run.
    pub fn limited(self, sentences: Option<usize>) -> Self {
        let Some(sentences) = sentences else {
            return self;
        };
        let sources = self.sources.into_iter();
        Self {
            sources: sources.map(|source| source.limited(sentences)).collect(),
        }
    }
}

fn is_source_list(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case("toml") && !path.is_dir()
}
