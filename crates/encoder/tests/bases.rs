//! Checkpoints to start from, of every age and form: what is read of them is the same.

mod common;

use candle_core::{Device, Tensor};
use common::{MODELS, Reference};
use namelight_encoder::weights::{
    WeightsError, read_base, read_sharded_base, shard_names, write_f32,
};
use namelight_encoder::{Config, Parameters};
use safetensors::tensor::TensorView;
use safetensors::{Dtype, SafeTensors};
use serde_json::json;

const NORM: &str = "bert.embeddings.LayerNorm.weight";

fn head(config: &Config) -> Vec<f32> {
    vec![0.25; config.labels.len() * config.hidden_size]
}

fn values(tensor: &Tensor) -> Vec<f32> {
    tensor.flatten_all().unwrap().to_vec1().unwrap()
}

/// The encoder's parameters under other names.
fn renamed(reference: &Reference, name: impl Fn(&str) -> String) -> Parameters {
    let parameters = reference.parameters.iter();
    parameters
        .filter(|(key, _)| !key.starts_with("classifier"))
        .map(|(key, tensor)| (name(key), tensor.clone()))
        .collect()
}

fn without_prefix(name: &str) -> String {
    let prefixes = ["bert.", "distilbert.", "mpnet."];
    let bare = prefixes.iter().find_map(|it| name.strip_prefix(it));
    bare.unwrap_or(name).to_owned()
}

fn with_old_norms(name: &str) -> String {
    match name.contains("LayerNorm") || name.contains("layer_norm") {
        true => name.replace(".weight", ".gamma").replace(".bias", ".beta"),
        false => name.to_owned(),
    }
}

fn assert_reads_as(bytes: &[u8], reference: &Reference) {
    let config = &reference.config;
    let read = read_base(bytes, config, head(config), &Device::Cpu).unwrap();
    assert_is_base(&read, reference);
}

/// The encoder is the reference's, the head is the fresh one.
fn assert_is_base(read: &Parameters, reference: &Reference) {
    assert!(read.keys().eq(reference.parameters.keys()));
    for (name, tensor) in &reference.parameters {
        match name.as_str() {
            "classifier.weight" => assert_eq!(values(&read[name]), head(&reference.config)),
            "classifier.bias" => assert!(values(&read[name]).iter().all(|value| *value == 0.0)),
            _ => assert_eq!(values(&read[name]), values(tensor), "{name}"),
        }
    }
}

#[test]
fn prefix_or_none_and_old_or_new_norms_are_read_alike() {
    for model in MODELS {
        let reference = Reference::load(model);
        let spellings: [fn(&str) -> String; 4] = [
            |name| name.to_owned(),
            without_prefix,
            with_old_norms,
            |name| with_old_norms(&without_prefix(name)),
        ];
        for spelling in spellings {
            let parameters = renamed(&reference, spelling);
            assert_reads_as(&write_f32(&parameters).unwrap(), &reference);
        }
    }
}

/// The head of masked words, the pooler, a head of five labels, and the position ids, which are integers.
#[test]
fn what_belongs_to_another_task_is_left_alone() {
    let reference = Reference::load("bert");
    let others = [
        ("bert.pooler.dense.weight", vec![4, 4]),
        ("cls.predictions.transform.LayerNorm.gamma", vec![4]),
        ("cls.seq_relationship.weight", vec![2, 4]),
        ("vocab_transform.weight", vec![4, 4]),
        ("classifier.weight", vec![5, 4]),
        ("classifier.bias", vec![5]),
    ];
    let mut parameters = renamed(&reference, str::to_owned);
    for (name, shape) in others {
        let tensor = Tensor::ones(shape, candle_core::DType::F32, &Device::Cpu).unwrap();
        parameters.insert(name.to_owned(), tensor);
    }
    let bytes = write_f32(&parameters).unwrap();
    let ids: Vec<u8> = (0..24i64).flat_map(i64::to_le_bytes).collect();
    let ids = TensorView::new(Dtype::I64, vec![1, 24], &ids).unwrap();
    let file = SafeTensors::deserialize(&bytes).unwrap();
    let mut views: Vec<_> = file.iter().collect();
    views.push(("bert.embeddings.position_ids", ids));
    assert_reads_as(&safetensors::serialize(views, None).unwrap(), &reference);
}

#[test]
fn a_tensor_that_is_under_none_of_its_names_is_missing_under_its_present_one() {
    let reference = Reference::load("bert");
    let mut parameters = renamed(&reference, without_prefix);
    parameters.remove("embeddings.LayerNorm.weight").unwrap();
    let bytes = write_f32(&parameters).unwrap();
    let config = &reference.config;
    let error = read_base(&bytes, config, head(config), &Device::Cpu).unwrap_err();
    assert!(matches!(error, WeightsError::Missing(name) if name == NORM));
}

/// A checkpoint in two shards.
struct Sharded {
    reference: Reference,
    places: serde_json::Map<String, serde_json::Value>,
    shards: Vec<(String, Vec<u8>)>,
}

const SHARDS: [&str; 2] = [
    "model-00001-of-00002.safetensors",
    "model-00002-of-00002.safetensors",
];

impl Sharded {
    /// Bare and with old norms, as if that were not enough.
    fn new() -> Self {
        let reference = Reference::load("bert");
        let mut halves = [Parameters::new(), Parameters::new()];
        let mut places = serde_json::Map::new();
        let all = renamed(&reference, |name| with_old_norms(&without_prefix(name)));
        for (place, (name, tensor)) in all.into_iter().enumerate() {
            places.insert(name.clone(), json!(SHARDS[place % 2]));
            halves[place % 2].insert(name, tensor);
        }
        let shards = SHARDS.iter().zip(&halves);
        let shards = shards.map(|(name, half)| ((*name).to_owned(), write_f32(half).unwrap()));
        Self {
            shards: shards.collect(),
            reference,
            places,
        }
    }

    fn index(&self) -> Vec<u8> {
        let index = json!({"metadata": {"total_size": 1}, "weight_map": self.places});
        index.to_string().into_bytes()
    }

    fn read(&self) -> Result<Parameters, WeightsError> {
        let config = &self.reference.config;
        let (index, head) = (self.index(), head(config));
        read_sharded_base(&index, &self.shards, config, head, &Device::Cpu)
    }
}

#[test]
fn shards_are_read_as_one_file_is() {
    let sharded = Sharded::new();
    assert_eq!(shard_names(&sharded.index()).unwrap(), SHARDS);
    assert_is_base(&sharded.read().unwrap(), &sharded.reference);
}

#[test]
fn a_missing_shard_is_named() {
    let mut sharded = Sharded::new();
    sharded.shards.pop();
    let error = sharded.read().unwrap_err();
    assert!(error.to_string().contains(SHARDS[1]), "{error}");
    assert!(matches!(error, WeightsError::MissingShard(name) if name == SHARDS[1]));
}

#[test]
fn a_truncated_shard_is_named() {
    let mut sharded = Sharded::new();
    let bytes = &mut sharded.shards[1].1;
    bytes.truncate(bytes.len() / 2);
    let error = sharded.read().unwrap_err();
    assert!(matches!(error, WeightsError::Shard { shard, .. } if shard == SHARDS[1]));
}

#[test]
fn a_tensor_that_is_not_in_its_shard_is_named_with_the_shard() {
    let mut sharded = Sharded::new();
    let name = "embeddings.LayerNorm.gamma";
    let place = sharded.places.get_mut(name).unwrap();
    let other = SHARDS.into_iter().find(|shard| place != shard).unwrap();
    *place = json!(other);
    let error = sharded.read().unwrap_err().to_string();
    assert!(error.contains(name) && error.contains(other), "{error}");
}

#[test]
fn a_tensor_that_the_index_does_not_list_is_missing() {
    let mut sharded = Sharded::new();
    sharded.places.remove("embeddings.LayerNorm.gamma").unwrap();
    let error = sharded.read().unwrap_err();
    assert!(matches!(error, WeightsError::Missing(name) if name == NORM));
}

#[test]
fn an_index_that_is_none_or_points_elsewhere_is_refused() {
    let bad = [
        "{",
        "{}",
        r#"{"weight_map": {}}"#,
        r#"{"weight_map": {"a": 1}}"#,
        r#"{"weight_map": {"a": "../other.safetensors"}}"#,
        r#"{"weight_map": {"a": "/etc/other.safetensors"}}"#,
        r#"{"weight_map": {"a": "pytorch_model.bin"}}"#,
    ];
    for index in bad {
        let error = shard_names(index.as_bytes()).unwrap_err();
        let message = error.to_string();
        assert!(
            message.contains("model.safetensors.index.json"),
            "{message}"
        );
    }
}
