//! The schema of `report.json`: how a model was trained and how good it is. The trainer writes it, the page draws it.

mod diagnostics;
mod other_runs;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::EntityScores;

pub use diagnostics::{CalibrationRow, Condition, ConditionRow, Diagnostics, Reliability};
pub use other_runs::{Comparison, PublishedRun, VariantRow};

/// The version of this schema. Readers refuse another one.
pub const REPORT_FORMAT: u32 = 1;

/// Everything that is known of a training run and its result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Report {
    /// [`REPORT_FORMAT`].
    pub format: u32,
    /// The model.
    pub model: ModelFacts,
    /// How it was trained.
    pub recipe: Recipe,
    /// What it was trained and scored on.
    pub data: Vec<DataFacts>,
    /// Training loss over the run.
    pub loss_curve: Vec<LossPoint>,
    /// One row an epoch.
    pub epochs: Vec<EpochRow>,
    /// Scores of the finished model, one a split and weight format.
    pub evaluations: Vec<Evaluation>,
    /// Every run of this recipe with a seed of its own, this one included; empty where there was one run only.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub seeds: Vec<SeedRow>,
    /// Calibration, thresholds and confusions, once they were measured. The key in JSON is `trust`.
    #[serde(default, rename = "trust", skip_serializing_if = "Option::is_none")]
    pub diagnostics: Option<Diagnostics>,
    /// What else was tried, this model included.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub variants: Vec<VariantRow>,
    /// Published runs beside ours of the same recipe.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub published: Vec<Comparison>,
    /// Where it was trained.
    pub hardware: Hardware,
    /// Seconds of wall clock from the first step to the last score, all interrupted parts added up.
    pub duration_seconds: f64,
}

impl Report {
    /// Entity F1 of the first evaluation on a split, which is that of the weights as they were trained.
    pub fn f1(&self, split: &str) -> Option<f64> {
        let mut evaluations = self.evaluations.iter();
        let evaluation = evaluations.find(|evaluation| evaluation.split == split);
        evaluation.map(|evaluation| evaluation.scores.overall.f1)
    }
}

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

/// What the learning rate does behind the warm-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScheduleKind {
    /// Falls evenly to zero at the last step.
    #[default]
    Linear,
    /// Falls to zero along half a cosine.
    Cosine,
    /// Stays.
    Constant,
}

impl ScheduleKind {
    /// As recipes and reports write it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Linear => "linear",
            Self::Cosine => "cosine",
            Self::Constant => "constant",
        }
    }
}

/// Which epoch's weights are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// Those after the last epoch.
    #[default]
    Last,
    /// Those with the highest validation F1.
    Best,
}

/// How a student learns from a teacher.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distillation {
    /// Name of the teacher's directory.
    pub teacher: String,
    /// SHA-256 of its weights.
    pub sha256: String,
    /// What logits are divided by before they become probabilities.
    pub temperature: f64,
    /// Share of the teacher in the loss; the rest is the labels'.
    pub mix: f64,
    /// Sentences without labels that the teacher labelled.
    pub unlabelled: usize,
}

/// The hyper-parameters, resolved. Those that a report does not have were added later and had the value that stands for
/// them here.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Peak learning rate.
    pub learning_rate: f64,
    /// Share of all steps in which the rate rises from zero.
    pub warmup_ratio: f64,
    /// What it does afterwards.
    pub schedule: ScheduleKind,
    /// Passes over the training data.
    pub epochs: usize,
    /// Steps after which the run ends, even inside an epoch.
    #[serde(default)]
    pub max_steps: Option<usize>,
    /// Sentences a forward pass.
    pub train_batch: usize,
    /// Forward passes whose gradients make one step.
    #[serde(default = "one")]
    pub gradient_accumulation: usize,
    /// Sentences an evaluation pass.
    pub eval_batch: usize,
    /// AdamW's β₁ and β₂.
    pub betas: (f64, f64),
    /// AdamW's ε.
    pub epsilon: f64,
    /// Decoupled weight decay of matrices; biases and layer norms have none.
    pub weight_decay: f64,
    /// Learning rate of a layer over that of the one above it.
    #[serde(default = "whole")]
    pub layer_decay: f64,
    /// Largest norm of the whole gradient.
    pub max_grad_norm: f64,
    /// Share of each label's probability that is spread over all labels.
    #[serde(default)]
    pub label_smoothing: f64,
    /// Dropout of hidden states.
    pub hidden_dropout: f64,
    /// Dropout of attention weights.
    pub attention_dropout: f64,
    /// Dropout before the head; that of hidden states where a report does not say.
    #[serde(default)]
    pub classifier_dropout: Option<f64>,
    /// Probability that a name gives way to another of its type.
    #[serde(default)]
    pub mention_replacement: f64,
    /// Probability that a sentence is upper-cased or lower-cased.
    #[serde(default)]
    pub case_change: f64,
    /// What is learnt from a teacher, where there is one.
    #[serde(default)]
    pub distillation: Option<Distillation>,
    /// Which epoch's weights are written.
    #[serde(default)]
    pub keep: Keep,
    /// Epochs, up to the one that is kept, whose weights are averaged.
    #[serde(default = "one")]
    pub average_last: usize,
    /// Epochs without a better validation F1 after which the run ends.
    #[serde(default)]
    pub patience: Option<usize>,
    /// Sentences of a dry run.
    #[serde(default)]
    pub max_samples: Option<usize>,
    /// Seed of the head, the order of the data, dropout and augmentation.
    pub seed: u64,
    /// Whether sentences of like length share a batch.
    pub group_by_length: bool,
    /// Whether the model sees how each word is written.
    #[serde(default)]
    pub word_shapes: bool,
}

fn one() -> usize {
    1
}

fn whole() -> f64 {
    1.0
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

/// A point of the loss curve.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LossPoint {
    /// Steps done.
    pub step: usize,
    /// Mean loss since the previous point.
    pub loss: f64,
    /// Learning rate of this step.
    pub learning_rate: f64,
}

/// A row of the epoch table; scores are of the validation data.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct EpochRow {
    /// Mean training loss of the epoch.
    pub training_loss: f64,
    /// Epochs done.
    pub epoch: f64,
    /// Steps done.
    pub step: usize,
    /// Mean loss a labelled word.
    pub validation_loss: f64,
    /// Entity precision.
    pub precision: f64,
    /// Entity recall.
    pub recall: f64,
    /// Entity F1.
    pub f1: f64,
    /// Share of words with the right label.
    pub accuracy: f64,
    /// Seconds from the start of the epoch to its end, evaluation left out.
    pub seconds: f64,
}

/// Scores of one weight file on one split.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Evaluation {
    /// `validation` or `test`.
    pub split: String,
    /// `f32` or `int8`.
    pub weights: String,
    /// Bytes of the weight file.
    pub weight_bytes: u64,
    /// Milliseconds of a forward pass over 32 wordpieces on one thread, where that was measured.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub millis: Option<f64>,
    /// Mean loss a labelled word.
    pub loss: f64,
    /// Entity scores as seqeval computes them.
    pub scores: EntityScores,
}

/// What a seed came to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SeedRow {
    /// The seed.
    pub seed: u64,
    /// Entity F1 on the validation data.
    pub validation_f1: f64,
    /// Entity F1 on the test data, where there is any.
    pub test_f1: Option<f64>,
    /// Seconds of the run.
    pub seconds: f64,
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
