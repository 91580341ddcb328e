//! Reads Hugging Face's fields, whose names differ by architecture, into ours.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use namelight_kernels::QuantizedLinear;
use serde_json::Value;

use super::fields::{Fields, unsupported};
use super::{Config, ConfigError, ModelType, TEMPERATURE_KEY, TOKEN_TYPES_KEY, WORD_SHAPES_KEY};

/// Limits of what a file may say, with room beyond the largest encoders there are. A damaged file must not ask for a list
/// that fills the memory, and no number of a file may reach an assertion or make a result that is not finite.
mod limits {
    use super::{QuantizedLinear, RangeInclusive};

    pub(super) const VOCABULARY: RangeInclusive<usize> = 1..=10_000_000;
    pub(super) const HIDDEN: RangeInclusive<usize> = 1..=65_536;
    pub(super) const LAYERS: RangeInclusive<usize> = 1..=1_000;
    pub(super) const HEADS: RangeInclusive<usize> = 1..=*HIDDEN.end();
    /// Sums of more products could overflow.
    pub(super) const INTERMEDIATE: RangeInclusive<usize> = 1..=QuantizedLinear::MAX_INPUTS;
    /// The special tokens at both ends, and a wordpiece.
    pub(super) const MIN_POSITIONS: usize = 3;
    pub(super) const MAX_POSITIONS: usize = 65_536;
    pub(super) const TOKEN_TYPES: RangeInclusive<usize> = 0..=65_536;
    pub(super) const WORDPIECE: RangeInclusive<usize> = 0..=u32::MAX as usize;
    /// Decoding compares each label with each other one.
    pub(super) const MAX_LABELS: usize = 10_000;
    /// A row without variance is divided by the root of it.
    pub(super) const EPS: RangeInclusive<f64> = 1e-30..=1.0;
    /// What stays is scaled by `1 / (1 − probability)`.
    pub(super) const DROPOUT: RangeInclusive<f64> = 0.0..=0.999;
    pub(super) const DEVIATION: RangeInclusive<f64> = 0.0..=100.0;
    /// Logits are divided by it in f32. Calibration looks for it between 0.05 and 20.
    pub(super) const TEMPERATURE: RangeInclusive<f64> = 0.01..=100.0;
}

/// transformers fixes MPNet's padding index in code: positions count from the row behind it.
const MPNET_FIRST_POSITION: usize = 2;
/// transformers takes this number of buckets whatever the file says.
const MPNET_BUCKETS: usize = 32;

/// transformers fixes DistilBERT's ε in code.
const DISTILBERT_LAYER_NORM_EPS: f64 = 1e-12;

/// What transformers takes where a file says nothing.
mod defaults {
    pub(super) const POSITIONS: usize = 512;
    pub(super) const TOKEN_TYPES: usize = 2;
    pub(super) const LAYER_NORM_EPS: f64 = 1e-12;
    pub(super) const DROPOUT: f64 = 0.1;
    pub(super) const INITIALIZER_RANGE: f64 = 0.02;
}

const UNCALIBRATED: f64 = 1.0;

/// The keys under which an architecture keeps its sizes.
struct SizeNames {
    hidden: &'static str,
    layers: &'static str,
    heads: &'static str,
    intermediate: &'static str,
    hidden_dropout: &'static str,
    attention_dropout: &'static str,
    activation: &'static str,
}

const BERT_SIZES: SizeNames = SizeNames {
    hidden: "hidden_size",
    layers: "num_hidden_layers",
    heads: "num_attention_heads",
    intermediate: "intermediate_size",
    hidden_dropout: "hidden_dropout_prob",
    attention_dropout: "attention_probs_dropout_prob",
    activation: "hidden_act",
};

const DISTILBERT_SIZES: SizeNames = SizeNames {
    hidden: "dim",
    layers: "n_layers",
    heads: "n_heads",
    intermediate: "hidden_dim",
    hidden_dropout: "dropout",
    attention_dropout: "attention_dropout",
    activation: "activation",
};

impl ModelType {
    fn size_names(self) -> &'static SizeNames {
        match self {
            Self::Bert | Self::Mpnet => &BERT_SIZES,
            Self::DistilBert => &DISTILBERT_SIZES,
        }
    }

    /// The field that holds the number of layers.
    pub(super) fn layers_field(self) -> &'static str {
        self.size_names().layers
    }
}

impl Config {
    /// Reads a `config.json`.
    ///
    /// # Errors
    /// When it is not JSON, lacks a field, describes another architecture than [`ModelType`] lists, or holds a number
    /// beyond its limits.
    pub fn from_json(bytes: &[u8]) -> Result<Self, ConfigError> {
        let fields = Fields::parse(bytes)?;
        // First, since other architectures have other fields, of which nobody needs to hear.
        let model_type = model_type(&fields)?;
        let names = model_type.size_names();
        fields.require_if_present(names.activation, "gelu")?;
        let first_position = match model_type {
            ModelType::Bert | ModelType::DistilBert => 0,
            ModelType::Mpnet => MPNET_FIRST_POSITION,
        };
        let positions = first_position + limits::MIN_POSITIONS..=limits::MAX_POSITIONS;
        let hidden_dropout =
            fields.number_or(names.hidden_dropout, limits::DROPOUT, defaults::DROPOUT)?;
        let config = Self {
            model_type,
            vocab_size: fields.size("vocab_size", limits::VOCABULARY)?,
            hidden_size: fields.size(names.hidden, limits::HIDDEN)?,
            layers: fields.size(names.layers, limits::LAYERS)?,
            heads: fields.size(names.heads, limits::HEADS)?,
            intermediate_size: fields.size(names.intermediate, limits::INTERMEDIATE)?,
            max_positions: fields.size_or(
                "max_position_embeddings",
                positions,
                defaults::POSITIONS,
            )? - first_position,
            padding: fields.size_or("pad_token_id", limits::WORDPIECE, 0)? as u32,
            first_position,
            token_types: 0,
            word_shapes: fields.flag(WORD_SHAPES_KEY)?,
            relative_buckets: 0,
            layer_norm_eps: DISTILBERT_LAYER_NORM_EPS,
            hidden_dropout,
            attention_dropout: fields.number_or(
                names.attention_dropout,
                limits::DROPOUT,
                defaults::DROPOUT,
            )?,
            classifier_dropout: hidden_dropout,
            initializer_range: fields.number_or(
                "initializer_range",
                limits::DEVIATION,
                defaults::INITIALIZER_RANGE,
            )?,
            temperature: fields.number_or(TEMPERATURE_KEY, limits::TEMPERATURE, UNCALIBRATED)?,
            labels: labels(&fields)?,
            json: Default::default(),
        };
        if !config.hidden_size.is_multiple_of(config.heads) {
            let heads = fields.required(names.heads)?;
            return Err(unsupported(
                names.heads,
                heads,
                "a divisor of the hidden size",
            ));
        }
        let config = match model_type {
            // Architectures that know no token types have some where they are word shapes.
            ModelType::DistilBert | ModelType::Mpnet if config.word_shapes => Self {
                token_types: fields.size(TOKEN_TYPES_KEY, limits::TOKEN_TYPES)?,
                ..config
            },
            _ => config,
        };
        let config = match model_type {
            ModelType::Bert => config.bert(&fields)?,
            ModelType::DistilBert => config,
            ModelType::Mpnet => config.mpnet(&fields)?,
        };
        Ok(Self {
            json: fields.into_json(),
            ..config
        })
    }

    fn bert(self, fields: &Fields) -> Result<Self, ConfigError> {
        fields.require_if_present("position_embedding_type", "absolute")?;
        Ok(Self {
            token_types: fields.size_or(
                TOKEN_TYPES_KEY,
                limits::TOKEN_TYPES,
                defaults::TOKEN_TYPES,
            )?,
            layer_norm_eps: fields.number_or(
                "layer_norm_eps",
                limits::EPS,
                defaults::LAYER_NORM_EPS,
            )?,
            classifier_dropout: fields.number_or(
                "classifier_dropout",
                limits::DROPOUT,
                self.hidden_dropout,
            )?,
            ..self
        })
    }

    fn mpnet(self, fields: &Fields) -> Result<Self, ConfigError> {
        fields.require_if_present("relative_attention_num_buckets", "32")?;
        Ok(Self {
            relative_buckets: MPNET_BUCKETS,
            layer_norm_eps: fields.number_or(
                "layer_norm_eps",
                limits::EPS,
                defaults::LAYER_NORM_EPS,
            )?,
            ..self
        })
    }
}

fn model_type(fields: &Fields) -> Result<ModelType, ConfigError> {
    let name = fields.required("model_type")?;
    let name = name.as_str().unwrap_or_default();
    let known = [ModelType::Bert, ModelType::DistilBert, ModelType::Mpnet];
    let known = known.into_iter().find(|known| known.name() == name);
    known.ok_or_else(|| ConfigError::ModelType(name.to_owned()))
}

/// The names in `id2label`, in the order of their ids.
fn labels(fields: &Fields) -> Result<Vec<String>, ConfigError> {
    let Some(value) = fields.present("id2label") else {
        return Ok(Vec::new());
    };
    let wrong = || unsupported("id2label", value, "a name for each of 0, 1, 2 and so on");
    let entries = value.as_object().ok_or_else(wrong)?;
    if entries.len() > limits::MAX_LABELS {
        return Err(ConfigError::OutOfRange {
            field: "id2label",
            value: format!("a list of {} labels", entries.len()),
            expected: format!("one of at most {}", limits::MAX_LABELS),
        });
    }
    let mut by_id = BTreeMap::new();
    for (id, name) in entries {
        let id: usize = id.parse().map_err(|_| wrong())?;
        let Value::String(name) = name else {
            return Err(wrong());
        };
        by_id.insert(id, name.clone());
    }
    for (expected, id) in by_id.keys().enumerate() {
        if *id != expected {
            return Err(ConfigError::Labels(expected));
        }
    }
    Ok(by_id.into_values().collect())
}
