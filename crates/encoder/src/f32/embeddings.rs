//! The embeddings: wordpiece ids become the first hidden states.

use candle_core::{Result, Tensor};

use super::modules::LayerNorm;
use super::ops::Ops;
use crate::parameters::{Parameters, take};
use crate::{Batch, Config, Dropout};

pub(crate) struct Embeddings {
    words: Tensor,     // (vocab, hidden)
    positions: Tensor, // (first_position + max_positions, hidden)
    first_position: usize,
    token_types: Option<Tensor>, // (token_types, hidden)
    norm: LayerNorm,
    dropout: f64,
}

impl Embeddings {
    pub(crate) fn load(parameters: &Parameters, ops: Ops, config: &Config) -> Result<Self> {
        let path = config.model_type.embeddings_path();
        let table = |name: &str, rows| {
            take(
                parameters,
                &format!("{path}.{name}.weight"),
                &[rows, config.hidden_size],
            )
        };
        Ok(Self {
            words: table("word_embeddings", config.vocab_size)?,
            positions: table(
                "position_embeddings",
                config.first_position + config.max_positions,
            )?,
            first_position: config.first_position,
            token_types: match config.token_types {
                0 => None,
                rows => Some(table("token_type_embeddings", rows)?),
            },
            norm: LayerNorm::load(
                parameters,
                ops,
                &format!("{path}.LayerNorm"),
                config.hidden_size,
                config.layer_norm_eps,
            )?,
            dropout: config.hidden_dropout,
        })
    }

    /// The table of word embeddings, `(vocab, hidden)`.
    pub(crate) fn words(&self) -> &Tensor {
        &self.words
    }

    /// The first hidden states, `(wordpieces, hidden)`; `words` is the table whose rows the ids name.
    pub(crate) fn forward(
        &self,
        batch: &Batch,
        words: &Tensor,
        dropout: &mut dyn Dropout,
    ) -> Result<Tensor> {
        // (seq, hidden)
        let mut positions = self
            .positions
            .narrow(0, self.first_position, batch.grid.seq)?;
        if let (Some(table), None) = (&self.token_types, &batch.token_types) {
            positions = positions.broadcast_add(&table.get(0)?)?;
        }
        let mut sum =
            (words.index_select(&batch.ids, 0)? + positions.index_select(&batch.positions, 0)?)?;
        if let (Some(table), Some(types)) = (&self.token_types, &batch.token_types) {
            sum = (sum + table.index_select(types, 0)?)?;
        }
        dropout.apply(self.norm.forward(&sum)?, self.dropout)
    }
}
