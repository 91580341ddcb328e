//! Which values a knob takes.

use anyhow::{Result, ensure};
use namelight_scores::report::{Distillation, Recipe};

/// Refuses values that have no meaning, by the knob's name.
pub(super) fn check(recipe: &Recipe) -> Result<()> {
    for (name, value) in [
        ("learning-rate", recipe.learning_rate),
        ("epsilon", recipe.epsilon),
        ("max-grad-norm", recipe.max_grad_norm),
        ("layer-decay", recipe.layer_decay),
    ] {
        ensure!(
            value > 0.0 && value.is_finite(),
            "{name} is {value}; it has to be above 0"
        );
    }
    ensure!(
        recipe.layer_decay <= 1.0,
        "layer-decay is {}; it has to be 1 or less",
        recipe.layer_decay
    );
    for (name, value) in [
        ("warmup-ratio", recipe.warmup_ratio),
        ("beta1", recipe.betas.0),
        ("beta2", recipe.betas.1),
        ("weight-decay", recipe.weight_decay),
        ("label-smoothing", recipe.label_smoothing),
        ("hidden-dropout", recipe.hidden_dropout),
        ("attention-dropout", recipe.attention_dropout),
        (
            "classifier-dropout",
            recipe.classifier_dropout.unwrap_or(0.0),
        ),
    ] {
        ensure!(
            (0.0..1.0).contains(&value),
            "{name} is {value}; it has to be at least 0 and below 1"
        );
    }
    if let Some(distillation) = &recipe.distillation {
        let Distillation {
            temperature, mix, ..
        } = distillation;
        ensure!(
            *temperature > 0.0 && temperature.is_finite(),
            "temperature is {temperature}; it has to be above 0"
        );
        ensure!(
            (0.0..=1.0).contains(mix),
            "distillation-mix is {mix}; a share lies between 0 and 1"
        );
    }
    for (name, value) in [
        ("mention-replacement", recipe.mention_replacement),
        ("case-change", recipe.case_change),
    ] {
        ensure!(
            (0.0..=1.0).contains(&value),
            "{name} is {value}; a probability lies between 0 and 1"
        );
    }
    for (name, value) in [
        ("epochs", Some(recipe.epochs)),
        ("max-steps", recipe.max_steps),
        ("train-batch", Some(recipe.train_batch)),
        ("gradient-accumulation", Some(recipe.gradient_accumulation)),
        ("eval-batch", Some(recipe.eval_batch)),
        ("average-last", Some(recipe.average_last)),
        ("patience", recipe.patience),
        ("max-samples", recipe.max_samples),
    ] {
        ensure!(value != Some(0), "{name} is 0; it has to be at least 1");
    }
    for (name, value) in [
        ("epochs", recipe.epochs),
        ("train-batch", recipe.train_batch),
        ("gradient-accumulation", recipe.gradient_accumulation),
        ("eval-batch", recipe.eval_batch),
    ] {
        ensure!(
            value <= 65_536,
            "{name} is {value}; it has to be at most 65536"
        );
    }
    Ok(())
}
