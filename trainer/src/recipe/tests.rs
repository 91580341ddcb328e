use super::*;

fn config() -> Config {
    let json = br#"{"model_type": "distilbert", "dim": 4, "n_layers": 1, "n_heads": 1, "hidden_dim": 4,
        "vocab_size": 9, "max_position_embeddings": 9, "dropout": 0.3, "attention_dropout": 0.2, "activation": "gelu"}"#;
    Config::from_json(json).unwrap()
}

fn args(text: &str) -> RecipeArgs {
    toml::from_str(text).unwrap()
}

#[test]
fn nothing_given_is_the_published_recipe_with_the_checkpoints_dropout() {
    let recipe = resolve(&RecipeArgs::default(), &config()).unwrap();
    let seed = RecipeArgs {
        recipe: Some("distilbert".to_owned()),
        ..RecipeArgs::default()
    };
    assert_eq!(recipe, resolve(&seed, &config()).unwrap());
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
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.toml");
    std::fs::write(
        &path,
        "learning-rate = 1e-4\nepochs = 7\nschedule = \"cosine\"\n",
    )
    .unwrap();
    let mut flags = args("epochs = 2");
    flags.recipe = Some(path.display().to_string());
    let recipe = resolve(&flags, &config()).unwrap();
    assert_eq!((recipe.learning_rate, recipe.epochs), (1e-4, 2));
    assert_eq!(recipe.schedule, ScheduleKind::Cosine);
    assert_eq!(recipe.train_batch, 16);
}

#[test]
fn the_written_recipe_gives_the_same_again() {
    let given = "learning-rate = 3e-4\npatience = 2\nkeep = \"best\"\naverage-last = 3\nmax-steps = 9\n\
                 group-by-length = true\nclassifier-dropout = 0.25\nlayer-decay = 0.9\n";
    let recipe = resolve(&args(given), &config()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(FILE_NAME);
    std::fs::write(&path, to_toml(&recipe).unwrap()).unwrap();
    let flags = RecipeArgs {
        recipe: Some(path.display().to_string()),
        ..RecipeArgs::default()
    };
    assert_eq!(resolve(&flags, &config()).unwrap(), recipe);
}

#[test]
fn a_value_out_of_range_is_refused_by_name() {
    for (text, name) in [
        ("learning-rate = 0.0", "learning-rate"),
        ("learning-rate = inf", "learning-rate"),
        ("warmup-ratio = 1.0", "warmup-ratio"),
        ("hidden-dropout = -0.1", "hidden-dropout"),
        ("case-change = 1.5", "case-change"),
        ("epochs = 0", "epochs"),
        ("train-batch = 100000", "train-batch"),
        ("patience = 0", "patience"),
        ("layer-decay = 1.1", "layer-decay"),
    ] {
        let error = resolve(&args(text), &config()).unwrap_err().to_string();
        assert!(error.contains(name), "{text}: {error}");
    }
}

#[test]
fn an_unknown_key_and_a_missing_file_are_told() {
    let error = toml::from_str::<RecipeArgs>("learning_rate = 1").unwrap_err();
    assert!(error.to_string().contains("learning_rate"), "{error}");
    let flags = RecipeArgs {
        recipe: Some("nowhere.toml".to_owned()),
        ..RecipeArgs::default()
    };
    let error = format!("{:#}", resolve(&flags, &config()).unwrap_err());
    assert!(
        error.contains("nowhere.toml") && error.contains("small"),
        "{error}"
    );
}

#[test]
fn the_former_name_of_a_built_in_recipe_is_answered_with_the_present_one() {
    let flags = RecipeArgs {
        recipe: Some("seed".to_owned()),
        ..RecipeArgs::default()
    };
    let error = resolve(&flags, &config()).unwrap_err().to_string();
    assert!(error.contains("distilbert"), "{error}");
}
