//! The TOML file that names several sources.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use namelight_text::Task;
use serde::Deserialize;

use super::Source;
use super::folder::DataFolder;

/// More visits of a sentence in one epoch are a mistake.
const LARGEST_SHARE: f64 = 100.0;

/// The file: a table for each source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SourceList {
    #[serde(default)]
    source: Vec<Entry>,
}

/// What the file says of a source.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Entry {
    /// Its name in tables.
    name: String,
    /// Its folder, from that of the file, or its name on the hub.
    data: PathBuf,
    /// How often an epoch visits its training sentences.
    share: Option<f64>,
    /// The entity types that it labels wherever they occur; those that occur in it unless given.
    types: Option<Vec<String>>,
    /// The share of its training data that is held out for validation.
    validation_split: Option<f64>,
}

/// Reads the file and the folders that it names.
///
/// # Errors
/// When it is no such file, a folder lacks what is needed, or nothing would be learnt or scored.
pub fn read(path: &Path, task: Task, with_training: bool) -> Result<Vec<Source>> {
    let file = path.display();
    let text = std::fs::read_to_string(path).with_context(|| format!("reading {file}"))?;
    let list: SourceList = toml::from_str(&text).with_context(|| file.to_string())?;
    ensure!(
        !list.source.is_empty(),
        "{file} names no source; write [[source]], and name and data below it"
    );
    for (place, entry) in list.source.iter().enumerate() {
        let before = &list.source[..place];
        ensure!(
            before.iter().all(|other| other.name != entry.name),
            "{file} names the source {:?} twice",
            entry.name
        );
    }
    let parent = path.parent().unwrap_or(Path::new(""));
    let read = |entry: Entry| {
        let place = format!("{file}, source {:?}", entry.name);
        entry.read(parent, task, with_training).context(place)
    };
    let sources: Vec<Source> = list.source.into_iter().map(read).collect::<Result<_>>()?;
    ensure!(
        sources.iter().any(|source| source.validation.is_some()),
        "{file}: no source has a file for validation; validation-split = 0.1 holds a tenth of its training data out"
    );
    check_types(path, &sources)?;
    let visits = sources.iter().filter(|source| source.train.is_some());
    ensure!(
        !with_training || visits.map(|source| source.share).sum::<f64>() > 0.0,
        "{file}: the shares of the sources sum to nothing, so nothing would be learnt"
    );
    Ok(sources)
}

/// A stated type that no file has an entity of is a slip of the pen.
fn check_types(path: &Path, sources: &[Source]) -> Result<()> {
    let files = sources.iter().flat_map(Source::splits);
    let known: BTreeSet<&String> = files
        .flat_map(|split| split.facts.entities.keys())
        .collect();
    for source in sources {
        for name in source.types.iter().flatten() {
            ensure!(
                known.contains(name),
                "{}, source {:?}: types names {name:?}, of which no source has an entity; there are {}",
                path.display(),
                source.name.as_deref().unwrap_or_default(),
                known
                    .iter()
                    .map(|name| name.as_str())
                    .collect::<Vec<_>>()
                    .join(", ")
            );
        }
    }
    Ok(())
}

impl Entry {
    fn read(self, parent: &Path, task: Task, with_training: bool) -> Result<Source> {
        let share = self.share.unwrap_or(1.0);
        ensure!(
            (0.0..=LARGEST_SHARE).contains(&share),
            "share is {share}; it is a number from 0 to {LARGEST_SHARE}: how often an epoch visits each sentence"
        );
        if let Some(held_out) = self.validation_split {
            ensure!(
                held_out > 0.0 && held_out < 1.0,
                "validation-split is {held_out}; it is a number between 0 and 1"
            );
        }
        let here = parent.join(&self.data);
        // What is no folder beside the file may be a name on the hub.
        let given = if here.exists() { &here } else { &self.data };
        let folder = DataFolder::open(given)?;
        let (train, validation) = folder.train_and_validation(task, self.validation_split)?;
        ensure!(
            train.is_some() || self.share.is_none_or(|share| share == 0.0),
            "it has no training file, so leave its share out"
        );
        ensure!(
            train.is_some() || validation.is_some(),
            "{} holds no file to train on and none for validation",
            folder.path().display()
        );
        let source = Source {
            name: Some(self.name),
            share,
            types: self.types,
            validation_split: self.validation_split,
            train,
            validation,
            test: folder.test(task)?,
        };
        let source = source.with_types(task)?;
        Ok(Source {
            train: source.train.filter(|_| with_training && share > 0.0),
            ..source
        })
    }
}
