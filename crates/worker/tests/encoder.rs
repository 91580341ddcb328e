//! The encoder as the browser computes it, in SIMD, against PyTorch.
#![cfg(target_arch = "wasm32")]

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
    let batch = Batch {
        ids: expected["input_ids"].to_dtype(DType::U32).unwrap(),
        mask: expected["attention_mask"].to_dtype(DType::F32).unwrap(),
    };
    let logits = model.forward(&batch, &mut NoDropout).unwrap();
    assert_eq!(logits.dims(), expected["logits"].dims());
    let numbers = |tensor: &Tensor| tensor.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    for (ours, pytorchs) in numbers(&logits).iter().zip(numbers(&expected["logits"])) {
        assert!(
            (ours - pytorchs).abs() <= 1e-4,
            "{ours} but PyTorch has {pytorchs}"
        );
    }
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
