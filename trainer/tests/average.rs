//! The mean of the weights of several runs, and the bias of `O` that a quantized model gets.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use common::{Workspace, fixture, json, run, stderr, stdout, words};
use safetensors::SafeTensors;

const LESSON: &str = "--epochs 12 --learning-rate 1e-2 --train-batch 4 --threads 1";

fn floats(folder: &Path) -> BTreeMap<String, Vec<f32>> {
    let bytes = fs::read(folder.join("model.safetensors")).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let of_f32 = file.tensors().into_iter();
    let of_f32 = of_f32.filter(|(_, view)| view.dtype() == safetensors::Dtype::F32);
    let values = of_f32.map(|(name, view)| {
        let numbers = view.data().as_chunks::<4>().0.iter();
        (
            name,
            numbers.map(|bytes| f32::from_le_bytes(*bytes)).collect(),
        )
    });
    values.collect()
}

fn average(models: &[&Path], out: &Path) -> std::process::Output {
    let data = fixture("conll");
    let mut args = vec!["average", "--models"];
    args.extend(models.iter().map(|path| path.to_str().unwrap()));
    args.extend([
        "--data",
        data.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    run(&args)
}

#[test]
fn the_mean_of_two_runs_is_a_model_with_scores_of_its_own_and_names_both() {
    let workspace = Workspace::new();
    let [one, two] = ["1", "2"].map(|seed| {
        let lesson = [words(LESSON), vec!["--seed", seed]].concat();
        workspace.train(&format!("seed-{seed}"), &lesson)
    });
    let out = workspace.path("mean");
    let answer = average(&[&one, &two], &out);
    assert!(answer.status.success(), "{}", stderr(&answer));
    let (first, second, mean) = (floats(&one), floats(&two), floats(&out));
    assert_eq!(mean.len(), first.len());
    for (name, values) in &mean {
        for (place, value) in values.iter().enumerate() {
            let expected = (first[name][place] + second[name][place]) / 2.0;
            assert!(
                (value - expected).abs() < 1e-6,
                "{name}: {value}, {expected}"
            );
        }
    }
    let report = json(&out.join("report.json"));
    assert_eq!(
        report["model"]["mean_of"],
        serde_json::json!(["seed-1", "seed-2"])
    );
    let scored = run(&words(&format!(
        "evaluate --json --model {} --data {}",
        out.display(),
        fixture("conll/valid.txt").display()
    )));
    let scored: serde_json::Value = serde_json::from_slice(&scored.stdout).unwrap();
    let row = &report["evaluations"][0];
    assert_eq!(row["split"], "validation");
    assert_eq!(
        row["scores"]["overall"]["f1"],
        scored["scores"]["overall"]["f1"]
    );
    let card = fs::read_to_string(out.join("README.md")).unwrap();
    assert!(
        card.contains("the mean of those of seed-1, seed-2"),
        "{card}"
    );
}

#[test]
fn models_that_cannot_have_a_mean_are_refused_and_nothing_is_written() {
    let workspace = Workspace::new();
    let one = workspace.train("one", &words("--epochs 1 --threads 1"));
    let shaped = workspace.train("shaped", &words("--epochs 1 --threads 1 --word-shapes"));
    let out = workspace.path("mean");
    let said = stderr(&average(&[&one, &shaped], &out));
    assert!(said.contains("trained from one start"), "{said}");
    let said = stderr(&average(&[&one], &out));
    assert!(said.contains("--models"), "{said}");
    assert!(!out.exists());
}

#[test]
fn the_bias_of_o_is_in_the_weights_and_in_the_report_and_scores_are_no_worse_for_it() {
    let workspace = Workspace::new();
    // A model that has learnt little names all sorts of words.
    let model = workspace.train(
        "model",
        &words("--epochs 4 --learning-rate 1e-2 --threads 1"),
    );
    let data = fixture("conll");
    let quantize = |from: &Path, name: &str, more: &str| {
        let out = workspace.path(name);
        let line = format!(
            "quantize --model {} --out {} --data {} {more}",
            from.display(),
            out.display(),
            data.display()
        );
        let answer = run(&words(&line));
        assert!(answer.status.success(), "{}", stderr(&answer));
        (out, stdout(&answer))
    };
    let (plain, _) = quantize(&model, "plain", "");
    let (fitted, said) = quantize(&model, "fitted", "--fit-outside-bias");
    assert!(said.contains("is added to the logit of O"), "{said}");
    let report = json(&fitted.join("report.json"));
    let bias = report["trust"]["outside_bias"].as_f64().unwrap();
    let (before, after) = (floats(&plain), floats(&fitted));
    let added = after["classifier.bias"][0] - before["classifier.bias"][0];
    assert!((f64::from(added) - bias).abs() < 1e-6, "{added} and {bias}");
    let f1 = |folder: &Path| {
        let report = json(&folder.join("report.json"));
        let rows = report["evaluations"].as_array().unwrap().clone();
        let is_int8 =
            |row: &&serde_json::Value| row["weights"] == "int8" && row["split"] == "validation";
        let row = rows.iter().find(is_int8).unwrap();
        row["scores"]["overall"]["f1"].as_f64().unwrap()
    };
    assert!(
        f1(&fitted) >= f1(&plain),
        "{} and {}",
        f1(&fitted),
        f1(&plain)
    );

    let (again, _) = quantize(&fitted, "again", "");
    let report = json(&again.join("report.json"));
    assert_eq!(report["trust"]["outside_bias"], bias);
    let refused = run(&words(&format!(
        "quantize --model {} --out {} --fit-outside-bias",
        model.display(),
        workspace.path("without-data").display()
    )));
    assert!(stderr(&refused).contains("--data"), "{}", stderr(&refused));
}
