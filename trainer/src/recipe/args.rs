//! The knobs as flags and as keys of a recipe file.

use clap::Args;
use namelight_scores::report::{Keep, Recipe, ScheduleKind};
use serde::{Deserialize, Serialize};

/// Knobs that may be given. Names are the same on the command line and in a file.
#[derive(Clone, Debug, Default, PartialEq, Args, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
#[command(next_help_heading = "Recipe")]
pub struct RecipeArgs {
    /// A TOML file with any of the knobs below, or `distilbert` (that of the published DistilBERT runs, also the default), `small` or
    /// `base` (what the shipped models were trained with). Flags overrule it.
    #[arg(long, value_name = "FILE|NAME")]
    #[serde(skip)]
    pub recipe: Option<String>,
    /// Peak learning rate (default: 2e-5).
    #[arg(long, value_name = "RATE")]
    pub learning_rate: Option<f64>,
    /// What the rate does behind the warm-up (default: linear).
    #[arg(long, value_name = "KIND", value_parser = schedule)]
    pub schedule: Option<ScheduleKind>,
    /// Share of all steps in which the rate rises from zero (default: 0).
    #[arg(long, value_name = "SHARE")]
    pub warmup_ratio: Option<f64>,
    /// Passes over the training data (default: 3).
    #[arg(long, value_name = "N")]
    pub epochs: Option<usize>,
    /// Stop after so many steps, even inside an epoch; the schedule ends there too.
    #[arg(long, value_name = "N")]
    pub max_steps: Option<usize>,
    /// Sentences a forward pass (default: 16).
    #[arg(long, value_name = "N")]
    pub train_batch: Option<usize>,
    /// Forward passes whose gradients make one step (default: 1).
    #[arg(long, value_name = "N")]
    pub gradient_accumulation: Option<usize>,
    /// Sentences an evaluation pass (default: 16).
    #[arg(long, value_name = "N")]
    pub eval_batch: Option<usize>,
    /// AdamW's β₁ (default: 0.9).
    #[arg(long)]
    pub beta1: Option<f64>,
    /// AdamW's β₂ (default: 0.999).
    #[arg(long)]
    pub beta2: Option<f64>,
    /// AdamW's ε (default: 1e-8).
    #[arg(long)]
    pub epsilon: Option<f64>,
    /// Decoupled weight decay of matrices; biases and layer norms have none (default: 0).
    #[arg(long, value_name = "RATE")]
    pub weight_decay: Option<f64>,
    /// Each layer learns this times as fast as the one above it; the head learns fastest (default: 1).
    #[arg(long, value_name = "FACTOR")]
    pub layer_decay: Option<f64>,
    /// Gradients with a larger norm are scaled down to it (default: 1).
    #[arg(long, value_name = "NORM")]
    pub max_grad_norm: Option<f64>,
    /// Share of each label's probability that is spread over all labels (default: 0).
    #[arg(long, value_name = "SHARE")]
    pub label_smoothing: Option<f64>,
    /// Dropout of hidden states (default: the checkpoint's).
    #[arg(long, value_name = "SHARE")]
    pub hidden_dropout: Option<f64>,
    /// Dropout of attention weights (default: the checkpoint's).
    #[arg(long, value_name = "SHARE")]
    pub attention_dropout: Option<f64>,
    /// Dropout before the head (default: the checkpoint's).
    #[arg(long, value_name = "SHARE")]
    pub classifier_dropout: Option<f64>,
    /// Probability that a name in the training data gives way to another of its type, anew each epoch (default: 0).
    #[arg(long, value_name = "SHARE")]
    pub mention_replacement: Option<f64>,
    /// Probability that a training sentence is upper-cased or lower-cased, anew each epoch (default: 0).
    #[arg(long, value_name = "SHARE")]
    pub case_change: Option<f64>,
    /// With --teacher: what logits are divided by before they become probabilities (default: 2).
    #[arg(long, value_name = "T")]
    pub temperature: Option<f64>,
    /// With --teacher: its share in the loss; the rest is the labels' (default: 0.5).
    #[arg(long, value_name = "SHARE")]
    pub distillation_mix: Option<f64>,
    /// Which epoch's weights are written, by validation F1 (default: last).
    #[arg(long, value_name = "WHICH", value_parser = keep)]
    pub keep: Option<Keep>,
    /// Write the mean of the weights after the last N epochs, up to the one that --keep names (default: 1).
    #[arg(long, value_name = "N")]
    pub average_last: Option<usize>,
    /// Stop when validation F1 has not risen for so many epochs.
    #[arg(long, value_name = "EPOCHS")]
    pub patience: Option<usize>,
    /// Train on so many sentences only, and score on as many: a dry run.
    #[arg(long, value_name = "N")]
    pub max_samples: Option<usize>,
    /// Seed of the head, the order of the data, dropout and augmentation (default: 42).
    #[arg(long)]
    pub seed: Option<u64>,
    /// Put sentences of like length into a batch.
    #[arg(long)]
    #[serde(default)]
    pub group_by_length: bool,
    /// Let the model see how each word is written (lower case, Capitalized, UPPER CASE, mIxed), which the wordpieces of an
    /// uncased checkpoint leave out; needs a checkpoint of type bert, whose token types become the shapes.
    #[arg(long)]
    #[serde(default)]
    pub word_shapes: bool,
}

fn schedule(text: &str) -> Result<ScheduleKind, String> {
    match text {
        "linear" => Ok(ScheduleKind::Linear),
        "cosine" => Ok(ScheduleKind::Cosine),
        "constant" => Ok(ScheduleKind::Constant),
        _ => Err("expected linear, cosine or constant".to_owned()),
    }
}

fn keep(text: &str) -> Result<Keep, String> {
    match text {
        "last" => Ok(Keep::Last),
        "best" => Ok(Keep::Best),
        _ => Err("expected last or best".to_owned()),
    }
}

impl RecipeArgs {
    /// These where given, those of `file` elsewhere.
    pub(super) fn over(self, file: Self) -> Self {
        Self {
            recipe: self.recipe,
            learning_rate: self.learning_rate.or(file.learning_rate),
            schedule: self.schedule.or(file.schedule),
            warmup_ratio: self.warmup_ratio.or(file.warmup_ratio),
            epochs: self.epochs.or(file.epochs),
            max_steps: self.max_steps.or(file.max_steps),
            train_batch: self.train_batch.or(file.train_batch),
            gradient_accumulation: self.gradient_accumulation.or(file.gradient_accumulation),
            eval_batch: self.eval_batch.or(file.eval_batch),
            beta1: self.beta1.or(file.beta1),
            beta2: self.beta2.or(file.beta2),
            epsilon: self.epsilon.or(file.epsilon),
            weight_decay: self.weight_decay.or(file.weight_decay),
            layer_decay: self.layer_decay.or(file.layer_decay),
            max_grad_norm: self.max_grad_norm.or(file.max_grad_norm),
            label_smoothing: self.label_smoothing.or(file.label_smoothing),
            hidden_dropout: self.hidden_dropout.or(file.hidden_dropout),
            attention_dropout: self.attention_dropout.or(file.attention_dropout),
            classifier_dropout: self.classifier_dropout.or(file.classifier_dropout),
            mention_replacement: self.mention_replacement.or(file.mention_replacement),
            case_change: self.case_change.or(file.case_change),
            temperature: self.temperature.or(file.temperature),
            distillation_mix: self.distillation_mix.or(file.distillation_mix),
            keep: self.keep.or(file.keep),
            average_last: self.average_last.or(file.average_last),
            patience: self.patience.or(file.patience),
            max_samples: self.max_samples.or(file.max_samples),
            seed: self.seed.or(file.seed),
            group_by_length: self.group_by_length || file.group_by_length,
            word_shapes: self.word_shapes || file.word_shapes,
        }
    }
}

impl From<&Recipe> for RecipeArgs {
    fn from(recipe: &Recipe) -> Self {
        Self {
            recipe: None,
            learning_rate: Some(recipe.learning_rate),
            schedule: Some(recipe.schedule),
            warmup_ratio: Some(recipe.warmup_ratio),
            epochs: Some(recipe.epochs),
            max_steps: recipe.max_steps,
            train_batch: Some(recipe.train_batch),
            gradient_accumulation: Some(recipe.gradient_accumulation),
            eval_batch: Some(recipe.eval_batch),
            beta1: Some(recipe.betas.0),
            beta2: Some(recipe.betas.1),
            epsilon: Some(recipe.epsilon),
            weight_decay: Some(recipe.weight_decay),
            layer_decay: Some(recipe.layer_decay),
            max_grad_norm: Some(recipe.max_grad_norm),
            label_smoothing: Some(recipe.label_smoothing),
            hidden_dropout: Some(recipe.hidden_dropout),
            attention_dropout: Some(recipe.attention_dropout),
            classifier_dropout: recipe.classifier_dropout,
            mention_replacement: Some(recipe.mention_replacement),
            case_change: Some(recipe.case_change),
            temperature: recipe.distillation.as_ref().map(|it| it.temperature),
            distillation_mix: recipe.distillation.as_ref().map(|it| it.mix),
            keep: Some(recipe.keep),
            average_last: Some(recipe.average_last),
            patience: recipe.patience,
            max_samples: recipe.max_samples,
            seed: Some(recipe.seed),
            group_by_length: recipe.group_by_length,
            word_shapes: recipe.word_shapes,
        }
    }
}
