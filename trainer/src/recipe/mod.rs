//! The recipe of a run: flags of the command line over a recipe file over defaults.
//!
//! Hardly a hyper-parameter is named here: flags, keys of recipe files and checks all follow from one table,
//! [`HYPER_PARAMETERS`](namelight_scores::report::HYPER_PARAMETERS).

mod args;

use std::path::Path;

use anyhow::{Context, Result, anyhow, ensure};
use namelight_encoder::Config;
use namelight_scores::report::{Distillation, HyperParameter, Recipe};

pub use args::{RecipeArgs, Settings};

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

/// Hyper-parameters that are the checkpoint's own unless given.
const FROM_CHECKPOINT: [&str; 3] = ["hidden-dropout", "attention-dropout", "classifier-dropout"];

/// Every hyper-parameter with its value. What is not given is as in the published DistilBERT runs; dropout that is not
/// given is that of the checkpoint.
///
/// # Errors
/// When the recipe file is missing, is not TOML or has an unknown key, or a value is out of range.
pub fn resolve(
    args: &RecipeArgs,
    config: &Config,
    distillation: Option<Distillation>,
) -> Result<Recipe> {
    let mut recipe = Recipe {
        hidden_dropout: config.hidden_dropout,
        attention_dropout: config.attention_dropout,
        classifier_dropout: Some(config.classifier_dropout),
        distillation,
        ..Recipe::default()
    };
    if let Some(name) = &args.recipe {
        let file = read(name)?;
        set_all(&mut recipe, &file).with_context(|| name.clone())?;
    }
    set_all(&mut recipe, &args.flags)?;
    recipe.check()?;
    Ok(recipe)
}

/// How a student learns from this teacher where nobody says how much.
pub fn distillation(teacher: String, sha256: String, unlabelled: usize) -> Distillation {
    Distillation {
        teacher,
        sha256,
        temperature: 2.0,
        mix: 0.5,
        unlabelled,
    }
}

/// The recipe as a file that gives it again.
///
/// # Errors
/// When a value is none that TOML knows, which has no whole numbers of more than 63 bits.
pub fn to_toml(recipe: &Recipe) -> Result<String> {
    let comment =
        "# Every hyper-parameter of this model; `namelight train --recipe` takes this file.\n";
    let mut text = comment.to_owned();
    for (HyperParameter { key, .. }, value) in recipe.settings() {
        let value = toml::Value::try_from(&value).with_context(|| format!("{key} is {value}"))?;
        text.push_str(&format!("{key} = {value}\n"));
    }
    Ok(text)
}

fn set_all(recipe: &mut Recipe, settings: &Settings) -> Result<()> {
    for (key, value) in settings {
        let parameter = HyperParameter::with_key(key)
            .map_err(|error| anyhow!("{error}; `namelight train --help` lists the keys"))?;
        parameter.set(recipe, value)?;
    }
    Ok(())
}

fn read(name: &str) -> Result<Settings> {
    if let Some((_, text)) = BUILT_IN.iter().find(|(known, _)| *known == name) {
        return parse(text);
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
    parse(&text).with_context(|| name.to_owned())
}

fn parse(text: &str) -> Result<Settings> {
    let table: toml::Table = toml::from_str(text)?;
    let setting = |(key, value): (String, toml::Value)| match value.clone().try_into() {
        Ok(setting) => Ok((key, setting)),
        Err(_) => Err(anyhow!(
            "{key} is {value}; a hyper-parameter is a number, a word, true or false"
        )),
    };
    table.into_iter().map(setting).collect()
}

#[cfg(test)]
mod tests;
