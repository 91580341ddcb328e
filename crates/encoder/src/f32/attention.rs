//! Multi-head self-attention.

use candle_core::{Result, Tensor};

use super::batch::Grid;
use super::modules::Linear;
use super::ops::Ops;
use crate::parameters::Parameters;
use crate::{Config, Dropout};

pub(crate) struct SelfAttention {
    query: Linear,
    key: Linear,
    value: Linear,
    output: Linear,
    heads: usize,
    dropout: f64,
    ops: Ops,
}

impl SelfAttention {
    pub(crate) fn load(
        parameters: &Parameters,
        ops: Ops,
        path: &str,
        config: &Config,
    ) -> Result<Self> {
        let names = config.model_type.layer_names();
        let hidden = config.hidden_size;
        let linear =
            |name: &str| Linear::load(parameters, ops, &format!("{path}.{name}"), hidden, hidden);
        Ok(Self {
            query: linear(names.query)?,
            key: linear(names.key)?,
            value: linear(names.value)?,
            output: linear(names.attention_output)?,
            heads: config.heads,
            dropout: config.attention_dropout,
            ops,
        })
    }

    /// What the wordpieces of `x` `(wordpieces, hidden)` gather from their own input, in the same shape. `bias` is added to
    /// the scores of queries and keys; it is `(rows, 1, 1, seq)`, or `(rows, heads, seq, seq)` for models whose heads see
    /// relative positions.
    pub(crate) fn forward(
        &self,
        x: &Tensor,
        grid: &Grid,
        bias: &Tensor,
        dropout: &mut dyn Dropout,
    ) -> Result<Tensor> {
        let hidden = x.dim(1)?;
        let head_dim = hidden / self.heads;
        let split = |projected: Tensor| -> Result<Tensor> {
            grid.spread(projected)?
                .reshape((grid.rows, grid.seq, self.heads, head_dim))?
                .transpose(1, 2)?
                .contiguous()
        };
        let query = split((self.query.forward(x)? * (head_dim as f64).powf(-0.5))?)?; // (rows, heads, seq, head_dim)
        let key = split(self.key.forward(x)?)?;
        let value = split(self.value.forward(x)?)?;

        let scores = self.ops.matmul(&query, &key.t()?)?.broadcast_add(bias)?; // (rows, heads, seq, seq)
        let weights = dropout.apply(self.ops.softmax(&scores)?, self.dropout)?;
        let context = self
            .ops
            .matmul(&weights, &value)?
            .transpose(1, 2)?
            .reshape((grid.rows * grid.seq, hidden))?;
        self.output.forward(&grid.join(context)?)
    }
}
