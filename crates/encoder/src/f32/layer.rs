//! One layer of the encoder: attention and feed-forward network, each with its residual connection and layer norm.

use candle_core::{Result, Tensor};

use super::attention::SelfAttention;
use super::batch::Grid;
use super::modules::{LayerNorm, Linear};
use super::ops::Ops;
use crate::parameters::Parameters;
use crate::{Config, Dropout, ModelType};

pub(super) struct Layer {
    attention: SelfAttention,
    attention_norm: LayerNorm,
    intermediate: Linear,
    output: Linear,
    output_norm: LayerNorm,
    attention_output_dropout: f64,
    output_dropout: f64,
    ops: Ops,
}

impl Layer {
    pub(super) fn load(
        parameters: &Parameters,
        ops: Ops,
        config: &Config,
        index: usize,
    ) -> Result<Self> {
        let path = config.model_type.layer_path(index);
        let names = config.model_type.layer_names();
        let (hidden, intermediate) = (config.hidden_size, config.intermediate_size);
        let norm = |name: &str| {
            LayerNorm::load(
                parameters,
                ops,
                &format!("{path}.{name}"),
                hidden,
                config.layer_norm_eps,
            )
        };
        Ok(Self {
            attention: SelfAttention::load(parameters, ops, &path, config)?,
            attention_norm: norm(names.attention_norm)?,
            intermediate: Linear::load(
                parameters,
                ops,
                &format!("{path}.{}", names.intermediate),
                hidden,
                intermediate,
            )?,
            output: Linear::load(
                parameters,
                ops,
                &format!("{path}.{}", names.output),
                intermediate,
                hidden,
            )?,
            output_norm: norm(names.output_norm)?,
            // DistilBERT has no dropout between attention and its residual.
            attention_output_dropout: match config.model_type {
                ModelType::Bert | ModelType::Mpnet => config.hidden_dropout,
                ModelType::DistilBert => 0.0,
            },
            output_dropout: config.hidden_dropout,
            ops,
        })
    }

    /// The next hidden states `(wordpieces, hidden)` of the present ones `x`. `bias` is what [`SelfAttention::forward`]
    /// takes.
    pub(super) fn forward(
        &self,
        x: &Tensor,
        grid: &Grid,
        bias: &Tensor,
        dropout: &mut dyn Dropout,
    ) -> Result<Tensor> {
        let attended = self.attention.forward(x, grid, bias, dropout)?;
        let attended = dropout.apply(attended, self.attention_output_dropout)?;
        let x = self.attention_norm.forward(&(attended + x)?)?;
        let widened = self.ops.gelu(&self.intermediate.forward(&x)?)?;
        let narrowed = dropout.apply(self.output.forward(&widened)?, self.output_dropout)?;
        self.output_norm.forward(&(narrowed + x)?)
    }
}
