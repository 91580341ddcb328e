//! The hyper-parameters: flags over a recipe file over defaults.

mod args;
mod check;

use std::path::Path;

use anyhow::{Context, Result, ensure};
use namelight_encoder::Config;
use namelight_scores::report::{Distillation, Keep, Recipe, ScheduleKind};

pub use args::RecipeArgs;

/// The file beside the weights that holds the resolved recipe; `--recipe` takes it.
pub const FILE_NAME: &str = "recipe.toml";

/// Recipes that need no file.
const BUILT_IN: [(&str, &str); 3] = [
    ("distilbert", include_str!("../../recipes/distilbert.toml")),
    ("small", include_str!("../../recipes/small.toml")),
    ("base", include_str!("../../recipes/base.toml")),
];

/// What the first of them was called before `--seed` and `--seeds` needed the word.
const FORMER_NAME: &str = "seed";

/// Every knob in its final position. What is not given is as in the published DistilBERT runs; dropout not given is the
/// checkpoint's own.
///
/// # Errors
/// When the recipe file is missing, not TOML or has an unknown key, or a value is out of range.
pub fn resolve(flags: &RecipeArgs, config: &Config) -> Result<Recipe> {
    resolve_with_teacher(flags, config, None)
}

/// [`resolve`] for a student of the teacher with this name.
///
/// # Errors
/// As [`resolve`].
pub fn resolve_with_teacher(
    flags: &RecipeArgs,
    config: &Config,
    teacher: Option<String>,
) -> Result<Recipe> {
    let file = match &flags.recipe {
        Some(name) => read(name)?,
        None => RecipeArgs::default(),
    };
    let args = flags.clone().over(file);
    let recipe = Recipe {
        learning_rate: args.learning_rate.unwrap_or(2e-5),
        schedule: args.schedule.unwrap_or(ScheduleKind::Linear),
        warmup_ratio: args.warmup_ratio.unwrap_or(0.0),
        epochs: args.epochs.unwrap_or(3),
        max_steps: args.max_steps,
        train_batch: args.train_batch.unwrap_or(16),
        gradient_accumulation: args.gradient_accumulation.unwrap_or(1),
        eval_batch: args.eval_batch.unwrap_or(16),
        betas: (args.beta1.unwrap_or(0.9), args.beta2.unwrap_or(0.999)),
        epsilon: args.epsilon.unwrap_or(1e-8),
        weight_decay: args.weight_decay.unwrap_or(0.0),
        layer_decay: args.layer_decay.unwrap_or(1.0),
        max_grad_norm: args.max_grad_norm.unwrap_or(1.0),
        label_smoothing: args.label_smoothing.unwrap_or(0.0),
        hidden_dropout: args.hidden_dropout.unwrap_or(config.hidden_dropout),
        attention_dropout: args.attention_dropout.unwrap_or(config.attention_dropout),
        classifier_dropout: args.classifier_dropout.or(Some(config.classifier_dropout)),
        mention_replacement: args.mention_replacement.unwrap_or(0.0),
        case_change: args.case_change.unwrap_or(0.0),
        distillation: teacher.map(|teacher| Distillation {
            teacher,
            sha256: String::new(),
            temperature: args.temperature.unwrap_or(2.0),
            mix: args.distillation_mix.unwrap_or(0.5),
            unlabelled: 0,
        }),
        keep: args.keep.unwrap_or(Keep::Last),
        average_last: args.average_last.unwrap_or(1),
        patience: args.patience,
        max_samples: args.max_samples,
        seed: args.seed.unwrap_or(42),
        group_by_length: args.group_by_length,
        word_shapes: args.word_shapes,
    };
    check::check(&recipe)?;
    Ok(recipe)
}

/// The recipe as a file that gives it again.
///
/// # Errors
/// Those of writing TOML.
pub fn to_toml(recipe: &Recipe) -> Result<String> {
    let text = toml::to_string(&RecipeArgs::from(recipe))?;
    Ok(format!(
        "# Every hyper-parameter of this model; `namelight train --recipe` takes this file.\n{text}"
    ))
}

fn read(name: &str) -> Result<RecipeArgs> {
    if let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
        return Ok(toml::from_str(text)?);
    }
    let path = Path::new(name);
    ensure!(
        name != FORMER_NAME || path.exists(),
        "the recipe {FORMER_NAME} is called {} now",
        BUILT_IN[0].0
    );
    let text = std::fs::read_to_string(path).with_context(|| {
        let known = BUILT_IN.map(|(known, _)| known).join(", ");
        format!("reading the recipe {name}; a recipe is a TOML file or one of {known}")
    })?;
    toml::from_str(&text).with_context(|| name.to_owned())
}

#[cfg(test)]
mod tests;
