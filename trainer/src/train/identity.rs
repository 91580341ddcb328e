//! What makes one training run differ from another.

use std::path::Path;

use anyhow::{Context, Result, bail};
use namelight_scores::report::Recipe;
use serde::{Deserialize, Serialize};

use crate::model_dir::read_if_there;

/// The file of a trained model that holds its [`RunIdentity`].
pub const FILE_NAME: &str = "run_identity.toml";

/// Everything that the weights and the scores of a run depend on, files by their SHA-256. Two runs of one identity end
/// with the same bits.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RunIdentity {
    /// The hyper-parameters, and with them the teacher's weights.
    pub recipe: Recipe,
    /// What is labelled: `ner`, `pos` or `chunk`.
    pub task: String,
    /// The weights of the base.
    pub base: String,
    /// The number of its layers that are kept.
    pub layers: usize,
    /// The student's `config.json`, which has the labels.
    pub config: String,
    /// `tokenizer.json`.
    pub tokenizer: String,
    /// The training data.
    pub train: String,
    /// The validation data.
    pub validation: String,
    /// The share of the training data that is held out for validation, where there is no file of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub validation_split: Option<f64>,
    /// The test data, where there is any.
    pub test: Option<String>,
    /// The sentences that only the teacher labels, where there are any.
    pub unlabelled: Option<String>,
    /// `cpu` or `cuda`.
    pub device: String,
    /// The number of threads, each of which takes a shard of every batch.
    pub threads: usize,
    /// The operations that the network is made of.
    pub ops: String,
}

impl RunIdentity {
    /// Reads the identity of a finished run from its model directory.
    ///
    /// # Errors
    /// When the file is missing or damaged.
    pub fn read(directory: &Path) -> Result<Self> {
        let path = directory.join(FILE_NAME);
        let bytes = read_if_there(&path)?.with_context(|| {
            format!(
                "{} has no {FILE_NAME}, so nothing says what it was trained from; remove it to train it again",
                directory.display()
            )
        })?;
        let identity = toml::from_slice(&bytes);
        identity.with_context(|| format!("{} is damaged; remove its folder", path.display()))
    }

    /// The text of the file.
    ///
    /// # Errors
    /// When a number is none that TOML knows.
    pub fn to_toml(&self) -> Result<String> {
        let comment = "# What this model was trained from and with, files by their SHA-256.\n";
        Ok(comment.to_owned() + &toml::to_string(self)?)
    }

    /// Refuses a run that differs from the one that is `wanted`.
    ///
    /// # Errors
    /// When something differs; the message says what, and what to do about the run in `place`.
    pub fn ensure_same(&self, wanted: &Self, place: &Path) -> Result<()> {
        let pairs = [
            (self.recipe == wanted.recipe, "another recipe"),
            (self.task == wanted.task, "another task"),
            (self.base == wanted.base, "another base"),
            (self.layers == wanted.layers, "another number of layers"),
            (self.tokenizer == wanted.tokenizer, "another tokenizer"),
            (self.train == wanted.train, "other training data"),
            (
                self.validation == wanted.validation,
                "other validation data",
            ),
            (
                self.validation_split == wanted.validation_split,
                "another --validation-split",
            ),
            (self.test == wanted.test, "other test data"),
            (
                self.unlabelled == wanted.unlabelled,
                "other unlabelled text",
            ),
            (self.config == wanted.config, "another config.json"),
            (self.device == wanted.device, "another device"),
            (self.threads == wanted.threads, "another number of threads"),
            (self.ops == wanted.ops, "other --plain-ops or --precision"),
        ];
        let Some((_, what)) = pairs.into_iter().find(|(is_same, _)| !is_same) else {
            return Ok(());
        };
        bail!(
            "{} belongs to a run with {what}; give the same arguments, or remove it and start anew",
            place.display()
        )
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::*;

    fn json() -> Value {
        json!({
            "recipe": Recipe::default(), "task": "ner", "base": "0", "layers": 6, "config": "1", "tokenizer": "2", "train": "3",
            "validation": "4", "validation_split": 0.5, "test": "5", "unlabelled": "6", "device": "cpu", "threads": 1, "ops": "fused",
        })
    }

    fn identity(json: &Value) -> RunIdentity {
        serde_json::from_value(json.clone()).unwrap()
    }

    /// An identity for tests of what only passes it on.
    impl RunIdentity {
        pub(crate) fn of_nothing() -> Self {
            identity(&json())
        }
    }

    #[test]
    fn a_run_that_differs_in_anything_is_another_run() {
        let place = Path::new("out");
        let one = identity(&json());
        assert!(one.ensure_same(&one, place).is_ok());
        for name in json().as_object().unwrap().keys() {
            let mut other = json();
            match name.as_str() {
                "recipe" => other["recipe"]["epochs"] = json!(30),
                "layers" | "threads" | "validation_split" => other[name] = json!(9),
                _ => other[name] = json!("other"),
            }
            let error = one.ensure_same(&identity(&other), place).unwrap_err();
            assert!(
                error.to_string().starts_with("out belongs to a run with "),
                "{name}: {error}"
            );
        }
    }
}
