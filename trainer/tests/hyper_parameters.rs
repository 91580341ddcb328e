//! What the hyper-parameters of a recipe do to a run.

mod common;

use std::fs;
use std::path::Path;

use common::{Workspace, copy_of, json, stderr, words};
use namelight_encoder::weights::read;
use namelight_encoder::{Config, Device};
use serde_json::Value;

fn report(model: &Path) -> Value {
    json(&model.join("report.json"))
}

fn epochs(model: &Path) -> Vec<Value> {
    report(model)["epochs"].as_array().unwrap().clone()
}

fn weights(model: &Path) -> Vec<u8> {
    fs::read(model.join("model.safetensors")).unwrap()
}

const FAST: [&str; 4] = ["--learning-rate", "1e-3", "--threads", "1"];

#[test]
fn the_recipe_beside_the_weights_gives_the_same_weights_again() {
    let workspace = Workspace::new();
    let given = words("--epochs 3 --layer-decay 0.8 --label-smoothing 0.1 --seed 7");
    let first = workspace.train("first", &[&given[..], &FAST].concat());
    let recipe = first.join("recipe.toml");
    let again = ["--recipe", recipe.to_str().unwrap(), "--threads", "1"];
    let second = workspace.train("second", &again);
    assert!(weights(&first) == weights(&second), "the weights differ");
    let plain = workspace.train(
        "plain",
        &[&["--epochs", "3", "--seed", "7"], &FAST[..]].concat(),
    );
    assert!(
        weights(&first) != weights(&plain),
        "the hyper-parameters did nothing"
    );
}

#[test]
fn accumulated_passes_make_the_step_of_one_large_batch() {
    let workspace = Workspace::new();
    let still = words("--epochs 4 --hidden-dropout 0 --attention-dropout 0 --classifier-dropout 0");
    let still = [&still[..], &FAST].concat();
    let whole = workspace.train("whole", &[&["--train-batch", "8"], &still[..]].concat());
    let parts = ["--train-batch", "2", "--gradient-accumulation", "4"];
    let parts = workspace.train("parts", &[&parts[..], &still].concat());
    for (whole, parts) in epochs(&whole).iter().zip(epochs(&parts)) {
        assert_eq!(whole["step"], parts["step"]);
        let loss = |row: &Value| row["training_loss"].as_f64().unwrap();
        assert!((loss(whole) - loss(&parts)).abs() < 1e-4, "{whole} {parts}");
    }
}

/// Dropout is none here: its masks go over rows of a batch, and there are more of them where the padding stays.
const NO_DROPOUT: [&str; 6] = [
    "--hidden-dropout",
    "0",
    "--attention-dropout",
    "0",
    "--classifier-dropout",
    "0",
];

#[test]
fn operations_of_the_tensor_library_train_to_the_same_scores() {
    let workspace = Workspace::new();
    let args = [&["--epochs", "30"], &FAST[..], &NO_DROPOUT].concat();
    let fused = workspace.train("fused", &args);
    let plain = workspace.train("plain", &[&args[..], &["--plain-ops"]].concat());
    for (fused, plain) in epochs(&fused).iter().zip(epochs(&plain)) {
        for name in ["training_loss", "validation_loss", "f1"] {
            let (fused, plain) = (fused[name].as_f64().unwrap(), plain[name].as_f64().unwrap());
            assert!((fused - plain).abs() < 1e-3, "{name}: {fused} and {plain}");
        }
    }
}

/// What a GPU computes with bf16, imitated.
#[test]
fn products_in_bf16_train_to_like_scores_with_f32_weights() {
    let workspace = Workspace::new();
    let args = [&["--epochs", "60"], &FAST[..], &NO_DROPOUT].concat();
    let exact = workspace.train("exact", &args);
    let rounded = workspace.train("rounded", &[&args[..], &["--precision", "bf16"]].concat());
    assert_ne!(weights(&exact), weights(&rounded), "nothing was rounded");
    let (exact, rounded) = (epochs(&exact), epochs(&rounded));
    for name in ["training_loss", "validation_loss"] {
        let (exact, rounded) = (
            exact[59][name].as_f64().unwrap(),
            rounded[59][name].as_f64().unwrap(),
        );
        assert!(
            (exact - rounded).abs() < 0.05 * exact,
            "{name}: {exact} and {rounded}"
        );
    }
    assert_eq!(exact[59]["f1"], rounded[59]["f1"]);
}

#[test]
fn a_run_ends_after_so_many_steps_and_the_rate_falls_to_them() {
    let workspace = Workspace::new();
    let model = workspace.train(
        "model",
        &[&["--epochs", "60", "--max-steps", "25"], &FAST[..]].concat(),
    );
    let report = report(&model);
    assert_eq!(
        report["epochs"].as_array().unwrap().last().unwrap()["step"],
        25
    );
    let last = &report["loss_curve"].as_array().unwrap()[0];
    assert!(
        (last["learning_rate"].as_f64().unwrap() - 1e-3 / 25.0).abs() < 1e-9,
        "{last}"
    );
}

#[test]
fn patience_ends_a_run_that_gains_nothing() {
    let workspace = Workspace::new();
    // A rate at which nothing is learnt: F1 stays what it was.
    let args = words("--epochs 40 --learning-rate 1e-12 --patience 3 --threads 1");
    assert_eq!(epochs(&workspace.train("model", &args)).len(), 4);
}

#[test]
fn the_best_epoch_is_the_one_that_is_written() {
    let workspace = Workspace::new();
    let args = [&["--epochs", "12", "--keep", "best"], &FAST[..]].concat();
    let report = report(&workspace.train("model", &args));
    let rows = report["epochs"].as_array().unwrap();
    let best = rows
        .iter()
        .map(|row| row["f1"].as_f64().unwrap())
        .fold(0.0, f64::max);
    let validation = &report["evaluations"][0];
    assert_eq!(validation["split"], "validation");
    assert_eq!(
        validation["scores"]["overall"]["f1"].as_f64().unwrap(),
        best
    );
}

#[test]
fn a_dry_run_sees_a_few_sentences() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1", "--max-samples", "3"]);
    let report = report(&model);
    for split in report["data"].as_array().unwrap() {
        assert!(split["sentences"].as_u64().unwrap() <= 3, "{split}");
    }
    assert_eq!(epochs(&model)[0]["step"], 1);
}

#[test]
fn a_deeper_checkpoint_gives_its_first_layers_and_no_more() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1", "--layers", "1"]);
    let config = fs::read_to_string(model.join("config.json")).unwrap();
    let config: Value = serde_json::from_str(&config).unwrap();
    let layers = config.get("n_layers").or(config.get("num_hidden_layers"));
    assert_eq!(layers.unwrap(), 1);

    let error = workspace.refused("deep", &["--layers", "99"]);
    assert!(error.contains("99 layers were asked for"), "{error}");
}

#[test]
fn a_student_learns_from_its_teacher_and_from_text_without_labels() {
    let workspace = Workspace::new();
    let teacher = workspace.train("teacher", &[&["--epochs", "60"], &FAST[..]].concat());
    let text = workspace.file(
        "own.txt",
        b"Ada Lovelace met Mr. Ray in Oslo. They left for Paris.\n",
    );
    let learn = ["--epochs", "40", "--teacher", teacher.to_str().unwrap()];
    let learn = [
        &learn[..],
        &[
            "--distillation-mix",
            "1",
            "--unlabelled",
            text.to_str().unwrap(),
        ],
        &FAST,
    ]
    .concat();
    let student = workspace.train("student", &learn);
    let report = report(&student);
    let distillation = &report["recipe"]["distillation"];
    assert_eq!(distillation["teacher"], "teacher");
    assert_eq!(distillation["unlabelled"], 2);
    let loss = |row: &Value| row["training_loss"].as_f64().unwrap();
    let rows = epochs(&student);
    assert!(
        loss(&rows[39]) < loss(&rows[0]) / 4.0,
        "{} {}",
        rows[0],
        rows[39]
    );
    // Nothing but the teacher was learnt from, and it knows the data.
    let accuracy = rows[39]["accuracy"].as_f64().unwrap();
    assert!(
        accuracy > rows[0]["accuracy"].as_f64().unwrap(),
        "{accuracy}"
    );
}

#[test]
fn a_student_learns_from_changed_data_too_and_sees_how_words_are_written() {
    let workspace = Workspace::new();
    let teacher = workspace.train("teacher", &[&["--epochs", "40"], &FAST[..]].concat());
    let text = workspace.file("own.txt", b"Ada Lovelace met Mr. Ray in Oslo.\n");
    let learn = [
        &["--epochs", "40", "--teacher", teacher.to_str().unwrap()][..],
        &["--unlabelled", text.to_str().unwrap(), "--word-shapes"],
        &["--mention-replacement", "0.3", "--case-change", "0.3"],
        &["--join-sentences", "0.3"],
        &FAST,
    ];
    let student = workspace.train("student", &learn.concat());
    let rows = epochs(&student);
    let loss = |row: &Value| row["training_loss"].as_f64().unwrap();
    assert!(
        loss(&rows[39]) < loss(&rows[0]) / 2.0,
        "{} {}",
        rows[0],
        rows[39]
    );
    assert_eq!(report(&student)["recipe"]["word_shapes"], true);

    let again = fs::read_to_string(student.join("recipe.toml")).unwrap();
    assert!(again.contains("word-shapes = true"), "{again}");
    let config = Config::from_json(&fs::read(student.join("config.json")).unwrap()).unwrap();
    let parameters = read(&weights(&student), &config, &Device::Cpu).unwrap();
    let table = parameters[&config.token_type_embeddings()]
        .to_vec2::<f32>()
        .unwrap();
    assert_eq!(table.len(), 4);
    assert!(
        (1..4).all(|shape| table[shape] != table[0]),
        "a shape was never learnt"
    );
}

#[test]
fn a_teacher_asked_once_for_all_seeds_teaches_each_the_same() {
    let workspace = Workspace::new();
    let teacher = workspace.train("teacher", &[&["--epochs", "20"], &FAST[..]].concat());
    let learn = ["--epochs", "2", "--teacher", teacher.to_str().unwrap()];
    let together = workspace.train("both", &[&learn[..], &["--seeds", "1,2"]].concat());
    let alone = workspace.train("alone", &[&learn[..], &["--seed", "2"]].concat());
    assert!(weights(&together.join("seed-2")) == weights(&alone));
    let sha256 = |model: &Path| report(model)["recipe"]["distillation"]["sha256"].clone();
    assert_eq!(
        sha256(&together.join("seed-2")),
        sha256(&together.join("seed-1"))
    );
}

#[test]
fn a_teacher_with_other_labels_is_refused() {
    let workspace = Workspace::new();
    let teacher = workspace.train("teacher", &["--epochs", "1"]);
    let config = teacher.join("config.json");
    let text = fs::read_to_string(&config)
        .unwrap()
        .replace("B-PER", "B-BIRD")
        .replace("I-PER", "I-BIRD");
    fs::write(&config, text).unwrap();
    fs::remove_file(teacher.join("manifest.json")).unwrap();
    let error = workspace.refused("student", &["--teacher", teacher.to_str().unwrap()]);
    assert!(error.contains("does not know the label"), "{error}");
}

#[test]
fn each_seed_has_its_model_and_every_report_the_table_of_all() {
    let workspace = Workspace::new();
    let out = workspace.train(
        "out",
        &[&["--epochs", "2", "--seeds", "3,1"], &FAST[..]].concat(),
    );
    let single = workspace.train(
        "single",
        &[&["--epochs", "2", "--seed", "1"], &FAST[..]].concat(),
    );
    assert!(
        weights(&out.join("seed-1")) == weights(&single),
        "the seed is not the seed"
    );
    for seed in ["seed-1", "seed-3"] {
        let report = report(&out.join(seed));
        let rows = report["seeds"].as_array().unwrap();
        let seeds: Vec<u64> = rows
            .iter()
            .map(|row| row["seed"].as_u64().unwrap())
            .collect();
        assert_eq!(seeds, [3, 1]);
        assert!(rows[0]["test_f1"].is_f64());
    }

    // An interrupted row of runs goes on behind those that are done.
    let seconds = |seed: &str| report(&out.join(seed))["duration_seconds"].clone();
    let before = seconds("seed-1");
    fs::remove_dir_all(out.join("seed-3")).unwrap();
    let again = ["--epochs", "2", "--seeds", "3,1", "--resume"];
    workspace.train("out", &[&again[..], &FAST].concat());
    assert_eq!(seconds("seed-1"), before);
    assert!(out.join("seed-3/model.safetensors").exists());
}

#[test]
fn finished_seeds_of_another_recipe_or_other_data_are_not_taken_for_these() {
    let workspace = Workspace::new();
    let seeds = [&["--seeds", "1,2"], &FAST[..]].concat();
    workspace.train("out", &[&seeds[..], &["--epochs", "2"]].concat());
    let longer = [&seeds[..], &["--epochs", "3", "--resume"]].concat();
    let error = workspace.refused("out", &longer);
    assert!(
        error.contains("seed-1") && error.contains("another recipe"),
        "{error}"
    );

    let data = copy_of("conll", &workspace);
    fs::write(data.join("test.txt"), "Ida B-PER\nsang O\n").unwrap();
    let same = [&seeds[..], &["--epochs", "2", "--resume"]].concat();
    let error = stderr(&workspace.try_to_train("out", &data, &same));
    assert!(error.contains("other test data"), "{error}");
    workspace.train("out", &same);

    fs::remove_file(workspace.path("out/seed-2/run_identity.toml")).unwrap();
    let error = workspace.refused("out", &same);
    assert!(
        error.contains("seed-2") && error.contains("run_identity.toml"),
        "{error}"
    );
}
