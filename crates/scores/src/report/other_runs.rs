//! What else was tried, and what others published.

use serde::{Deserialize, Serialize};

use super::{EpochRow, Recipe, Report, SeedRow};

/// A model that was trained on the way to the shipped one, or that one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VariantRow {
    /// Name of its folder.
    pub name: String,
    /// The checkpoint that it started from.
    pub base: String,
    /// Trained numbers.
    pub parameters: usize,
    /// How it was trained.
    pub recipe: Recipe,
    /// Entity F1 on the validation data, in f32.
    pub validation_f1: f64,
    /// Entity F1 on the test data, where there is any.
    pub test_f1: Option<f64>,
    /// Seconds of the run.
    pub seconds: f64,
    /// Threads of the run.
    pub threads: usize,
    /// Whether it is the model whose report this is.
    #[serde(default)]
    pub is_this: bool,
}

impl VariantRow {
    /// What a run's own report says of it.
    pub fn of(report: &Report) -> Self {
        Self {
            name: report.model.name.clone(),
            base: report.model.base.clone(),
            parameters: report.model.parameters,
            recipe: report.recipe.clone(),
            validation_f1: report.f1("validation").unwrap_or(0.0),
            test_f1: report.f1("test"),
            seconds: report.duration_seconds,
            threads: report.hardware.threads,
            is_this: false,
        }
    }

    /// Its row among those of other seeds.
    pub fn seed_row(&self) -> SeedRow {
        SeedRow {
            seed: self.recipe.seed,
            validation_f1: self.validation_f1,
            test_f1: self.test_f1,
            seconds: self.seconds,
        }
    }
}

/// A published run and ours of the same recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// `ner`, `pos` or `chunk`.
    pub task: String,
    /// Theirs, by what is known of it.
    pub published: PublishedRun,
    /// The checkpoint that ours started from.
    pub base: String,
    /// Our epochs.
    pub epochs: Vec<EpochRow>,
    /// Seconds of our run.
    pub seconds: f64,
}

/// What somebody published; scores are of the validation data after the last epoch, as seqeval gives them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedRun {
    /// The checkpoint that it started from.
    pub base: String,
    /// Loss.
    pub loss: Option<f64>,
    /// Precision.
    pub precision: f64,
    /// Recall.
    pub recall: f64,
    /// F1.
    pub f1: f64,
    /// Share of words with the right label.
    pub accuracy: f64,
    /// F1 after each epoch, as far as it was published.
    pub epochs: Vec<f64>,
}
