//! The data directory: column files of the CoNLL-2003 shared task, or files of that form.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use namelight_manifest::sha256_hex;
use namelight_scores::report::DataFacts;
use namelight_text::{ColumnSentence, LabelSet, Task, entity_counts, label_set_of, read_columns};

/// The names under which a split is looked for, in this order.
const TRAIN: [&str; 3] = ["eng.train", "train.txt", "train.conll"];
const VALIDATION: [&str; 4] = ["eng.testa", "valid.txt", "dev.txt", "valid.conll"];
const TEST: [&str; 3] = ["eng.testb", "test.txt", "test.conll"];

/// The sentences of a column file.
pub struct Split {
    /// The path of the file, for messages.
    pub file: String,
    /// The sentences, in the order of the file.
    pub sentences: Vec<ColumnSentence>,
    /// What the report says of the file.
    pub facts: DataFacts,
}

/// The splits of a data directory.
pub struct DataSet {
    /// The split that is learnt from.
    pub train: Split,
    /// The split that is scored after each epoch.
    pub validation: Split,
    /// The split that is scored at the end, if there is one.
    pub test: Option<Split>,
}

impl Split {
    /// Reads a column file. `split` is its role in the report.
    pub fn read(path: &Path, split: &str, task: Task) -> Result<Self> {
        let bytes = std::fs::read(path);
        let bytes = bytes.with_context(|| format!("reading {}", path.display()))?;
        Self::from_bytes(path, &bytes, split, task)
    }

    /// Reads the bytes of a column file, as [`Split::read`] does.
    pub fn from_bytes(path: &Path, bytes: &[u8], split: &str, task: Task) -> Result<Self> {
        let file = path.display().to_string();
        let sentences = read_columns(&file, bytes, task)?;
        let name = path.file_name().unwrap_or_default();
        let facts = DataFacts {
            split: split.to_owned(),
            file: name.to_string_lossy().into_owned(),
            sha256: sha256_hex(bytes),
            sentences: sentences.len(),
            words: sentences.iter().map(|sentence| sentence.words.len()).sum(),
            entities: entity_counts(&sentences),
        };
        Ok(Self {
            file,
            sentences,
            facts,
        })
    }
}

impl Split {
    /// Changes every word of the sentences.
    pub fn with_words(&self, change: impl Fn(&str) -> String) -> Self {
        let sentences = self.sentences.iter().map(|sentence| ColumnSentence {
            words: sentence.words.iter().map(|word| change(word)).collect(),
            ..sentence.clone()
        });
        Self {
            file: self.file.clone(),
            sentences: sentences.collect(),
            facts: self.facts.clone(),
        }
    }

    /// Changes every tag of the sentences, which are IOB2 or have no scheme.
    pub fn with_tags(&self, change: impl Fn(&str) -> String) -> Self {
        let sentences = self.sentences.iter().map(|sentence| ColumnSentence {
            tags: sentence.tags.iter().map(|tag| change(tag)).collect(),
            ..sentence.clone()
        });
        Self {
            file: self.file.clone(),
            sentences: sentences.collect(),
            facts: self.facts.clone(),
        }
    }

    /// Keeps the first sentences only.
    fn limited(mut self, sentences: usize) -> Self {
        self.sentences.truncate(sentences);
        let kept = &self.sentences;
        self.facts.sentences = kept.len();
        self.facts.words = kept.iter().map(|sentence| sentence.words.len()).sum();
        self.facts.entities = entity_counts(kept);
        self
    }
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

    fn splits(&self) -> impl Iterator<Item = &Split> {
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

    /// Reads training, validation and, where it is there, test data of a directory.
    pub fn read(directory: &Path, task: Task) -> Result<Self> {
        let (validation, test) = Self::read_held_out(directory, task)?;
        let train = Split::read(&needed(directory, &TRAIN)?, "train", task)?;
        Ok(Self {
            train,
            validation,
            test,
        })
    }

    /// Reads validation and, where it is there, test data of a directory.
    pub fn read_held_out(directory: &Path, task: Task) -> Result<(Split, Option<Split>)> {
        if !directory.is_dir() {
            bail!(
                "{} is not a directory; --data takes the folder with {}",
                directory.display(),
                TRAIN[0]
            );
        }
        let validation = Split::read(&needed(directory, &VALIDATION)?, "validation", task)?;
        let test = find(directory, &TEST)?;
        let test = test.map(|path| Split::read(&path, "test", task));
        Ok((validation, test.transpose()?))
    }
}

/// The first of these files that is there.
fn find(directory: &Path, names: &[&str]) -> Result<Option<PathBuf>> {
    for path in names.iter().map(|name| directory.join(name)) {
        let is_there = path.try_exists();
        if is_there.with_context(|| format!("reading {}", path.display()))? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

fn needed(directory: &Path, names: &[&str]) -> Result<PathBuf> {
    let found = find(directory, names)?;
    found.with_context(|| format!("{} holds none of {}", directory.display(), names.join(", ")))
}
