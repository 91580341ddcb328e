//! The one table of hyper-parameters: values go through keys and texts and come back, and what has no meaning is refused.

use std::collections::BTreeSet;

use namelight_scores::report::{
    Distillation, HYPER_PARAMETERS, HyperParameter, Keep, Range, Recipe, RecipeError, ScheduleKind,
    Value,
};

fn student() -> Recipe {
    Recipe {
        learning_rate: 3e-4,
        schedule: ScheduleKind::Cosine,
        max_steps: Some(9),
        betas: (0.8, 0.95),
        classifier_dropout: Some(0.25),
        distillation: Some(Distillation {
            teacher: "large".to_owned(),
            sha256: String::new(),
            temperature: 3.0,
            mix: 0.7,
            unlabelled: 0,
        }),
        keep: Keep::Best,
        patience: Some(2),
        seed: u64::MAX,
        word_shapes: true,
        ..Recipe::default()
    }
}

fn set(recipe: &mut Recipe, key: &str, text: &str) -> Result<(), RecipeError> {
    HyperParameter::with_key(key)?.set(recipe, &Value::from(text))
}

#[test]
fn a_recipe_comes_back_from_the_texts_of_its_settings() {
    let recipe = student();
    let mut copy = Recipe {
        distillation: recipe.distillation.clone().map(|it| Distillation {
            temperature: 1.0,
            mix: 0.1,
            ..it
        }),
        ..Recipe::default()
    };
    for (parameter, value) in recipe.settings() {
        set(&mut copy, parameter.key, &value.to_string()).unwrap();
    }
    assert_eq!(copy, recipe);
}

#[test]
fn every_field_of_a_recipe_has_its_row() {
    let fields = serde_json::to_value(student()).unwrap();
    let fields: BTreeSet<String> = fields.as_object().unwrap().keys().cloned().collect();
    let of = |field: &str| match field {
        "betas" => ["beta1", "beta2"].to_vec(),
        "distillation" => ["temperature", "distillation_mix"].to_vec(),
        _ => vec![],
    };
    let fields = fields.iter().flat_map(|field| match of(field)[..] {
        [] => vec![field.clone()],
        _ => of(field).into_iter().map(str::to_owned).collect(),
    });
    let keys = HYPER_PARAMETERS.map(|parameter| parameter.key.replace('-', "_"));
    assert_eq!(fields.collect::<BTreeSet<_>>(), keys.into());
}

#[test]
fn names_are_there_once() {
    for name in [
        |it: &HyperParameter| it.key,
        |it: &HyperParameter| it.card_name,
        |it: &HyperParameter| it.name,
    ] {
        let names: BTreeSet<_> = HYPER_PARAMETERS.iter().map(name).collect();
        assert_eq!(names.len(), HYPER_PARAMETERS.len());
    }
}

#[test]
fn a_value_out_of_range_or_of_another_type_is_refused_by_its_key() {
    for (key, text, expected) in [
        ("learning-rate", "0", "above 0"),
        ("learning-rate", "inf", "above 0"),
        ("learning-rate", "NaN", "above 0"),
        ("layer-decay", "1.1", "above 0 and at most 1"),
        ("warmup-ratio", "1", "at least 0 and below 1"),
        ("classifier-dropout", "-0.1", "at least 0 and below 1"),
        ("case-change", "1.5", "a probability, from 0 to 1"),
        ("distillation-mix", "-1", "a probability, from 0 to 1"),
        ("patience", "0", "at least 1"),
        ("word-bits", "1", "from 2 to 8"),
        ("layer-bits", "9", "from 2 to 8"),
        ("group", "12", "a multiple of 8, up to 65536"),
        ("train-batch", "65537", "from 1 to 65536"),
        ("epochs", "2.5", "a whole number"),
        ("schedule", "square", "linear, cosine or constant"),
        ("keep", "1", "last or best"),
        ("word-shapes", "yes", "true or false"),
        ("temperature", "warm", "a number"),
    ] {
        for mut recipe in [Recipe::default(), student()] {
            let before = recipe.clone();
            let error = set(&mut recipe, key, text).unwrap_err().to_string();
            assert!(error.starts_with(&format!("{key} is {text};")), "{error}");
            assert!(error.ends_with(expected), "{error}");
            assert_eq!(recipe, before);
        }
    }
    let error = set(&mut student(), "learning_rate", "1").unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no hyper-parameter learning_rate"
    );
}

#[test]
fn a_recipe_with_a_meaningless_value_does_not_pass_its_check() {
    assert_eq!(student().check(), Ok(()));
    let wrong = Recipe {
        hidden_dropout: 1.0,
        ..student()
    };
    let range = Range::BelowOne;
    let expected = RecipeError::OutOfRange {
        key: "hidden-dropout",
        value: "1".to_owned(),
        range,
    };
    assert_eq!(wrong.check(), Err(expected));
}

#[test]
fn a_recipe_without_a_teacher_has_no_settings_of_one() {
    let mut recipe = Recipe::default();
    set(&mut recipe, "temperature", "3").unwrap();
    assert_eq!(recipe, Recipe::default());
    let keys: Vec<&str> = recipe.settings().iter().map(|(it, _)| it.key).collect();
    assert!(!keys.contains(&"temperature") && !keys.contains(&"max-steps"));
    assert!(keys.contains(&"learning-rate"));
}
