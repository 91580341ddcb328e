//! What was trained, on which data and on which machine.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The model itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ModelFacts {
    /// Name of the output directory.
    pub name: String,
    /// The checkpoint that fine-tuning started from.
    pub base: String,
    /// `bert`, `distilbert` or `mpnet`.
    pub model_type: String,
    /// Number of encoder layers.
    pub layers: usize,
    /// Width of the hidden states.
    pub hidden_size: usize,
    /// Number of trained parameters.
    pub parameters: usize,
    /// The labels, in the order of the outputs.
    pub labels: Vec<String>,
    /// The models whose weights these are the mean of; none where they are those of one run.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mean_of: Vec<String>,
}

/// A file of labelled sentences.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataFacts {
    /// The name of its source, where a run has several.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// `train`, `validation` or `test`.
    pub split: String,
    /// File name without its folder.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Number of sentences.
    pub sentences: usize,
    /// Number of words.
    pub words: usize,
    /// Number of entities of each type.
    pub entities: BTreeMap<String, usize>,
}

impl DataFacts {
    /// What tells the file from those of other sources: its name, behind that of its source.
    pub fn label(&self) -> String {
        match &self.source {
            Some(source) => format!("{source}, {}", self.file),
            None => self.file.clone(),
        }
    }

    /// Number of entities of all types. A file that was written by hand may have any counts, so the sum saturates.
    pub fn entity_count(&self) -> usize {
        let counts = self.entities.values();
        counts.fold(0, |sum, count| sum.saturating_add(*count))
    }
}

/// The machine that trained a model.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hardware {
    /// `cpu` or `cuda`.
    pub device: String,
    /// The processor's name as the system gives it.
    pub processor: String,
    /// Number of threads used.
    pub threads: usize,
    /// Operating system and processor architecture.
    pub platform: String,
}
