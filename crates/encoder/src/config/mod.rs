//! `config.json` as Hugging Face writes it: the shape of an encoder, and its labels.

mod error;
mod fields;
mod read;

use serde_json::{Map, Value, json};

pub use error::ConfigError;

/// The architectures that this crate computes.
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

/// The shape of an encoder and its labels.
#[derive(Clone, Debug)]
pub struct Config {
    /// The architecture.
    pub model_type: ModelType,
    /// The number of rows of the wordpiece table.
    pub vocab_size: usize,
    /// The width of the hidden states.
    pub hidden_size: usize,
    /// The number of encoder layers.
    pub layers: usize,
    /// The number of attention heads, a divisor of `hidden_size`.
    pub heads: usize,
    /// The width inside the feed-forward network.
    pub intermediate_size: usize,
    /// The length of the longest input, in wordpieces, special tokens included.
    pub max_positions: usize,
    /// The id of the wordpiece for padding.
    pub padding: u32,
    /// The row of the position table that the first wordpiece takes; rows before it are for padding.
    pub first_position: usize,
    /// The number of rows of the token type table; 0 where the architecture has none.
    pub token_types: usize,
    /// Whether the token type of a wordpiece says how its word is written, which the wordpieces of an uncased model leave
    /// out. transformers computes the same when it is given these types.
    pub word_shapes: bool,
    /// The number of rows of the table of relative positions; 0 where the architecture has none.
    pub relative_buckets: usize,
    /// What is added to the variance in layer norms.
    pub layer_norm_eps: f64,
    /// The dropout of hidden states, a probability.
    pub hidden_dropout: f64,
    /// The dropout of attention weights, a probability.
    pub attention_dropout: f64,
    /// The dropout in front of the head, a probability.
    pub classifier_dropout: f64,
    /// The standard deviation of freshly drawn weights.
    pub initializer_range: f64,
    /// What logits are divided by so that probabilities are calibrated; 1 where nobody calibrated them.
    pub temperature: f64,
    /// The names of the labels, by output index.
    pub labels: Vec<String>,
    json: Map<String, Value>,
}

/// The key under which transformers' own examples name the task.
const TASK_KEY: &str = "finetuning_task";

/// The key of the label scheme that a model states; without it labels are read leniently.
const LABEL_SCHEME_KEY: &str = "label_scheme";

/// The key of a model whose token types are word shapes; transformers keeps keys that it does not know.
const WORD_SHAPES_KEY: &str = "word_shapes";

/// The key of the number of token types.
const TOKEN_TYPES_KEY: &str = "type_vocab_size";

/// The key of the temperature of a model's probabilities, for readers that know of it.
const TEMPERATURE_KEY: &str = "calibration_temperature";

impl Config {
    /// Gives the encoder a head for these labels.
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
        self.json.remove(LABEL_SCHEME_KEY);
        self.labels = labels.to_vec();
        self
    }

    /// The same model, of which the labels are decoded by the scheme of this name.
    pub fn with_label_scheme(mut self, name: &str) -> Self {
        self.json.insert(LABEL_SCHEME_KEY.into(), json!(name));
        self
    }

    /// The name of the scheme that the labels are decoded by, where the file states one.
    pub fn label_scheme(&self) -> Option<&str> {
        self.json.get(LABEL_SCHEME_KEY)?.as_str()
    }

    /// Names the task that the labels are for, in the field where transformers keeps it.
    pub fn with_task(mut self, task: &str) -> Self {
        self.json.insert(TASK_KEY.into(), json!(task));
        self
    }

    /// Checks that the file describes a token classifier, as far as it says. The file of a bare encoder can be read as well,
    /// to start from.
    ///
    /// # Errors
    /// When the architecture is for another task, or the file names no labels.
    pub fn check_token_classifier(&self) -> Result<(), ConfigError> {
        let architectures = self.json.get("architectures").and_then(Value::as_array);
        let mut names = architectures
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        if let Some(name) = names.next()
            && !name.ends_with("ForTokenClassification")
        {
            return Err(ConfigError::Task(name.to_owned()));
        }
        if self.labels.is_empty() {
            return Err(ConfigError::NoLabels);
        }
        Ok(())
    }

    /// The task that the labels are for, where the file says.
    pub fn task(&self) -> Option<&str> {
        self.json.get(TASK_KEY)?.as_str()
    }

    /// Says that weights are f32, whatever the base's were: transformers converts them to what the file says.
    pub fn with_f32_weights(mut self) -> Self {
        self.json.remove("torch_dtype");
        self.json.insert("dtype".into(), json!("float32"));
        self
    }

    /// Keeps the first layers only.
    ///
    /// # Errors
    /// When there are not that many.
    pub fn with_layers(mut self, layers: usize) -> Result<Self, ConfigError> {
        if layers == 0 || layers > self.layers {
            return Err(ConfigError::Layers {
                asked: layers,
                present: self.layers,
            });
        }
        let field = self.model_type.layers_field();
        self.json.insert(field.into(), json!(layers));
        self.layers = layers;
        Ok(self)
    }

    /// Gives the encoder a token type for each of so many word shapes. transformers gives the same logits when it is given
    /// the shapes as `token_type_ids`, in architectures that know token types there; the others get a table of them here.
    pub fn with_word_shapes(mut self, shapes: usize) -> Self {
        self.json.insert(WORD_SHAPES_KEY.into(), json!(true));
        self.json.insert(TOKEN_TYPES_KEY.into(), json!(shapes));
        self.token_types = shapes;
        self.word_shapes = true;
        self
    }

    /// Gives probabilities this temperature (Guo et al., "On Calibration of Modern Neural Networks", 2017); the likeliest
    /// labels stay the same.
    pub fn with_temperature(mut self, temperature: f64) -> Self {
        self.json.insert(TEMPERATURE_KEY.into(), json!(temperature));
        self.temperature = temperature;
        self
    }

    /// The text of the `config.json`; fields that this crate does not read are kept as they were.
    pub fn to_json(&self) -> String {
        format!("{:#}\n", Value::Object(self.json.clone()))
    }
}
