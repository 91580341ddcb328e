//! The schema of `report.json`, which says how a model was trained and how good it is. The trainer writes it beside the
//! model; the model card and the Report view of the page are made of it, and of the rows that this module derives from it.
//!
//! Later versions of this program add fields; each of those has a default, so that older reports stay readable.

mod diagnostics;
mod evaluation;
mod facts;
mod history;
mod hyper_parameters;
mod other_runs;
mod recipe;
mod setting;
pub mod tables;

use serde::{Deserialize, Serialize};

pub use diagnostics::{CalibrationRow, Condition, ConditionRow, Diagnostics, Reliability};
pub use evaluation::{Evaluation, SeedRow};
pub use facts::{DataFacts, Hardware, ModelFacts};
pub use history::{EpochRow, LossPoint, SourceF1};
pub use hyper_parameters::{HYPER_PARAMETERS, HyperParameter, RecipeError};
pub use other_runs::{Comparison, PublishedRun, VariantRow};
pub use recipe::{Distillation, Keep, Recipe, ScheduleKind};
pub use setting::{Range, Value};
pub use tables::{Cell, TableData};

/// The version of this schema. Readers refuse another one.
pub const REPORT_FORMAT: u32 = 1;

/// Everything that is known of a training run and its result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// The version of the schema, which is [`REPORT_FORMAT`].
    pub format: u32,
    /// The model.
    pub model: ModelFacts,
    /// The hyper-parameters that it was trained with.
    pub recipe: Recipe,
    /// The files that it was trained and scored on.
    pub data: Vec<DataFacts>,
    /// The training loss over the run.
    pub loss_curve: Vec<LossPoint>,
    /// The scores on the validation data after each epoch.
    pub epochs: Vec<EpochRow>,
    /// The scores of the finished model, one for each split and weight format.
    pub evaluations: Vec<Evaluation>,
    /// Every run of this recipe with a seed of its own, this one included; empty where there was one run only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seeds: Vec<SeedRow>,
    /// Calibration, thresholds and confusions, once they were measured. The key in JSON is `trust`.
    #[serde(default, rename = "trust", skip_serializing_if = "Option::is_none")]
    pub diagnostics: Option<Diagnostics>,
    /// The models that were trained on the way, this one included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<VariantRow>,
    /// Published runs, each beside our run of the same recipe.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<Comparison>,
    /// The machine that trained it.
    pub hardware: Hardware,
    /// Wall-clock seconds from the first step to the last score; the parts of an interrupted run are added up.
    pub duration_seconds: f64,
}

impl Report {
    /// Entity F1 of the first evaluation on a split, which is that of the weights as they were trained.
    pub fn f1(&self, split: &str) -> Option<f64> {
        let mut evaluations = self.evaluations.iter();
        let evaluation = evaluations.find(|evaluation| evaluation.split == split);
        evaluation.map(|evaluation| evaluation.scores.overall.f1)
    }

    /// The evaluation of a split with the weights that the browser runs, which are int8 where there are any.
    pub fn released(&self, split: &str) -> Option<&Evaluation> {
        let of_split = || self.evaluations.iter().filter(|row| row.split == split);
        let int8 = of_split().find(|row| row.weights == "int8");
        int8.or_else(|| of_split().next())
    }

    /// The evaluations of a split with the weights that the browser runs, one for each source.
    pub fn released_by_source(&self, split: &str) -> Vec<&Evaluation> {
        let weights = self.released(split).map(|row| &row.weights);
        let rows = self.evaluations.iter();
        rows.filter(|row| row.split == split && Some(&row.weights) == weights)
            .collect()
    }
}
