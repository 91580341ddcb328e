//! Ten optimizer steps against PyTorch: `tests/reference/encoder.py` has the program.

use std::collections::{BTreeMap, HashMap};
use std::path::PathBuf;

use candle_core::{DType, Device, Tensor, Var};
use namelight_encoder::loss::cross_entropy_sum;
use namelight_encoder::{weights, Batch, Config, NoDropout, Parameters, TokenClassifier};
use namelight_trainer::optimizer::{AdamW, AdamWOptions};
use namelight_trainer::schedule::LinearSchedule;

const OPTIONS: AdamWOptions = AdamWOptions {
    betas: (0.9, 0.999),
    epsilon: 1e-8,
    weight_decay: 0.1,
    max_grad_norm: 0.5,
};
const SCHEDULE: LinearSchedule = LinearSchedule {
    peak: 1e-2,
    warmup: 2,
    total: 10,
};

fn folder(model: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures/encoder")
        .join(model)
}

fn labelled(expected: &HashMap<String, Tensor>) -> (Tensor, Tensor) {
    let labels = expected["labels"]
        .flatten_all()
        .unwrap()
        .to_vec1::<i64>()
        .unwrap();
    let kept = labels.iter().enumerate().filter(|(_, label)| **label >= 0);
    let (places, labels): (Vec<u32>, Vec<u32>) = kept
        .map(|(place, label)| (place as u32, *label as u32))
        .unzip();
    (
        Tensor::new(places, &Device::Cpu).unwrap(),
        Tensor::new(labels, &Device::Cpu).unwrap(),
    )
}

#[test]
fn ten_steps_give_the_losses_norms_and_weights_of_pytorch() {
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
        let network = TokenClassifier::load(&tracked, &config).unwrap();
        let mut optimizer = AdamW::new(&variables, OPTIONS).unwrap();
        let batch = Batch {
            ids: expected["input_ids"].to_dtype(DType::U32).unwrap(),
            mask: expected["attention_mask"].to_dtype(DType::F32).unwrap(),
        };
        let (places, labels) = labelled(&expected);
        let losses = expected["adamw.losses"].to_vec1::<f32>().unwrap();
        let norms = expected["adamw.grad_norms"].to_vec1::<f32>().unwrap();
        for (step, (expected_loss, expected_norm)) in losses.iter().zip(norms).enumerate() {
            let logits = network.forward(&batch, &mut NoDropout).unwrap();
            let loss = (cross_entropy_sum(&logits, &places, &labels).unwrap()
                / places.elem_count() as f64)
                .unwrap();
            let norm = optimizer
                .step(&loss.backward().unwrap(), SCHEDULE.rate(step))
                .unwrap();
            let loss = loss.to_scalar::<f32>().unwrap();
            assert!(
                (loss - expected_loss).abs() < 1e-4,
                "{model}, step {step}: loss {loss}, PyTorch {expected_loss}"
            );
            assert!(
                (norm as f32 - expected_norm).abs() < 1e-3,
                "{model}, step {step}: norm {norm}, PyTorch {expected_norm}"
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
