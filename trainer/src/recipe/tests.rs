//! Tests of recipes: files, flags and defaults.

use clap::Parser;
use namelight_scores::report::{HYPER_PARAMETERS, ScheduleKind};

use super::*;

#[derive(Parser)]
struct Program {
    #[command(flatten)]
    recipe: RecipeArgs,
}

fn config() -> Config {
    let json = br#"{"model_type": "distilbert", "dim": 4, "n_layers": 1, "n_heads": 1, "hidden_dim": 4,
        "vocab_size": 9, "max_position_embeddings": 9, "dropout": 0.3, "attention_dropout": 0.2, "activation": "gelu"}"#;
    Config::from_json(json).unwrap()
}

fn parsed(flags: &[&str]) -> Result<RecipeArgs> {
    let program = Program::try_parse_from([&["namelight"], flags].concat());
    Ok(program?.recipe)
}

fn resolved(flags: &[&str]) -> Result<Recipe> {
    resolve(&parsed(flags)?, &config(), None)
}

/// The recipe of a file with this text, under these flags.
fn resolved_from(text: &str, flags: &[&str]) -> Result<Recipe> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(&path, text).unwrap();
    resolved(&[&["--recipe", path.to_str().unwrap()], flags].concat())
}

#[test]
fn nothing_given_is_the_published_recipe_with_the_checkpoints_dropout() {
    let recipe = resolved(&[]).unwrap();
    assert_eq!(recipe, resolved(&["--recipe", "distilbert"]).unwrap());
    assert_eq!(
        (recipe.learning_rate, recipe.epochs, recipe.seed),
        (2e-5, 3, 42)
    );
    assert_eq!(
        (recipe.hidden_dropout, recipe.attention_dropout),
        (0.3, 0.2)
    );
}

#[test]
fn flags_overrule_the_file_and_the_file_overrules_defaults() {
    let text = "learning-rate = 1e-4\nepochs = 7\nschedule = \"cosine\"\n";
    let recipe = resolved_from(text, &["--epochs", "2"]).unwrap();
    assert_eq!((recipe.learning_rate, recipe.epochs), (1e-4, 2));
    assert_eq!(recipe.schedule, ScheduleKind::Cosine);
    assert_eq!(recipe.train_batch, 16);
}

#[test]
fn what_a_recipe_file_turns_on_a_flag_turns_off() {
    let on = resolved(&["--recipe", "small"]).unwrap();
    assert!(on.group_by_length && on.word_shapes);
    let flags = ["--group-by-length", "false", "--word-shapes=false"];
    let off = resolved(&[&["--recipe", "small"], &flags[..]].concat()).unwrap();
    assert!(!off.group_by_length && !off.word_shapes);
    let alone = resolved(&["--group-by-length", "--word-shapes"]).unwrap();
    assert!(alone.group_by_length && alone.word_shapes);

    let limits = "max-steps = 9\npatience = 2\nmax-samples = 5\n";
    let flags = [
        "--max-steps",
        "none",
        "--patience=none",
        "--max-samples=none",
    ];
    let recipe = resolved_from(limits, &flags).unwrap();
    assert_eq!(
        (recipe.max_steps, recipe.patience, recipe.max_samples),
        (None, None, None)
    );
}

#[test]
fn the_written_recipe_gives_the_same_again() {
    let given = "learning-rate = 3e-4\npatience = 2\nkeep = \"best\"\naverage-last = 3\nmax-steps = 9\n\
                 group-by-length = true\nclassifier-dropout = 0.25\nlayer-decay = 0.9\n";
    let recipe = resolved_from(given, &[]).unwrap();
    let again = resolved_from(&to_toml(&recipe).unwrap(), &[]).unwrap();
    assert_eq!(again, recipe);
}

#[test]
fn every_hyper_parameter_is_a_flag_and_a_key_that_take_its_default() {
    let learns = || Some(distillation("teacher".to_owned(), String::new(), 0));
    let recipe = resolve(&RecipeArgs::default(), &config(), learns()).unwrap();
    for parameter in &HYPER_PARAMETERS {
        let value = parameter
            .get(&recipe)
            .map_or("none".to_owned(), |it| it.to_string());
        let args = parsed(&[&format!("--{}", parameter.key), &value]).unwrap();
        assert_eq!(
            resolve(&args, &config(), learns()).unwrap(),
            recipe,
            "{}",
            parameter.key
        );
    }
}

#[test]
fn a_value_out_of_range_is_refused_by_name_wherever_it_is_given() {
    for (key, value) in [
        ("learning-rate", "0.0"),
        ("learning-rate", "inf"),
        ("warmup-ratio", "1.0"),
        ("hidden-dropout", "-0.1"),
        ("case-change", "1.5"),
        ("epochs", "0"),
        ("train-batch", "100000"),
        ("patience", "0"),
        ("layer-decay", "1.1"),
        ("temperature", "0"),
        ("group-by-length", "3"),
    ] {
        let errors = [
            resolved(&[&format!("--{key}={value}")]).unwrap_err(),
            resolved_from(&format!("{key} = {value}"), &[]).unwrap_err(),
        ];
        for error in errors.map(|error| format!("{error:#}")) {
            assert!(
                error.contains(&format!("{key} is ")),
                "{key} = {value}: {error}"
            );
        }
    }
}

#[test]
fn an_unknown_key_a_value_of_no_type_and_a_missing_file_are_told() {
    for (text, part) in [
        ("learning_rate = 1", "learning_rate"),
        ("epochs = [1, 2]", "epochs is [1, 2]"),
        ("schedule = \"quartic\"", "linear, cosine or constant"),
        ("epochs =", "mine.toml"),
    ] {
        let error = format!("{:#}", resolved_from(text, &[]).unwrap_err());
        assert!(error.contains(part), "{text}: {error}");
    }
    let error = format!("{:#}", resolved(&["--recipe", "nowhere.toml"]).unwrap_err());
    assert!(
        error.contains("nowhere.toml") && error.contains("small"),
        "{error}"
    );
}

#[test]
fn the_former_name_of_a_built_in_recipe_is_answered_with_the_present_one() {
    let error = resolved(&["--recipe", "seed"]).unwrap_err().to_string();
    assert!(error.contains("distilbert"), "{error}");
}

#[test]
fn a_seed_that_no_recipe_file_holds_is_refused_before_the_run() {
    let recipe = resolved(&["--seed", "18446744073709551615"]).unwrap();
    let error = format!("{:#}", to_toml(&recipe).unwrap_err());
    assert!(error.contains("seed is 18446744073709551615"), "{error}");
}
