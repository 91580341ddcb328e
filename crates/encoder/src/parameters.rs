//! The parameters of an encoder by name. This is the one place that spells the names of checkpoints.

use std::collections::BTreeMap;

use candle_core::{Error, Result, Tensor};

use crate::{Config, ModelType};

/// All parameters of a model by their Hugging Face names, in alphabetical order.
pub type Parameters = BTreeMap<String, Tensor>;

/// The name and the shape of a parameter that a model must have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ParameterShape {
    /// Name in the checkpoint.
    pub name: String,
    /// Its dimensions; the weight of a linear map is `(out, in)`, a table is `(rows, hidden)`.
    pub shape: Vec<usize>,
}

impl ParameterShape {
    /// Whether the int8 form holds it as integers. All matrices are, except the small table of relative positions, which
    /// every score of attention depends on.
    pub(crate) fn is_quantized(name: &str, shape: &[usize]) -> bool {
        shape.len() == 2 && name != RELATIVE_BIAS
    }

    /// Whether it is a part of a layer, in any architecture.
    pub(crate) fn is_of_layer(name: &str) -> bool {
        name.contains(".layer.")
    }

    /// Whether it is the table of positions, in any architecture.
    pub(crate) fn is_position_embeddings(name: &str) -> bool {
        name.ends_with(".position_embeddings.weight")
    }

    /// Whether it is the table of word embeddings, in any architecture.
    pub(crate) fn is_word_embeddings(name: &str) -> bool {
        name.ends_with(".word_embeddings.weight")
    }
}

/// The names of a layer's parts in a checkpoint.
pub(crate) struct LayerNames {
    pub query: &'static str,
    pub key: &'static str,
    pub value: &'static str,
    pub attention_output: &'static str,
    pub attention_norm: &'static str,
    pub intermediate: &'static str,
    pub output: &'static str,
    pub output_norm: &'static str,
}

const BERT_LAYER: LayerNames = LayerNames {
    query: "attention.self.query",
    key: "attention.self.key",
    value: "attention.self.value",
    attention_output: "attention.output.dense",
    attention_norm: "attention.output.LayerNorm",
    intermediate: "intermediate.dense",
    output: "output.dense",
    output_norm: "output.LayerNorm",
};

const DISTILBERT_LAYER: LayerNames = LayerNames {
    query: "attention.q_lin",
    key: "attention.k_lin",
    value: "attention.v_lin",
    attention_output: "attention.out_lin",
    attention_norm: "sa_layer_norm",
    intermediate: "ffn.lin1",
    output: "ffn.lin2",
    output_norm: "output_layer_norm",
};

const MPNET_LAYER: LayerNames = LayerNames {
    query: "attention.attn.q",
    key: "attention.attn.k",
    value: "attention.attn.v",
    attention_output: "attention.attn.o",
    attention_norm: "attention.LayerNorm",
    intermediate: "intermediate.dense",
    output: "output.dense",
    output_norm: "output.LayerNorm",
};

/// The table of relative positions, with a column per head.
pub(crate) const RELATIVE_BIAS: &str = "mpnet.encoder.relative_attention_bias.weight";

/// The head's name, the same in all architectures.
pub(crate) const CLASSIFIER: &str = "classifier";

impl ModelType {
    /// The prefix of all names but the head's. Checkpoints of the bare encoder leave it out.
    pub(crate) fn prefix(self) -> &'static str {
        match self {
            Self::Bert => "bert.",
            Self::DistilBert => "distilbert.",
            Self::Mpnet => "mpnet.",
        }
    }

    pub(crate) fn layer_names(self) -> &'static LayerNames {
        match self {
            Self::Bert => &BERT_LAYER,
            Self::DistilBert => &DISTILBERT_LAYER,
            Self::Mpnet => &MPNET_LAYER,
        }
    }

    pub(crate) fn layer_path(self, layer: usize) -> String {
        match self {
            Self::Bert => format!("bert.encoder.layer.{layer}"),
            Self::DistilBert => format!("distilbert.transformer.layer.{layer}"),
            Self::Mpnet => format!("mpnet.encoder.layer.{layer}"),
        }
    }

    pub(crate) fn embeddings_path(self) -> String {
        format!("{}embeddings", self.prefix())
    }
}

impl Config {
    /// The depth of the head: one more than there are layers.
    pub fn depth(&self) -> usize {
        self.layers + 1
    }

    /// The depth of a parameter. The embeddings are at 0, the first layer at 1, the head at [`Config::depth`].
    pub fn depth_of(&self, parameter: &str) -> usize {
        let is_in = |layer: &usize| {
            let path = format!("{}.", self.model_type.layer_path(*layer));
            parameter.starts_with(&path)
        };
        if parameter.starts_with(CLASSIFIER) {
            return self.depth();
        }
        (0..self.layers).find(is_in).map_or(0, |layer| layer + 1)
    }

    /// The name of the table of word embeddings.
    pub fn word_embeddings(&self) -> String {
        format!(
            "{}.word_embeddings.weight",
            self.model_type.embeddings_path()
        )
    }

    /// The name of the table of token types, where the architecture has one.
    pub fn token_type_embeddings(&self) -> String {
        format!(
            "{}.token_type_embeddings.weight",
            self.model_type.embeddings_path()
        )
    }

    /// Every parameter that a checkpoint of this configuration holds.
    pub fn parameter_shapes(&self) -> Vec<ParameterShape> {
        let (hidden, intermediate) = (self.hidden_size, self.intermediate_size);
        let embeddings = self.model_type.embeddings_path();
        let mut shapes = Vec::new();
        let mut add = |name: String, shape: &[usize]| {
            shapes.push(ParameterShape {
                name,
                shape: shape.to_vec(),
            })
        };

        add(self.word_embeddings(), &[self.vocab_size, hidden]);
        add(
            format!("{embeddings}.position_embeddings.weight"),
            &[self.first_position + self.max_positions, hidden],
        );
        if self.token_types > 0 {
            add(self.token_type_embeddings(), &[self.token_types, hidden]);
        }
        if self.relative_buckets > 0 {
            add(
                RELATIVE_BIAS.to_owned(),
                &[self.relative_buckets, self.heads],
            );
        }
        let mut add_norm_or_linear = |path: String, out: usize, input: Option<usize>| {
            add(format!("{path}.bias"), &[out]);
            match input {
                Some(input) => add(format!("{path}.weight"), &[out, input]),
                None => add(format!("{path}.weight"), &[out]),
            }
        };
        add_norm_or_linear(format!("{embeddings}.LayerNorm"), hidden, None);
        let names = self.model_type.layer_names();
        for layer in 0..self.layers {
            let path = self.model_type.layer_path(layer);
            for name in [names.query, names.key, names.value, names.attention_output] {
                add_norm_or_linear(format!("{path}.{name}"), hidden, Some(hidden));
            }
            add_norm_or_linear(format!("{path}.{}", names.attention_norm), hidden, None);
            add_norm_or_linear(
                format!("{path}.{}", names.intermediate),
                intermediate,
                Some(hidden),
            );
            add_norm_or_linear(
                format!("{path}.{}", names.output),
                hidden,
                Some(intermediate),
            );
            add_norm_or_linear(format!("{path}.{}", names.output_norm), hidden, None);
        }
        add_norm_or_linear(CLASSIFIER.to_owned(), self.labels.len(), Some(hidden));
        shapes
    }
}

/// Takes the parameter `name`, and checks that it has the shape that the configuration asks for.
pub(crate) fn take(parameters: &Parameters, name: &str, shape: &[usize]) -> Result<Tensor> {
    let Some(tensor) = parameters.get(name) else {
        return Err(Error::Msg(format!("parameter {name:?} is missing")));
    };
    if tensor.dims() != shape {
        return Err(Error::Msg(format!(
            "parameter {name:?} has shape {:?}, expected {shape:?}",
            tensor.dims()
        )));
    }
    Ok(tensor.clone())
}
