//! The reference checkpoints that `tests/reference/encoder.py` wrote with PyTorch and transformers.

#![allow(dead_code, reason = "each test file uses a part of it")]

use std::collections::HashMap;
use std::path::PathBuf;

use candle_core::{Device, Tensor};
use namelight_encoder::{Batch, Config, Parameters, weights};

/// Every architecture.
pub const MODELS: [&str; 3] = ["bert", "distilbert", "mpnet"];

/// A tiny checkpoint and what PyTorch computed with it.
pub struct Reference {
    pub config: Config,
    pub parameters: Parameters,
    pub expected: HashMap<String, Tensor>,
}

impl Reference {
    pub fn load(model: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("../../tests/fixtures/encoder")
            .join(model);
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        let config = Config::from_json(&read("config.json")).unwrap();
        let parameters = weights::read(&read("model.safetensors"), &config, &Device::Cpu).unwrap();
        let expected =
            candle_core::safetensors::load(folder.join("expected.safetensors"), &Device::Cpu)
                .unwrap();
        Self {
            config,
            parameters,
            expected,
        }
    }

    /// The ids of the batch's sentences, without their padding.
    pub fn sentences(&self) -> Vec<Vec<u32>> {
        self.rows("input_ids")
    }

    /// The whole numbers of the batch's sentences, without their padding.
    pub fn rows(&self, name: &str) -> Vec<Vec<u32>> {
        let rows = |name: &str| self.expected[name].to_vec2::<i64>().unwrap();
        let rows = rows(name).into_iter().zip(rows("attention_mask"));
        let kept = |(ids, mask): (Vec<i64>, Vec<i64>)| {
            let length = mask.iter().sum::<i64>() as usize;
            ids[..length].iter().map(|id| *id as u32).collect()
        };
        rows.map(kept).collect()
    }

    pub fn batch(&self) -> Batch {
        Batch::new(&self.sentences(), &Device::Cpu).unwrap()
    }

    /// A tensor of PyTorch's `(batch, seq, …)` without the rows of padding: `(wordpieces, …)`.
    pub fn without_padding(&self, tensor: &Tensor) -> Tensor {
        let mask = self.expected["attention_mask"].flatten_all().unwrap();
        let mask = mask.to_vec1::<i64>().unwrap();
        let kept: Vec<u32> = (0..mask.len() as u32)
            .filter(|cell| mask[*cell as usize] == 1)
            .collect();
        let kept = Tensor::new(kept, &Device::Cpu).unwrap();
        tensor
            .flatten_to(1)
            .unwrap()
            .index_select(&kept, 0)
            .unwrap()
    }

    /// Wordpieces with a label, and their labels.
    pub fn labelled(&self) -> (Tensor, Tensor) {
        let labels = self.without_padding(&self.expected["labels"].unsqueeze(2).unwrap());
        let labels = labels.flatten_all().unwrap().to_vec1::<i64>().unwrap();
        let kept = labels.iter().enumerate().filter(|(_, label)| **label >= 0);
        let (places, labels): (Vec<u32>, Vec<u32>) = kept
            .map(|(place, label)| (place as u32, *label as u32))
            .unzip();
        let count = places.len();
        let tensor = |values| Tensor::from_vec(values, count, &Device::Cpu).unwrap();
        (tensor(places), tensor(labels))
    }
}

/// Fails with the first differing values side by side.
pub fn assert_close(what: &str, actual: &Tensor, expected: &Tensor, tolerance: f32) {
    assert_eq!(actual.dims(), expected.dims(), "{what}: shapes differ");
    let flat = |tensor: &Tensor| tensor.flatten_all().unwrap().to_vec1::<f32>().unwrap();
    for (index, (actual, expected)) in flat(actual).iter().zip(flat(expected)).enumerate() {
        let difference = (actual - expected).abs();
        assert!(
            difference <= tolerance,
            "{what}[{index}]: {actual} but PyTorch has {expected}"
        );
    }
}
