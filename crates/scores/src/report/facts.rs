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
    /// `bert` or `distilbert`.
    pub model_type: String,
    /// Encoder layers.
    pub layers: usize,
    /// Width of the hidden states.
    pub hidden_size: usize,
    /// Trained numbers.
    pub parameters: usize,
    /// Labels by output index.
    pub labels: Vec<String>,
}

/// A data file.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DataFacts {
    /// `train`, `validation` or `test`.
    pub split: String,
    /// File name without its folder.
    pub file: String,
    /// SHA-256 of the file, hexadecimal.
    pub sha256: String,
    /// Sentences.
    pub sentences: usize,
    /// Words.
    pub words: usize,
    /// Entities by type.
    pub entities: BTreeMap<String, usize>,
}

/// The machine.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Hardware {
    /// `cpu` or `cuda`.
    pub device: String,
    /// The processor's name as the system gives it.
    pub processor: String,
    /// Threads used.
    pub threads: usize,
    /// Operating system and architecture.
    pub platform: String,
}
