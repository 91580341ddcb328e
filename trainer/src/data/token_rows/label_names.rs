//! The names of tags that are numbers.
//!
//! A parquet file of the library `datasets` brings them in its description of the columns. Beside other files they stand in
//! `label.json` (names with their numbers), in `dataset_infos.json`, or in the head of the data set's card, `README.md`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

use crate::data::json_lines::kind;

const LABELS: &str = "label.json";
const INFOS: &str = "dataset_infos.json";
const CARD: &str = "README.md";
/// How many folders above a file its names are looked for in: those of `CONFIGURATION/SPLIT/0000.parquet`.
const FOLDERS: usize = 3;
/// What a number may stand for at most, so that a damaged file takes no memory.
const MOST_NAMES: u64 = 10_000;

/// Whether a file of this name may have the names of labels.
pub fn is_of_labels(name: &str) -> bool {
    [LABELS, INFOS, CARD].contains(&name)
}

/// Finds the names of the tags of one file.
pub struct LabelNames {
    file: PathBuf,
    features: Option<Value>,
    /// What was found for a column.
    known: BTreeMap<String, Vec<String>>,
}

impl LabelNames {
    /// For this file, whose own description of its columns counts first.
    pub fn new(file: &Path, features: Option<Value>) -> Self {
        Self {
            file: file.to_owned(),
            features,
            known: BTreeMap::new(),
        }
    }

    /// The tag of a word: the string that stands there, or the name of the number.
    ///
    /// # Errors
    /// When it is neither, or the number has no name.
    pub fn tag(&mut self, field: &str, tag: &Value) -> Result<String> {
        let number = match tag {
            Value::String(tag) => return Ok(tag.clone()),
            Value::Number(number) => number,
            other => bail!(
                "{field:?} holds {}, expected strings or numbers",
                kind(other)
            ),
        };
        let names = match self.known.get(field) {
            Some(names) => names,
            None => {
                let names = self.find(field)?;
                self.known.entry(field.to_owned()).or_insert(names)
            }
        };
        let index = number
            .as_u64()
            .and_then(|number| usize::try_from(number).ok());
        let name = index.and_then(|index| names.get(index)).cloned();
        name.with_context(|| {
            let last = names.len().saturating_sub(1);
            format!("{field:?} holds {number}; the names of its tags are numbered from 0 to {last}")
        })
    }

    fn find(&self, field: &str) -> Result<Vec<String>> {
        if let Some(names) = self.features.as_ref().and_then(|it| of_features(it, field)) {
            return Ok(names);
        }
        for folder in self.file.ancestors().skip(1).take(FOLDERS) {
            for (name, read) in READERS {
                let path = folder.join(name);
                if !path.is_file() {
                    continue;
                }
                let text = std::fs::read_to_string(&path);
                let text = text.with_context(|| format!("reading {}", path.display()))?;
                let names = read(&text, field).with_context(|| path.display().to_string())?;
                if let Some(names) = names {
                    return Ok(names);
                }
            }
        }
        bail!(
            "{field:?} holds numbers, and nothing names them: there is no {LABELS} such as {{\"O\": 0, \"B-PER\": 1}} beside \
             the file, and no class_label in the head of a {CARD} or in a {INFOS}"
        )
    }
}

type Read = fn(&str, &str) -> Result<Option<Vec<String>>>;

const READERS: [(&str, Read); 3] = [(LABELS, of_labels), (INFOS, of_infos), (CARD, of_card)];

/// The names of a column's tags, from a file that [`is_of_labels`]; `None` when it does not know the column.
///
/// # Errors
/// When the file has not the form that its name promises.
pub fn names_in(file: &str, text: &str, field: &str) -> Result<Option<Vec<String>>> {
    let reader = READERS.iter().find(|(name, _)| *name == file);
    reader.map_or(Ok(None), |(_, read)| read(text, field))
}

/// `{"O": 0, "B-PER": 1}`, or a list of the names.
fn of_labels(text: &str, _field: &str) -> Result<Option<Vec<String>>> {
    let value: Value = serde_json::from_str(text)?;
    let names = match &value {
        Value::Object(numbers) => {
            let numbers = numbers.iter().map(|(name, number)| (number.as_u64(), name));
            in_order(numbers.collect())
        }
        _ => strings(&value),
    };
    let names = names.context("expected the names of the labels with their numbers, from 0 on");
    Ok(Some(names?))
}

/// The descriptions of a data set's configurations, as older versions of `datasets` wrote them.
fn of_infos(text: &str, field: &str) -> Result<Option<Vec<String>>> {
    let value: Value = serde_json::from_str(text)?;
    let configurations = value.as_object().into_iter().flat_map(|all| all.values());
    agreed(configurations.filter_map(|it| of_features(&it["features"], field)))
}

/// The head of a card: `dataset_info` is one configuration or a list of them, with a list of features.
fn of_card(text: &str, field: &str) -> Result<Option<Vec<String>>> {
    let head = text.trim_start_matches('\u{feff}').strip_prefix("---");
    let Some((head, _)) = head.and_then(|rest| rest.split_once("\n---")) else {
        return Ok(None);
    };
    let head: Value = serde_saphyr::from_str(head).context("its head is not readable as YAML")?;
    let info = &head["dataset_info"];
    let configurations = match info {
        Value::Array(all) => all.iter().collect(),
        one => vec![one],
    };
    let features = configurations.into_iter().flat_map(|it| {
        let features = it["features"].as_array();
        features.into_iter().flatten()
    });
    let of_field = features.filter(|feature| feature["name"] == field);
    let names = of_field.filter_map(|feature| {
        // Older cards say sequence, newer ones list.
        let kinds = ["sequence", "list"].map(|kind| &feature[kind]["class_label"]["names"]);
        kinds.into_iter().find_map(names_of)
    });
    agreed(names)
}

/// What `datasets` says of the columns: `{"ner_tags": {"feature": {"names": ["O", …]}}}`.
fn of_features(features: &Value, field: &str) -> Option<Vec<String>> {
    names_of(&features[field]["feature"]["names"])
}

/// A list of names, or names by number.
fn names_of(value: &Value) -> Option<Vec<String>> {
    let Value::Object(numbers) = value else {
        return strings(value);
    };
    let name =
        |(number, name): (&String, &Value)| Some((number.parse().ok(), name.as_str()?.to_owned()));
    let names: Option<Vec<(Option<u64>, String)>> = numbers.iter().map(name).collect();
    let names = names?;
    in_order(names.iter().map(|(number, name)| (*number, name)).collect())
}

fn strings(value: &Value) -> Option<Vec<String>> {
    let names = value.as_array()?.iter();
    names.map(|name| name.as_str().map(str::to_owned)).collect()
}

/// The names by their numbers, which have to count from 0 on.
fn in_order(mut names: Vec<(Option<u64>, &String)>) -> Option<Vec<String>> {
    names.sort();
    let counts = names.iter().zip(0..MOST_NAMES);
    let is_counted = counts.clone().count() == names.len()
        && counts
            .into_iter()
            .all(|((number, _), place)| *number == Some(place));
    is_counted.then(|| names.into_iter().map(|(_, name)| name.clone()).collect())
}

/// The names of all configurations, which have to be the same ones.
fn agreed(mut all: impl Iterator<Item = Vec<String>>) -> Result<Option<Vec<String>>> {
    let Some(first) = all.next() else {
        return Ok(None);
    };
    ensure!(
        all.all(|other| other == first),
        "its configurations number their tags in different ways"
    );
    Ok(Some(first))
}
