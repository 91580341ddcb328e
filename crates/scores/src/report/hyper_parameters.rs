//! The table of hyper-parameters. A new one is a field of [`Recipe`] and a row of [`HYPER_PARAMETERS`]: its flag, its key in
//! recipe files, its check, its line in the model card and its line in the Report view follow from that row.

use thiserror::Error;

use super::Recipe;
use super::setting::{Field, Range, Value};

/// One hyper-parameter of a [`Recipe`].
#[derive(Clone, Copy, Debug)]
pub struct HyperParameter {
    /// The key in recipe files; with two hyphens before it, it is the flag of the command line.
    pub key: &'static str,
    /// The name in model cards, which is that of transformers' `Trainer` where that has one.
    pub card_name: &'static str,
    /// The name for a reader.
    pub name: &'static str,
    /// What it does, as the command line's help says it.
    pub help: &'static str,
    /// The values that have a meaning.
    pub range: Range,
    get: fn(&Recipe) -> Option<Value>,
    set: fn(&mut Recipe, &Value) -> Result<(), &'static str>,
}

/// Why a value cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum RecipeError {
    /// No hyper-parameter has this key.
    #[error("there is no hyper-parameter {0}")]
    UnknownKey(String),
    /// The value is of another type.
    #[error("{key} is {value}; expected {expected}")]
    Type {
        /// The key of the hyper-parameter.
        key: &'static str,
        /// The value.
        value: String,
        /// What it should be.
        expected: &'static str,
    },
    /// The value has no meaning.
    #[error("{key} is {value}; it has to be {range}")]
    OutOfRange {
        /// The key of the hyper-parameter.
        key: &'static str,
        /// The value.
        value: String,
        /// What it should be in.
        range: Range,
    },
}

macro_rules! row {
    ($key:literal, $card:literal, $name:literal, $range:ident, $help:literal, $($field:tt)+) => {
        HyperParameter {
            key: $key,
            card_name: $card,
            name: $name,
            help: $help,
            range: Range::$range,
            get: |recipe| recipe.$($field)+.get(),
            set: |recipe, value| recipe.$($field)+.set(value),
        }
    };
}

/// Reads and writes a field of the distillation. Without a teacher it has no value, and one that is given is left unused.
macro_rules! distillation_row {
    ($key:literal, $card:literal, $name:literal, $range:ident, $help:literal, $field:ident) => {
        HyperParameter {
            key: $key,
            card_name: $card,
            name: $name,
            help: $help,
            range: Range::$range,
            get: |recipe| recipe.distillation.as_ref().and_then(|it| it.$field.get()),
            set: |recipe, value| match &mut recipe.distillation {
                Some(it) => it.$field.set(value),
                None => 0.0_f64.set(value),
            },
        }
    };
}

/// Every hyper-parameter, in the order in which they are listed for readers.
#[rustfmt::skip]
pub const HYPER_PARAMETERS: [HyperParameter; 34] = [
    row!("learning-rate", "learning_rate", "Learning rate", AboveZero,
        "Peak learning rate", learning_rate),
    row!("schedule", "lr_scheduler_type", "Schedule", Any,
        "Course of the learning rate after the warm-up: linear, cosine or constant", schedule),
    row!("warmup-ratio", "lr_scheduler_warmup_ratio", "Warm-up, share of steps", BelowOne,
        "Share of all steps in which the learning rate rises from zero", warmup_ratio),
    row!("epochs", "num_epochs", "Epochs", Size,
        "Passes over the training data", epochs),
    row!("max-steps", "training_steps", "Steps at most", Positive,
        "Stop after so many steps, even inside an epoch; the schedule ends there too", max_steps),
    row!("patience", "early_stopping_patience", "Epochs without gain at most", Positive,
        "Stop when validation F1 has not risen for so many epochs", patience),
    row!("train-batch", "train_batch_size", "Batch, training", Size,
        "Sentences in a forward pass", train_batch),
    row!("gradient-accumulation", "gradient_accumulation_steps", "Batches in a step", Size,
        "Forward passes whose gradients make one step", gradient_accumulation),
    row!("eval-batch", "eval_batch_size", "Batch, evaluation", Size,
        "Sentences in an evaluation pass", eval_batch),
    row!("group-by-length", "group_by_length", "Batches of similar length", Any,
        "Put sentences of similar length into a batch", group_by_length),
    row!("max-samples", "max_samples", "Sentences at most", Positive,
        "Train on so many sentences only, and score on as many: a dry run", max_samples),
    row!("seed", "seed", "Seed", Any,
        "Seed of the head, the order of the data, dropout and augmentation", seed),
    row!("beta1", "adam_beta1", "Adam β₁", BelowOne, "AdamW's β₁", betas.0),
    row!("beta2", "adam_beta2", "Adam β₂", BelowOne, "AdamW's β₂", betas.1),
    row!("epsilon", "adam_epsilon", "Adam ε", AboveZero, "AdamW's ε", epsilon),
    row!("weight-decay", "weight_decay", "Weight decay", BelowOne,
        "Decoupled weight decay of matrices; biases and layer norms have none", weight_decay),
    row!("layer-decay", "layer_decay", "Layer decay", Factor,
        "Each layer learns this times as fast as the one above it; the head learns fastest", layer_decay),
    row!("max-grad-norm", "max_grad_norm", "Largest gradient norm", AboveZero,
        "Gradients with a larger norm are scaled down to it", max_grad_norm),
    row!("hidden-dropout", "hidden_dropout", "Dropout, hidden states", BelowOne,
        "Dropout of hidden states; that of the checkpoint unless given", hidden_dropout),
    row!("attention-dropout", "attention_dropout", "Dropout, attention", BelowOne,
        "Dropout of attention weights; that of the checkpoint unless given", attention_dropout),
    row!("classifier-dropout", "classifier_dropout", "Dropout, head", BelowOne,
        "Dropout before the head; that of the checkpoint unless given", classifier_dropout),
    row!("label-smoothing", "label_smoothing_factor", "Label smoothing", BelowOne,
        "Share of each label's probability that is spread over all labels", label_smoothing),
    row!("mention-replacement", "mention_replacement", "Mention replacement", Probability,
        "Probability that a name in the training data is replaced by another of its type, anew in each epoch", mention_replacement),
    row!("case-change", "case_change", "Case change", Probability,
        "Probability that a training sentence is upper-cased or lower-cased, anew in each epoch", case_change),
    row!("join-sentences", "join_sentences", "Joined sentences", Probability,
        "Share of the training sentences that are joined to the one before, anew in each epoch, one in five of them without the \
         full stop between the two", join_sentences),
    row!("word-shapes", "word_shapes", "Word shapes", Any,
        "Let the model see how each word is written (lower case, Capitalized, UPPER CASE, mIxed), which the wordpieces of an \
         uncased checkpoint leave out; needs a checkpoint of type bert, whose token types become the shapes", word_shapes),
    row!("keep", "keep", "Weights kept", Any,
        "Which epoch's weights are written, by validation F1: last or best", keep),
    row!("average-last", "average_last", "Epochs averaged", Positive,
        "Write the mean of the weights after the last so many epochs, up to the one that --keep names", average_last),
    row!("rounded-epochs", "rounded_epochs", "Epochs with rounded weights", Any,
        "So many epochs, the last ones, compute with weights that are rounded as `quantize --word-bits --layer-bits` rounds \
         them; the gradient passes straight through", rounded_epochs),
    row!("word-bits", "rounded_word_bits", "Bits of word embeddings, rounded", Bits,
        "With --rounded-epochs: bits of the word embeddings", word_bits),
    row!("layer-bits", "rounded_layer_bits", "Bits of layers, rounded", Bits,
        "With --rounded-epochs: bits of the matrices of the layers and of the table of positions", layer_bits),
    row!("group", "rounded_group", "Integers with one scale, rounded", Group,
        "With --rounded-epochs: number of integers that share a scale", group),
    distillation_row!("temperature", "distillation_temperature", "Temperature of the teacher", AboveZero,
        "With --teacher: what logits are divided by before they become probabilities", temperature),
    distillation_row!("distillation-mix", "distillation_mix", "Share of the teacher in the loss", Probability,
        "With --teacher: its share in the loss; the rest is that of the labels", mix),
];

impl HyperParameter {
    /// The hyper-parameter with this key.
    ///
    /// # Errors
    /// When there is none.
    pub fn with_key(key: &str) -> Result<&'static Self, RecipeError> {
        let mut all = HYPER_PARAMETERS.iter();
        all.find(|parameter| parameter.key == key)
            .ok_or_else(|| RecipeError::UnknownKey(key.to_owned()))
    }

    /// Its value in a recipe; none where a limit is not set or there is no teacher.
    pub fn get(&self, recipe: &Recipe) -> Option<Value> {
        (self.get)(recipe)
    }

    /// Gives it a value. The temperature and the share of a teacher that a recipe does not have are left out.
    ///
    /// # Errors
    /// When the value is of another type or out of range; the recipe is as before then, or as it was given.
    pub fn set(&self, recipe: &mut Recipe, value: &Value) -> Result<(), RecipeError> {
        self.check(value)?;
        (self.set)(recipe, value).map_err(|expected| RecipeError::Type {
            key: self.key,
            value: value.to_string(),
            expected,
        })
    }

    fn check(&self, value: &Value) -> Result<(), RecipeError> {
        match self.range.contains(value) {
            true => Ok(()),
            false => Err(RecipeError::OutOfRange {
                key: self.key,
                value: value.to_string(),
                range: self.range,
            }),
        }
    }
}

impl Recipe {
    /// Every hyper-parameter that has a value, with it, in the order of [`HYPER_PARAMETERS`].
    pub fn settings(&self) -> Vec<(&'static HyperParameter, Value)> {
        let all = HYPER_PARAMETERS.iter();
        all.filter_map(|parameter| Some((parameter, parameter.get(self)?)))
            .collect()
    }

    /// Refuses values that have no meaning.
    ///
    /// # Errors
    /// The first value that is out of its range.
    pub fn check(&self) -> Result<(), RecipeError> {
        let mut settings = self.settings().into_iter();
        settings.try_for_each(|(parameter, value)| parameter.check(&value))
    }
}
