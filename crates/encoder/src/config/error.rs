//! What can be wrong with a `config.json`.

use thiserror::Error;

/// What makes a `config.json` unusable.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// It is not a JSON object.
    #[error("config.json: {0}")]
    Json(#[from] serde_json::Error),
    /// It lacks a field.
    #[error("config.json: {0} is missing")]
    Missing(&'static str),
    /// A number is no number of its kind, or beyond its limits.
    #[error("config.json: {field} is {value}, it must be {expected}")]
    OutOfRange {
        /// Name of the field.
        field: &'static str,
        /// What the file says.
        value: String,
        /// Kind and limits of the number.
        expected: String,
    },
    /// An architecture that is not implemented.
    #[error(
        "config.json: model type {0:?} is not supported, expected \"bert\", \"distilbert\" or \"mpnet\""
    )]
    ModelType(String),
    /// A setting that would change the mathematics.
    #[error("config.json: {field} is {value}, only {expected} is supported")]
    Unsupported {
        /// Name of the field.
        field: &'static str,
        /// What the file says.
        value: String,
        /// What it would have to say.
        expected: &'static str,
    },
    /// More layers were asked for than there are, or none.
    #[error("{asked} layers were asked for, the encoder has {present}; ask for 1 to {present}")]
    Layers {
        /// Layers to keep.
        asked: usize,
        /// Layers of the encoder.
        present: usize,
    },
    /// It says that the model is for another task.
    #[error(
        "config.json: architectures is {0:?}; take a model that was fine-tuned for token classification, whose name ends in \
         \"ForTokenClassification\""
    )]
    Task(String),
    /// It names no labels.
    #[error(
        "config.json: there is no id2label, so the labels have no names; take a model that was fine-tuned for token classification"
    )]
    NoLabels,
    /// `id2label` does not number its labels 0, 1, 2, ….
    #[error("config.json: id2label has no entry {0:?}; its keys must be 0, 1, 2 and so on")]
    Labels(usize),
}
