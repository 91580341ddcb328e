//! The differentiable encoder in the browser's SIMD against PyTorch. The page runs the int8 one: the end-to-end tests
//! hold that against what it finds natively.
#![cfg(target_arch = "wasm32")]

use std::collections::HashMap;

use candle_core::{DType, Device, Tensor};
use namelight_encoder::{Batch, Config, NoDropout, TokenClassifier, weights};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_dedicated_worker);

/// The files of `tests/reference/encoder.py`.
macro_rules! fixture {
    ($model:literal, $file:literal) => {
        include_bytes!(concat!(
            "../../../tests/fixtures/encoder/",
            $model,
            "/",
            $file
        ))
    };
}

fn assert_logits_equal_those_of_transformers(config: &[u8], model: &[u8], expected: &[u8]) {
    let config = Config::from_json(config).unwrap();
    let parameters = weights::read(model, &config, &Device::Cpu).unwrap();
    let model = TokenClassifier::load(&parameters, &config).unwrap();
    let expected = candle_core::safetensors::load_buffer(expected, &Device::Cpu).unwrap();
    let sentences = sentences(&expected);
    let batch = Batch::new(&sentences, &Device::Cpu).unwrap();
    let logits = model.forward(&batch, &mut NoDropout).unwrap();
    let alone: Vec<_> = (0..sentences.len())
        .map(|row| {
            expected[&format!("logits_single.{row}")]
                .squeeze(0)
                .unwrap()
        })
        .collect();
    let expected = Tensor::cat(&alone, 0).unwrap();
    assert_eq!(logits.dims(), expected.dims());
    let numbers = |tensor: &Tensor| tensor.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    for (ours, pytorchs) in numbers(&logits).iter().zip(numbers(&expected)) {
        assert!(
            (ours - pytorchs).abs() <= 1e-4,
            "{ours} but PyTorch has {pytorchs}"
        );
    }
}

/// The rows of `input_ids`, each as long as its mask says.
fn sentences(expected: &HashMap<String, Tensor>) -> Vec<Vec<u32>> {
    let rows = |name: &str| {
        let tensor = expected[name].to_dtype(DType::U32).unwrap();
        tensor.to_vec2::<u32>().unwrap()
    };
    let lengths = rows("attention_mask")
        .into_iter()
        .map(|mask| mask.iter().sum::<u32>());
    rows("input_ids")
        .into_iter()
        .zip(lengths)
        .map(|(ids, length)| ids[..length as usize].to_vec())
        .collect()
}

#[wasm_bindgen_test]
fn logits_of_a_bert_equal_those_of_transformers() {
    assert_logits_equal_those_of_transformers(
        fixture!("bert", "config.json"),
        fixture!("bert", "model.safetensors"),
        fixture!("bert", "expected.safetensors"),
    );
}

#[wasm_bindgen_test]
fn logits_of_a_distilbert_equal_those_of_transformers() {
    assert_logits_equal_those_of_transformers(
        fixture!("distilbert", "config.json"),
        fixture!("distilbert", "model.safetensors"),
        fixture!("distilbert", "expected.safetensors"),
    );
}

#[wasm_bindgen_test]
fn logits_of_an_mpnet_equal_those_of_transformers() {
    assert_logits_equal_those_of_transformers(
        fixture!("mpnet", "config.json"),
        fixture!("mpnet", "model.safetensors"),
        fixture!("mpnet", "expected.safetensors"),
    );
}
