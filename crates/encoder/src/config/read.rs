//! From Hugging Face's fields, which differ by architecture, to ours.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value};

use super::{Config, ConfigError, ModelType, TEMPERATURE_KEY};

#[derive(Deserialize)]
struct Common {
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

/// transformers fixes DistilBERT's ε in code.
const DISTILBERT_LAYER_NORM_EPS: f64 = 1e-12;

/// A damaged file must not ask for a list of parameters that fills the memory.
const MAX_LAYERS: usize = 1000;

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
        // First, since other architectures have other fields, of which nobody needs to hear.
        let model_type = model_type(bytes)?;
        let common: Common = serde_json::from_slice(bytes)?;
        let config = Self::common(common, serde_json::from_slice(bytes)?)?;
        let config = match model_type {
            ModelType::Bert => config.bert(serde_json::from_slice(bytes)?)?,
            ModelType::DistilBert => config.distilbert(serde_json::from_slice(bytes)?)?,
            ModelType::Mpnet => config.mpnet(serde_json::from_slice(bytes)?)?,
        };
        config.check()
    }

    /// What all architectures have, and nothing of what they do not.
    fn common(common: Common, json: Map<String, Value>) -> Result<Self, ConfigError> {
        Ok(Self {
            model_type: ModelType::Bert,
            vocab_size: common.vocab_size,
            hidden_size: 0,
            layers: 0,
            heads: 0,
            intermediate_size: 0,
            max_positions: common.max_position_embeddings,
            padding: common.pad_token_id,
            first_position: 0,
            token_types: 0,
            word_shapes: common.word_shapes,
            relative_buckets: 0,
            layer_norm_eps: 0.0,
            hidden_dropout: 0.0,
            attention_dropout: 0.0,
            classifier_dropout: 0.0,
            initializer_range: common.initializer_range,
            temperature: common.calibration_temperature,
            labels: labels_in_order(common.id2label)?,
            json,
        })
    }

    fn bert(self, bert: Bert) -> Result<Self, ConfigError> {
        require("hidden_act", &bert.hidden_act, "gelu")?;
        let positions = bert.position_embedding_type.as_deref();
        let positions = positions.unwrap_or("absolute");
        require("position_embedding_type", positions, "absolute")?;
        Ok(Self {
            model_type: ModelType::Bert,
            hidden_size: bert.hidden_size,
            layers: bert.num_hidden_layers,
            heads: bert.num_attention_heads,
            intermediate_size: bert.intermediate_size,
            token_types: bert.type_vocab_size,
            layer_norm_eps: bert.layer_norm_eps,
            hidden_dropout: bert.hidden_dropout_prob,
            attention_dropout: bert.attention_probs_dropout_prob,
            classifier_dropout: bert.classifier_dropout.unwrap_or(bert.hidden_dropout_prob),
            ..self
        })
    }

    fn distilbert(self, distilbert: DistilBert) -> Result<Self, ConfigError> {
        require("activation", &distilbert.activation, "gelu")?;
        Ok(Self {
            model_type: ModelType::DistilBert,
            hidden_size: distilbert.dim,
            layers: distilbert.n_layers,
            heads: distilbert.n_heads,
            intermediate_size: distilbert.hidden_dim,
            layer_norm_eps: DISTILBERT_LAYER_NORM_EPS,
            hidden_dropout: distilbert.dropout,
            attention_dropout: distilbert.attention_dropout,
            classifier_dropout: distilbert.dropout,
            ..self
        })
    }

    fn mpnet(self, mpnet: Mpnet) -> Result<Self, ConfigError> {
        require("hidden_act", &mpnet.hidden_act, "gelu")?;
        let buckets = mpnet.relative_attention_num_buckets;
        let field = "relative_attention_num_buckets";
        require(field, &buckets.to_string(), MPNET_BUCKETS)?;
        Ok(Self {
            model_type: ModelType::Mpnet,
            hidden_size: mpnet.hidden_size,
            layers: mpnet.num_hidden_layers,
            heads: mpnet.num_attention_heads,
            intermediate_size: mpnet.intermediate_size,
            max_positions: self.max_positions.saturating_sub(MPNET_FIRST_POSITION),
            first_position: MPNET_FIRST_POSITION,
            relative_buckets: buckets,
            layer_norm_eps: mpnet.layer_norm_eps,
            hidden_dropout: mpnet.hidden_dropout_prob,
            attention_dropout: mpnet.attention_probs_dropout_prob,
            classifier_dropout: mpnet.hidden_dropout_prob,
            ..self
        })
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
        if self.layers > MAX_LAYERS {
            return Err(ConfigError::Unsupported {
                field: "num_hidden_layers",
                value: self.layers.to_string(),
                expected: "1000 or less",
            });
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

fn model_type(config: &[u8]) -> Result<ModelType, ConfigError> {
    #[derive(Deserialize)]
    struct Head {
        model_type: String,
    }
    let Head { model_type } = serde_json::from_slice(config)?;
    let known = [ModelType::Bert, ModelType::DistilBert, ModelType::Mpnet];
    let known = known.into_iter().find(|known| known.name() == model_type);
    known.ok_or(ConfigError::ModelType(model_type))
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
