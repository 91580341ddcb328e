//! The data directory: column files of the CoNLL-2003 shared task or of that form, or span files.

use std::fmt;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use namelight_manifest::sha256_hex;
use namelight_scores::report::DataFacts;
use namelight_text::{
    ColumnSentence, LabelSet, Task, UNKNOWN_TAG, entity_counts, label_set_of, read_columns,
};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::spans::{SpanFile, SpanSentences, is_span_file};

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

/// The sentences of a file.
pub struct Split {
    /// The path of the file, for messages.
    pub file: String,
    /// The sentences, in the order of the file.
    pub sentences: Vec<ColumnSentence>,
    /// What the report says of the file.
    pub facts: DataFacts,
    /// Number of words whose label is not known, since a span covers them in part.
    pub unknown: usize,
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
    /// Reads a column file or a span file. `split` is its role in the report.
    pub fn read(path: &Path, split: &str, task: Task) -> Result<Self> {
        let bytes = std::fs::read(path);
        let bytes = bytes.with_context(|| format!("reading {}", path.display()))?;
        Self::from_bytes(path, &bytes, split, task)
    }

    /// Reads the bytes of such a file, as [`Split::read`] does.
    pub fn from_bytes(path: &Path, bytes: &[u8], split: &str, task: Task) -> Result<Self> {
        let file = path.display().to_string();
        let SpanSentences { sentences, unknown } = match is_span_file(path, bytes) {
            true => read_spans(path, bytes, task)?,
            false => SpanSentences {
                sentences: read_columns(&file, bytes, task)?,
                unknown: 0,
            },
        };
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
            unknown,
        })
    }
}

fn read_spans(path: &Path, bytes: &[u8], task: Task) -> Result<SpanSentences> {
    ensure!(
        task == Task::Ner,
        "{}: a file with spans has entities and no other tags; take --task ner",
        path.display()
    );
    let read = SpanFile::read(path, bytes.to_vec())?.sentences()?;
    let has_entities = read.sentences.iter().any(|sentence| {
        let is_entity = |tag: &String| tag.starts_with("B-");
        sentence.tags.iter().any(is_entity)
    });
    ensure!(
        has_entities,
        "{}: no text has an entity; are they in another field than \"entities\"?",
        path.display()
    );
    Ok(read)
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
            unknown: self.unknown,
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
            unknown: self.unknown,
        }
    }

    /// Keeps the first sentences only.
    fn limited(mut self, sentences: usize) -> Self {
        self.sentences.truncate(sentences);
        self.with_facts_of_sentences()
    }

    /// The same with the facts of the sentences that are left of a file.
    fn with_facts_of_sentences(mut self) -> Self {
        let kept = &self.sentences;
        self.facts.sentences = kept.len();
        self.facts.words = kept.iter().map(|sentence| sentence.words.len()).sum();
        self.facts.entities = entity_counts(kept);
        let tags = kept.iter().flat_map(|sentence| &sentence.tags);
        self.unknown = tags.filter(|tag| *tag == UNKNOWN_TAG).count();
        self
    }

    /// Takes this share of the texts out, by chance but always the same, for validation. Sentences of one line, which are
    /// those of one text in a span file, stay together.
    fn held_out(self, share: f64) -> Result<(Self, Self)> {
        let mut random = ChaCha8Rng::seed_from_u64(0);
        let (mut line, mut is_held_out) = (0, false);
        let (mut train, mut validation) = (Vec::new(), Vec::new());
        for sentence in self.sentences {
            if sentence.line_of(0) != line {
                line = sentence.line_of(0);
                is_held_out = random.random_bool(share);
            }
            match is_held_out {
                true => validation.push(sentence),
                false => train.push(sentence),
            }
        }
        ensure!(
            !train.is_empty() && !validation.is_empty(),
            "{}: --validation-split {share} leaves no sentence for {}",
            self.file,
            if train.is_empty() {
                "training"
            } else {
                "validation"
            }
        );
        let part = |split: &str, sentences| {
            let facts = DataFacts {
                split: split.to_owned(),
                ..self.facts.clone()
            };
            Self {
                file: self.file.clone(),
                sentences,
                facts,
                unknown: 0,
            }
            .with_facts_of_sentences()
        };
        Ok((part("train", train), part("validation", validation)))
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
