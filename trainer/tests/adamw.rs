//! Ten optimizer steps against PyTorch: `tests/reference/encoder.py` has the program.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use candle_core::{Device, Tensor, Var};
use namelight_encoder::loss::cross_entropy_sum;
use namelight_encoder::{Config, NoDropout, Ops, Parameters, TokenClassifier, weights};
use namelight_scores::report::ScheduleKind;
use namelight_trainer::adamw::{AdamW, AdamWOptions, TouchedRows};
use namelight_trainer::train::schedule::Schedule;

const OPTIONS: AdamWOptions = AdamWOptions {
    betas: (0.9, 0.999),
    epsilon: 1e-8,
    weight_decay: 0.1,
    max_grad_norm: 0.5,
};
const SCHEDULE: Schedule = Schedule {
    kind: ScheduleKind::Linear,
    peak: 1e-2,
    warmup: 2,
    total: 10,
};

fn folder(model: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures/encoder")
        .join(model)
}

/// The sentences without their padding, the wordpieces with a label, and their labels.
fn batch(expected: &HashMap<String, Tensor>) -> (Vec<Vec<u32>>, Tensor, Tensor) {
    let rows = |name: &str| expected[name].to_vec2::<i64>().unwrap();
    let (ids, masks, all_labels) = (rows("input_ids"), rows("attention_mask"), rows("labels"));
    let (mut sentences, mut places, mut labels) = (Vec::new(), Vec::new(), Vec::new());
    let mut start = 0;
    for ((ids, mask), row_labels) in ids.iter().zip(masks).zip(all_labels) {
        let length = mask.iter().sum::<i64>() as usize;
        sentences.push(ids[..length].iter().map(|id| *id as u32).collect());
        for (place, label) in row_labels[..length].iter().enumerate() {
            if *label >= 0 {
                places.push((start + place) as u32);
                labels.push(*label as u32);
            }
        }
        start += length;
    }
    let tensor = |values: Vec<u32>| Tensor::new(values, &Device::Cpu).unwrap();
    (sentences, tensor(places), tensor(labels))
}

#[test]
fn ten_steps_give_the_losses_norms_and_weights_of_pytorch() {
    assert_ten_steps_are_pytorchs(Ops::Fused);
}

/// The form that a GPU takes.
#[test]
fn so_do_ten_steps_made_of_the_tensor_librarys_operations() {
    assert_ten_steps_are_pytorchs(Ops::Composed);
}

fn assert_ten_steps_are_pytorchs(ops: Ops) {
    for model in ["bert", "distilbert", "mpnet"] {
        let folder = folder(model);
        let config =
            Config::from_json(&std::fs::read(folder.join("config.json")).unwrap()).unwrap();
        let file = std::fs::read(folder.join("model.safetensors")).unwrap();
        let start = weights::read(&file, &config, &Device::Cpu).unwrap();
        let expected =
            candle_core::safetensors::load(folder.join("expected.safetensors"), &Device::Cpu)
                .unwrap();

        let variables: BTreeMap<String, Var> = start
            .iter()
            .map(|(name, tensor)| (name.clone(), Var::from_tensor(tensor).unwrap()))
            .collect();
        let tracked: Parameters = variables
            .iter()
            .map(|(name, variable)| (name.clone(), variable.as_tensor().clone()))
            .collect();
        let network = TokenClassifier::with_ops(&tracked, &config, ops).unwrap();
        let mut optimizer = AdamW::new(&variables, OPTIONS, ops, |_| 1.0).unwrap();
        let (sentences, places, labels) = batch(&expected);
        let words = &variables[&config.word_embeddings()];
        let losses = expected["adamw.losses"].to_vec1::<f32>().unwrap();
        let norms = expected["adamw.grad_norms"].to_vec1::<f32>().unwrap();
        for (step, (expected_loss, expected_norm)) in losses.iter().zip(norms).enumerate() {
            // Rows of the table in place of the table, as in training: the moments of the others must go on too.
            let mut ids = sentences.concat();
            ids.sort_unstable();
            ids.dedup();
            let touched = TouchedRows::of(words, ids).unwrap();
            let row = |id: &u32| touched.ids.binary_search(id).unwrap() as u32;
            let rows: Vec<Vec<u32>> = sentences
                .iter()
                .map(|ids| ids.iter().map(row).collect())
                .collect();
            let batch = ops.batch(&rows, &Device::Cpu).unwrap();
            let logits = network
                .forward_with_words(&batch, touched.values.as_tensor(), &mut NoDropout)
                .unwrap();
            let loss = (cross_entropy_sum(&logits, &places, &labels, 0.0).unwrap()
                / places.elem_count() as f64)
                .unwrap();
            let norm = optimizer
                .step(&loss.backward().unwrap(), &[touched], SCHEDULE.rate(step))
                .unwrap();
            let loss = loss.to_scalar::<f32>().unwrap();
            assert!(
                (loss - expected_loss).abs() < 1e-4,
                "{model}, step {step}: loss {loss}, PyTorch {expected_loss}"
            );
            assert!(
                (norm.read().unwrap() as f32 - expected_norm).abs() < 1e-3,
                "{model}, step {step}: norm {norm:?}, PyTorch {expected_norm}"
            );
        }
        for (name, variable) in &variables {
            // The true gradient of a key's bias is zero; AdamW divides what rounding leaves of it by itself.
            if ["key.bias", "k_lin.bias", "attn.k.bias"]
                .iter()
                .any(|key| name.contains(key))
            {
                continue;
            }
            let found = variable.flatten_all().unwrap().to_vec1::<f32>().unwrap();
            let wanted = expected[&format!("adamw.final.{name}")]
                .flatten_all()
                .unwrap()
                .to_vec1::<f32>()
                .unwrap();
            for (index, (found, wanted)) in found.iter().zip(wanted).enumerate() {
                assert!(
                    (found - wanted).abs() < 1e-3,
                    "{model}, {name}[{index}]: {found}, PyTorch {wanted}"
                );
            }
        }
    }
}
