//! A tiny recognizer with random weights: what it finds is arbitrary, how it gets there is not.

use std::path::PathBuf;

use namelight_encoder::weights::{read_base, write_f32};
use namelight_encoder::{Config, Device};
use namelight_recognizer::{ModelFiles, Recognizer};

const LABELS: [&str; 5] = ["O", "B-A", "I-A", "B-B", "I-B"];

pub fn files() -> ModelFiles {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures/tiny-base");
    let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
    let config = Config::from_json(&read("config.json"))
        .unwrap()
        .with_labels(&LABELS.map(str::to_owned));
    // Spread out, so that every label occurs.
    let head = (0..LABELS.len() * config.hidden_size)
        .map(|index| ((index * 7919 % 1000) as f32 / 500.0 - 1.0) * 0.8)
        .collect();
    let parameters = read_base(&read("model.safetensors"), &config, head, &Device::Cpu).unwrap();
    ModelFiles {
        config: config.to_json().into_bytes(),
        tokenizer: read("tokenizer.json"),
        weights: write_f32(&parameters).unwrap(),
    }
}

pub fn recognizer() -> Recognizer {
    Recognizer::load(&files()).unwrap()
}
