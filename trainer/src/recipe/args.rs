//! The hyper-parameters as flags of the command line.

use std::collections::BTreeMap;

use clap::{Arg, ArgMatches, Args, Command, FromArgMatches};
use namelight_scores::report::{HYPER_PARAMETERS, HyperParameter, Recipe, RecipeError, Value};

use super::{FROM_CHECKPOINT, distillation};

/// The values of hyper-parameters by their keys.
pub type Settings = BTreeMap<String, Value>;

const HEADING: &str = "Recipe";
const RECIPE: &str = "recipe";
const RECIPE_HELP: &str = "A TOML file with any of the hyper-parameters below, or `distilbert` (that of the published \
    DistilBERT runs, also the default), `small` or `base` (what the shipped models were trained with). Flags overrule it";

/// The recipe that the command line names, and the hyper-parameters that it gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecipeArgs {
    /// A TOML file, or the name of a built-in recipe.
    pub recipe: Option<String>,
    /// The flags that were given.
    pub flags: Settings,
}

impl Args for RecipeArgs {
    fn augment_args(command: Command) -> Command {
        let recipe = Arg::new(RECIPE)
            .long(RECIPE)
            .value_name("FILE|NAME")
            .help(RECIPE_HELP);
        let defaults = Recipe {
            distillation: Some(distillation(String::new(), String::new(), 0)),
            ..Recipe::default()
        };
        let flags = HYPER_PARAMETERS
            .iter()
            .map(|parameter| flag(parameter, &defaults));
        command
            .arg(recipe.help_heading(HEADING))
            .args(flags.map(|flag| flag.help_heading(HEADING)))
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl FromArgMatches for RecipeArgs {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let keys = HYPER_PARAMETERS.iter().map(|parameter| parameter.key);
        let flags = keys.filter_map(|key| Some((key.to_owned(), matches.get_one(key).cloned()?)));
        Ok(Self {
            recipe: matches.get_one(RECIPE).cloned(),
            flags: flags.collect(),
        })
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

/// A switch may stand alone, and takes `false` so that it can be turned off where a recipe file turns it on.
fn flag(parameter: &'static HyperParameter, defaults: &Recipe) -> Arg {
    let HyperParameter { key, help, .. } = *parameter;
    let default = parameter.get(defaults);
    let shown = default.as_ref().map_or("none".to_owned(), Value::to_string);
    let help = match FROM_CHECKPOINT.contains(&key) {
        true => help.to_owned(),
        false => format!("{help} (default: {shown})"),
    };
    let flag = Arg::new(key).long(key).help(help);
    let flag = flag.value_parser(move |text: &str| parsed(parameter, text));
    match default {
        Some(Value::Switch(_)) => {
            let flag = flag.num_args(0..=1).default_missing_value("true");
            flag.value_name("true|false")
        }
        Some(Value::Word(_)) => flag.value_name("NAME"),
        Some(Value::Number(_)) => flag.value_name("NUMBER"),
        Some(Value::Count(_)) | None => flag.value_name("N"),
    }
}

/// A value that the hyper-parameter takes.
fn parsed(parameter: &HyperParameter, text: &str) -> Result<Value, RecipeError> {
    let value = Value::from(text);
    parameter.set(&mut Recipe::default(), &value)?;
    Ok(value)
}
