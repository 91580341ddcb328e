//! Other runs beside the one that a report is about: other recipes, other seeds, and runs that others published.

use serde::{Deserialize, Serialize};

use super::{EpochRow, Recipe, Report, SeedRow};

/// A model that was trained on the way to the released one, or that one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct VariantRow {
    /// Name of its folder.
    pub name: String,
    /// The checkpoint that it started from.
    pub base: String,
    /// Number of trained parameters.
    pub parameters: usize,
    /// The hyper-parameters that it was trained with.
    pub recipe: Recipe,
    /// Entity F1 on the validation data, in f32.
    pub validation_f1: f64,
    /// Entity F1 on the test data, where there is any.
    pub test_f1: Option<f64>,
    /// Wall-clock seconds of the run.
    pub seconds: f64,
    /// Number of threads of the run.
    pub threads: usize,
    /// Whether it is the model whose report this is.
    #[serde(default)]
    pub is_this: bool,
}

impl VariantRow {
    /// The row of a run, from its own report.
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

    /// Cost of the run: its hours times its threads.
    pub fn thread_hours(&self) -> f64 {
        self.seconds * self.threads as f64 / 3600.0
    }
}

/// A published run and ours of the same recipe.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Comparison {
    /// `ner`, `pos` or `chunk`.
    pub task: String,
    /// What is known of the published run.
    pub published: PublishedRun,
    /// The checkpoint that ours started from.
    pub base: String,
    /// Our epochs.
    pub epochs: Vec<EpochRow>,
    /// Wall-clock seconds of our run.
    pub seconds: f64,
}

/// A run that somebody published. Its scores are those of the validation data after the last epoch, as seqeval gives them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublishedRun {
    /// The checkpoint that it started from.
    pub base: String,
    /// Mean loss a labelled word, where it was published.
    pub loss: Option<f64>,
    /// Entity precision.
    pub precision: f64,
    /// Entity recall.
    pub recall: f64,
    /// Entity F1.
    pub f1: f64,
    /// Share of words with the right label.
    pub accuracy: f64,
    /// F1 after each epoch, as far as it was published.
    pub epochs: Vec<f64>,
}

impl PublishedRun {
    /// The number of the last epoch, counted from 1. Where fewer than three were published, the run had three.
    pub fn last_epoch(&self) -> usize {
        self.epochs.len().max(3)
    }

    /// F1 by the number of the epoch; that of the last epoch is the run's own.
    pub fn f1_by_epoch(&self) -> Vec<(usize, f64)> {
        let last = self.last_epoch();
        let epochs = (1..last).zip(self.epochs.iter().copied());
        epochs.chain([(last, self.f1)]).collect()
    }
}
