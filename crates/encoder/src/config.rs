//! `config.json` as Hugging Face writes it.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};
use thiserror::Error;

/// The architectures that [`crate::TokenClassifier`] computes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ModelType {
    /// `BertForTokenClassification`.
    Bert,
    /// `DistilBertForTokenClassification`.
    DistilBert,
    /// `MPNetForTokenClassification`.
    Mpnet,
}

impl ModelType {
    /// The name in `config.json`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Bert => "bert",
            Self::DistilBert => "distilbert",
            Self::Mpnet => "mpnet",
        }
    }

    fn architecture(self) -> &'static str {
        match self {
            Self::Bert => "BertForTokenClassification",
            Self::DistilBert => "DistilBertForTokenClassification",
            Self::Mpnet => "MPNetForTokenClassification",
        }
    }
}

/// What makes a `config.json` unusable.
#[derive(Debug, Error)]
pub enum ConfigError {
    /// Not JSON, or a field is missing or of another type.
    #[error("config.json: {0}")]
    Json(#[from] serde_json::Error),
    /// An architecture that is not implemented.
    #[error(
        "config.json: model type {0:?} is not supported, expected \"bert\", \"distilbert\" or \"mpnet\""
    )]
    ModelType(String),
    /// A setting that would change the mathematics.
    #[error("config.json: {field} is {value}, only {expected} is supported")]
    Unsupported {
        /// Name of the field.
        field: &'static str,
        /// What it says.
        value: String,
        /// What it should say.
        expected: &'static str,
    },
    /// Word shapes were asked for where there are no token types to hold them.
    #[error(
        "{0} has no token types, which word shapes need; start from a checkpoint of type \"bert\""
    )]
    WordShapes(&'static str),
    /// More layers were asked for than there are, or none.
    #[error("{asked} layers were asked for, the encoder has {present}; ask for 1 to {present}")]
    Layers {
        /// Layers to keep.
        asked: usize,
        /// Layers of the encoder.
        present: usize,
    },
    /// `id2label` does not number its labels 0, 1, 2, ….
    #[error("config.json: id2label has no entry {0:?}; its keys must be 0, 1, 2 and so on")]
    Labels(usize),
}

/// The shape of an encoder and its labels.
#[derive(Clone, Debug)]
pub struct Config {
    /// The architecture.
    pub model_type: ModelType,
    /// Rows of the wordpiece table.
    pub vocab_size: usize,
    /// Width of the hidden states.
    pub hidden_size: usize,
    /// Encoder layers.
    pub layers: usize,
    /// Attention heads; divides `hidden_size`.
    pub heads: usize,
    /// Width inside the feed-forward network.
    pub intermediate_size: usize,
    /// Longest input in wordpieces, special tokens included.
    pub max_positions: usize,
    /// Id of the wordpiece for padding.
    pub padding: u32,
    /// Row of the position table that the first wordpiece takes; rows before it are for padding.
    pub first_position: usize,
    /// Rows of the token type table; 0 where the architecture has none.
    pub token_types: usize,
    /// Whether a token's type says how its word is written.
    pub word_shapes: bool,
    /// Rows of the table of relative distances; 0 where the architecture has none.
    pub relative_buckets: usize,
    /// Added to the variance in layer norms.
    pub layer_norm_eps: f64,
    /// Dropout of hidden states.
    pub hidden_dropout: f64,
    /// Dropout of attention weights.
    pub attention_dropout: f64,
    /// Dropout in front of the head.
    pub classifier_dropout: f64,
    /// Deviation of freshly drawn weights.
    pub initializer_range: f64,
    /// What logits are divided by so that probabilities mean what they say; 1 where nobody calibrated.
    pub temperature: f64,
    /// Label names by output index.
    pub labels: Vec<String>,
    json: Map<String, Value>,
}

#[derive(Deserialize)]
struct Common {
    model_type: String,
    vocab_size: usize,
    max_position_embeddings: usize,
    #[serde(default = "default_initializer_range")]
    initializer_range: f64,
    #[serde(default)]
    pad_token_id: u32,
    #[serde(default)]
    id2label: BTreeMap<usize, String>,
    #[serde(default)]
    word_shapes: bool,
    #[serde(default = "uncalibrated")]
    calibration_temperature: f64,
}

#[derive(Deserialize)]
struct Bert {
    hidden_size: usize,
    num_hidden_layers: usize,
    num_attention_heads: usize,
    intermediate_size: usize,
    type_vocab_size: usize,
    hidden_act: String,
    layer_norm_eps: f64,
    hidden_dropout_prob: f64,
    attention_probs_dropout_prob: f64,
    classifier_dropout: Option<f64>,
    position_embedding_type: Option<String>,
}

#[derive(Deserialize)]
struct Mpnet {
    hidden_size: usize,
    num_hidden_layers: usize,
    num_attention_heads: usize,
    intermediate_size: usize,
    relative_attention_num_buckets: usize,
    hidden_act: String,
    layer_norm_eps: f64,
    hidden_dropout_prob: f64,
    attention_probs_dropout_prob: f64,
}

#[derive(Deserialize)]
struct DistilBert {
    dim: usize,
    n_layers: usize,
    n_heads: usize,
    hidden_dim: usize,
    activation: String,
    dropout: f64,
    attention_dropout: f64,
}

/// transformers fixes MPNet's padding index in code: positions count from the row behind it.
const MPNET_FIRST_POSITION: usize = 2;
/// transformers takes this number of buckets whatever the file says.
const MPNET_BUCKETS: &str = "32";

/// Where transformers' own examples name the task.
const TASK_KEY: &str = "finetuning_task";

/// Where a model says that token types are word shapes; transformers keeps keys that it does not know.
const WORD_SHAPES_KEY: &str = "word_shapes";

/// Where a model keeps the temperature of its probabilities, for readers that know of it.
const TEMPERATURE_KEY: &str = "calibration_temperature";

/// transformers fixes DistilBERT's ε in code.
const DISTILBERT_LAYER_NORM_EPS: f64 = 1e-12;

fn uncalibrated() -> f64 {
    1.0
}

fn default_initializer_range() -> f64 {
    0.02
}

impl Config {
    /// Reads a `config.json`.
    ///
    /// # Errors
    /// When it is not JSON, lacks a field, or describes another architecture than [`ModelType`] lists.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ConfigError> {
        let json: Map<String, Value> = serde_json::from_slice(bytes)?;
        let common: Common = serde_json::from_slice(bytes)?;
        let labels = labels_in_order(common.id2label)?;
        let config = match common.model_type.as_str() {
            "bert" => {
                let bert: Bert = serde_json::from_slice(bytes)?;
                require("hidden_act", &bert.hidden_act, "gelu")?;
                require(
                    "position_embedding_type",
                    bert.position_embedding_type
                        .as_deref()
                        .unwrap_or("absolute"),
                    "absolute",
                )?;
                Self {
                    model_type: ModelType::Bert,
                    vocab_size: common.vocab_size,
                    hidden_size: bert.hidden_size,
                    layers: bert.num_hidden_layers,
                    heads: bert.num_attention_heads,
                    intermediate_size: bert.intermediate_size,
                    max_positions: common.max_position_embeddings,
                    padding: common.pad_token_id,
                    first_position: 0,
                    token_types: bert.type_vocab_size,
                    word_shapes: common.word_shapes,
                    relative_buckets: 0,
                    layer_norm_eps: bert.layer_norm_eps,
                    hidden_dropout: bert.hidden_dropout_prob,
                    attention_dropout: bert.attention_probs_dropout_prob,
                    classifier_dropout: bert.classifier_dropout.unwrap_or(bert.hidden_dropout_prob),
                    initializer_range: common.initializer_range,
                    temperature: common.calibration_temperature,
                    labels,
                    json,
                }
            }
            "distilbert" => {
                let distilbert: DistilBert = serde_json::from_slice(bytes)?;
                require("activation", &distilbert.activation, "gelu")?;
                Self {
                    model_type: ModelType::DistilBert,
                    vocab_size: common.vocab_size,
                    hidden_size: distilbert.dim,
                    layers: distilbert.n_layers,
                    heads: distilbert.n_heads,
                    intermediate_size: distilbert.hidden_dim,
                    max_positions: common.max_position_embeddings,
                    padding: common.pad_token_id,
                    first_position: 0,
                    token_types: 0,
                    word_shapes: common.word_shapes,
                    relative_buckets: 0,
                    layer_norm_eps: DISTILBERT_LAYER_NORM_EPS,
                    hidden_dropout: distilbert.dropout,
                    attention_dropout: distilbert.attention_dropout,
                    classifier_dropout: distilbert.dropout,
                    initializer_range: common.initializer_range,
                    temperature: common.calibration_temperature,
                    labels,
                    json,
                }
            }
            "mpnet" => {
                let mpnet: Mpnet = serde_json::from_slice(bytes)?;
                require("hidden_act", &mpnet.hidden_act, "gelu")?;
                let buckets = mpnet.relative_attention_num_buckets;
                require(
                    "relative_attention_num_buckets",
                    &buckets.to_string(),
                    MPNET_BUCKETS,
                )?;
                Self {
                    model_type: ModelType::Mpnet,
                    vocab_size: common.vocab_size,
                    hidden_size: mpnet.hidden_size,
                    layers: mpnet.num_hidden_layers,
                    heads: mpnet.num_attention_heads,
                    intermediate_size: mpnet.intermediate_size,
                    max_positions: common
                        .max_position_embeddings
                        .saturating_sub(MPNET_FIRST_POSITION),
                    padding: common.pad_token_id,
                    first_position: MPNET_FIRST_POSITION,
                    token_types: 0,
                    word_shapes: common.word_shapes,
                    relative_buckets: buckets,
                    layer_norm_eps: mpnet.layer_norm_eps,
                    hidden_dropout: mpnet.hidden_dropout_prob,
                    attention_dropout: mpnet.attention_probs_dropout_prob,
                    classifier_dropout: mpnet.hidden_dropout_prob,
                    initializer_range: common.initializer_range,
                    temperature: common.calibration_temperature,
                    labels,
                    json,
                }
            }
            other => return Err(ConfigError::ModelType(other.to_owned())),
        };
        config.check()
    }

    /// The same encoder with a head for these labels.
    pub fn with_labels(mut self, labels: &[String]) -> Self {
        let by_id: Map<String, Value> = labels
            .iter()
            .enumerate()
            .map(|(id, name)| (id.to_string(), json!(name)))
            .collect();
        let by_name: Map<String, Value> = labels
            .iter()
            .enumerate()
            .map(|(id, name)| (name.clone(), json!(id)))
            .collect();
        self.json.insert(
            "architectures".into(),
            json!([self.model_type.architecture()]),
        );
        self.json.insert("id2label".into(), Value::Object(by_id));
        self.json.insert("label2id".into(), Value::Object(by_name));
        self.json.remove("_name_or_path");
        self.labels = labels.to_vec();
        self
    }

    /// The task that the labels are of, under the key where transformers keeps it.
    pub fn with_task(mut self, task: &str) -> Self {
        self.json.insert(TASK_KEY.into(), json!(task));
        self
    }

    /// The task that the labels are of, where the file says.
    pub fn task(&self) -> Option<&str> {
        self.json.get(TASK_KEY)?.as_str()
    }

    /// The same encoder, with weights in f32 whatever the base's were: transformers converts them to what the file says.
    pub fn with_f32_weights(mut self) -> Self {
        self.json.remove("torch_dtype");
        self.json.insert("dtype".into(), json!("float32"));
        self
    }

    /// The same encoder with its first layers only.
    ///
    /// # Errors
    /// When it does not have that many.
    pub fn with_layers(mut self, layers: usize) -> Result<Self, ConfigError> {
        if layers == 0 || layers > self.layers {
            return Err(ConfigError::Layers {
                asked: layers,
                present: self.layers,
            });
        }
        let field = match self.model_type {
            ModelType::DistilBert => "n_layers",
            ModelType::Bert | ModelType::Mpnet => "num_hidden_layers",
        };
        self.json.insert(field.into(), json!(layers));
        self.layers = layers;
        Ok(self)
    }

    /// The same encoder with a token type for each of so many word shapes. transformers gives the same logits when it is
    /// given the shapes as `token_type_ids`.
    ///
    /// # Errors
    /// When the architecture has no token types.
    pub fn with_word_shapes(mut self, shapes: usize) -> Result<Self, ConfigError> {
        if self.token_types == 0 {
            return Err(ConfigError::WordShapes(self.model_type.name()));
        }
        self.json.insert(WORD_SHAPES_KEY.into(), json!(true));
        self.json.insert("type_vocab_size".into(), json!(shapes));
        self.token_types = shapes;
        self.word_shapes = true;
        Ok(self)
    }

    /// The same model with probabilities of this temperature (Guo et al. 2017, "On Calibration of Modern Neural
    /// Networks"); its labels stay the same.
    pub fn with_temperature(mut self, temperature: f64) -> Self {
        self.json.insert(TEMPERATURE_KEY.into(), json!(temperature));
        self.temperature = temperature;
        self
    }

    /// The `config.json` of this model; fields that this crate does not read are kept as they were.
    pub fn to_json(&self) -> String {
        format!("{:#}\n", Value::Object(self.json.clone()))
    }

    fn check(self) -> Result<Self, ConfigError> {
        let sizes = [
            ("vocab_size", self.vocab_size),
            ("hidden_size", self.hidden_size),
            ("num_attention_heads", self.heads),
            ("intermediate_size", self.intermediate_size),
        ];
        for (field, value) in sizes {
            if value == 0 {
                return Err(ConfigError::Unsupported {
                    field,
                    value: "0".into(),
                    expected: "a positive number",
                });
            }
        }
        if !self.hidden_size.is_multiple_of(self.heads) {
            return Err(ConfigError::Unsupported {
                field: "num_attention_heads",
                value: self.heads.to_string(),
                expected: "a divisor of the hidden size",
            });
        }
        if !(self.temperature.is_finite() && self.temperature > 0.0) {
            return Err(ConfigError::Unsupported {
                field: TEMPERATURE_KEY,
                value: self.temperature.to_string(),
                expected: "a positive number",
            });
        }
        if self.max_positions < 3 {
            return Err(ConfigError::Unsupported {
                field: "max_position_embeddings",
                value: self.max_positions.to_string(),
                expected: "3 or more",
            });
        }
        Ok(self)
    }
}

fn labels_in_order(id2label: BTreeMap<usize, String>) -> Result<Vec<String>, ConfigError> {
    for (expected, id) in id2label.keys().enumerate() {
        if *id != expected {
            return Err(ConfigError::Labels(expected));
        }
    }
    Ok(id2label.into_values().collect())
}

fn require(field: &'static str, value: &str, expected: &'static str) -> Result<(), ConfigError> {
    if value == expected {
        return Ok(());
    }
    Err(ConfigError::Unsupported {
        field,
        value: format!("{value:?}"),
        expected,
    })
}
