//! The recipe of a run: all its hyper-parameters. What else is known of each of them (its flag, its range, its names) is
//! declared in [`HYPER_PARAMETERS`](super::HYPER_PARAMETERS).

use serde::{Deserialize, Serialize};

use super::Value;

/// The course of the learning rate after the warm-up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScheduleKind {
    /// The rate falls evenly to zero at the last step.
    #[default]
    Linear,
    /// The rate falls to zero along half a cosine.
    Cosine,
    /// The rate stays as it is.
    Constant,
}

/// Which epoch's weights are written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Keep {
    /// The weights after the last epoch.
    #[default]
    Last,
    /// The weights with the highest validation F1.
    Best,
}

/// How a student learns from a teacher.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Distillation {
    /// Name of the teacher's directory.
    pub teacher: String,
    /// SHA-256 of the teacher's weights, hexadecimal.
    pub sha256: String,
    /// What logits are divided by before they become probabilities.
    pub temperature: f64,
    /// The teacher's share in the loss; the rest is that of the labels.
    pub mix: f64,
    /// Number of sentences without labels that the teacher labelled.
    pub unlabelled: usize,
}

/// The hyper-parameters, resolved. A field with a default was added later: in a report without it, it had this value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Recipe {
    /// Peak learning rate.
    pub learning_rate: f64,
    /// Share of all steps in which the learning rate rises from zero.
    pub warmup_ratio: f64,
    /// Course of the learning rate after the warm-up.
    pub schedule: ScheduleKind,
    /// Passes over the training data.
    pub epochs: usize,
    /// Steps after which the run ends, even inside an epoch.
    #[serde(default)]
    pub max_steps: Option<usize>,
    /// Sentences in a forward pass.
    pub train_batch: usize,
    /// Forward passes whose gradients make one step.
    #[serde(default = "one")]
    pub gradient_accumulation: usize,
    /// Sentences in an evaluation pass.
    pub eval_batch: usize,
    /// AdamW's β₁ and β₂.
    pub betas: (f64, f64),
    /// AdamW's ε.
    pub epsilon: f64,
    /// Decoupled weight decay of matrices; biases and layer norms have none.
    pub weight_decay: f64,
    /// Learning rate of a layer divided by that of the layer above it.
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
    /// Dropout before the head; where a report does not say, it is that of hidden states.
    #[serde(default)]
    pub classifier_dropout: Option<f64>,
    /// Probability that a name in the training data is replaced by another of its type.
    #[serde(default)]
    pub mention_replacement: f64,
    /// Probability that a training sentence is upper-cased or lower-cased.
    #[serde(default)]
    pub case_change: f64,
    /// Share of the training sentences that are joined to the one before.
    #[serde(default)]
    pub join_sentences: f64,
    /// What is learnt from a teacher, where there is one.
    #[serde(default)]
    pub distillation: Option<Distillation>,
    /// Which epoch's weights are written.
    #[serde(default)]
    pub keep: Keep,
    /// Number of epochs, up to the one that is kept, whose weights are averaged.
    #[serde(default = "one")]
    pub average_last: usize,
    /// Number of epochs, the last ones, in which weights are rounded while a step computes.
    #[serde(default)]
    pub rounded_epochs: usize,
    /// Bits of the word embeddings in these epochs.
    #[serde(default = "three")]
    pub word_bits: usize,
    /// Bits of the layers' matrices and of the positions in these epochs.
    #[serde(default = "four")]
    pub layer_bits: usize,
    /// Number of integers that share a scale in these epochs.
    #[serde(default = "sixty_four")]
    pub group: usize,
    /// Number of epochs without a better validation F1 after which the run ends.
    #[serde(default)]
    pub patience: Option<usize>,
    /// Number of sentences in a dry run.
    #[serde(default)]
    pub max_samples: Option<usize>,
    /// Seed of the head, the order of the data, dropout and augmentation.
    pub seed: u64,
    /// Whether sentences of similar length share a batch.
    pub group_by_length: bool,
    /// Whether the model sees how each word is written.
    #[serde(default)]
    pub word_shapes: bool,
}

impl Recipe {
    /// The settings in which recipes differ most, in one line.
    pub fn summary(&self) -> String {
        let mut parts = vec![
            Value::Number(self.learning_rate).to_string(),
            match self.epochs {
                1 => "1 epoch".to_owned(),
                epochs => format!("{epochs} epochs"),
            },
        ];
        if let Some(it) = &self.distillation {
            parts.push(format!(
                "teacher {} (temperature {}, mix {})",
                it.teacher, it.temperature, it.mix
            ));
        }
        if self.word_shapes {
            parts.push("word shapes".to_owned());
        }
        let shares = [
            ("case change", self.case_change),
            ("joined sentences", self.join_sentences),
            ("mention replacement", self.mention_replacement),
            ("label smoothing", self.label_smoothing),
        ];
        let used = shares.into_iter().filter(|(_, share)| *share > 0.0);
        parts.extend(used.map(|(name, share)| format!("{name} {share}")));
        if self.average_last > 1 {
            parts.push(format!("mean of the last {}", self.average_last));
        }
        if self.rounded_epochs > 0 {
            parts.push(format!(
                "the last {} rounded to {} and {} bits",
                self.rounded_epochs, self.word_bits, self.layer_bits
            ));
        }
        parts.push(format!("seed {}", self.seed));
        parts.join(", ")
    }
}

fn one() -> usize {
    1
}

fn three() -> usize {
    3
}

fn four() -> usize {
    4
}

fn sixty_four() -> usize {
    64
}

fn whole() -> f64 {
    1.0
}

/// The recipe of the published DistilBERT runs. The trainer replaces the dropouts by those of the checkpoint.
impl Default for Recipe {
    fn default() -> Self {
        Self {
            learning_rate: 2e-5,
            warmup_ratio: 0.0,
            schedule: ScheduleKind::Linear,
            epochs: 3,
            max_steps: None,
            train_batch: 16,
            gradient_accumulation: 1,
            eval_batch: 16,
            betas: (0.9, 0.999),
            epsilon: 1e-8,
            weight_decay: 0.0,
            layer_decay: 1.0,
            max_grad_norm: 1.0,
            label_smoothing: 0.0,
            hidden_dropout: 0.1,
            attention_dropout: 0.1,
            classifier_dropout: None,
            mention_replacement: 0.0,
            case_change: 0.0,
            join_sentences: 0.0,
            distillation: None,
            keep: Keep::Last,
            average_last: 1,
            rounded_epochs: 0,
            word_bits: three(),
            layer_bits: four(),
            group: sixty_four(),
            patience: None,
            max_samples: None,
            seed: 42,
            group_by_length: false,
            word_shapes: false,
        }
    }
}
