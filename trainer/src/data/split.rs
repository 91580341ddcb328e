//! The sentences of one split: columns, texts with spans, or token rows.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use namelight_manifest::sha256_hex;
use namelight_scores::report::DataFacts;
use namelight_text::{ColumnSentence, Task, UNKNOWN_TAG, entity_counts, read_columns};
use rand::{Rng, SeedableRng};
use rand_chacha::ChaCha8Rng;

use super::spans::{SpanFile, SpanSentences, is_span_file};
use super::token_rows;

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

impl Split {
    /// Reads the files of a split one behind the other, each with columns, spans or token rows. `split` is its role in the
    /// report.
    ///
    /// # Errors
    /// When there is no file, or one is broken.
    pub fn read_parts(paths: &[PathBuf], split: &str, task: Task) -> Result<Self> {
        let (first, others) = paths.split_first().context("no file of the split")?;
        let mut bytes = read(first)?;
        let mut all = Self::from_bytes(first, &bytes, split, task)?;
        if others.is_empty() {
            return Ok(all);
        }
        for path in others {
            let more = read(path)?;
            let part = Self::from_bytes(path, &more, split, task)?;
            all.sentences.extend(part.sentences);
            bytes.extend(more);
        }
        all.facts.sha256 = sha256_hex(&bytes);
        Ok(all.with_facts_of_sentences())
    }

    /// Reads the bytes of a column file, a span file or a file of token rows.
    ///
    /// # Errors
    /// When they are none of these; the message says where, and what was expected.
    pub fn from_bytes(path: &Path, bytes: &[u8], split: &str, task: Task) -> Result<Self> {
        let file = path.display().to_string();
        let SpanSentences { sentences, unknown } = if token_rows::is_token_file(path, bytes) {
            known(token_rows::read(path, bytes, task)?)
        } else if is_span_file(path, bytes) {
            read_spans(path, bytes, task)?
        } else {
            known(read_columns(&file, bytes, task)?)
        };
        let name = path.file_name().unwrap_or_default();
        let facts = DataFacts {
            source: None,
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

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("reading {}", path.display()))
}

/// Sentences all of whose labels are known.
fn known(sentences: Vec<ColumnSentence>) -> SpanSentences {
    SpanSentences {
        sentences,
        unknown: 0,
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
        self.with_sentences(sentences.collect())
    }

    /// Changes every tag of the sentences, which are IOB2 or have no scheme.
    pub fn with_tags(&self, change: impl Fn(&str) -> String) -> Self {
        let sentences = self.sentences.iter().map(|sentence| ColumnSentence {
            tags: sentence.tags.iter().map(|tag| change(tag)).collect(),
            ..sentence.clone()
        });
        self.with_sentences(sentences.collect())
    }

    /// The same file with other sentences.
    pub(super) fn with_sentences(&self, sentences: Vec<ColumnSentence>) -> Self {
        Self {
            file: self.file.clone(),
            sentences,
            facts: self.facts.clone(),
            unknown: self.unknown,
        }
    }

    /// Keeps the first sentences only.
    pub(super) fn limited(mut self, sentences: usize) -> Self {
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
    pub(super) fn held_out(self, share: f64) -> Result<(Self, Self)> {
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
