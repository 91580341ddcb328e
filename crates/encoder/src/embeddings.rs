//! Wordpiece ids to hidden states.

use candle_core::{Result, Tensor};

use crate::layers::LayerNorm;
use crate::parameters::{Parameters, take};
use crate::{Config, Dropout};

pub(crate) struct Embeddings {
    words: Tensor,     // (vocab, hidden)
    positions: Tensor, // (first_position + max_positions, hidden)
    first_position: usize,
    token_types: Option<Tensor>, // (token_types, hidden)
    norm: LayerNorm,
    dropout: f64,
}

impl Embeddings {
    pub(crate) fn load(parameters: &Parameters, config: &Config) -> Result<Self> {
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
                &format!("{path}.LayerNorm"),
                config.hidden_size,
                config.layer_norm_eps,
            )?,
            dropout: config.hidden_dropout,
        })
    }

    /// Ids `(batch, seq)` to `(batch * seq, hidden)`. All tokens are of type 0: there is one segment. Padding, which
    /// comes last, gets positions like any wordpiece; what becomes of it means nothing.
    pub(crate) fn forward(&self, ids: &Tensor, dropout: &mut dyn Dropout) -> Result<Tensor> {
        let (batch, seq) = ids.dims2()?;
        let hidden = self.words.dim(1)?;
        let mut offsets = self.positions.narrow(0, self.first_position, seq)?; // (seq, hidden)
        if let Some(token_types) = &self.token_types {
            offsets = offsets.broadcast_add(&token_types.get(0)?)?;
        }
        let words = self
            .words
            .index_select(&ids.flatten_all()?, 0)?
            .reshape((batch, seq, hidden))?;
        let sum = words
            .broadcast_add(&offsets)?
            .reshape((batch * seq, hidden))?;
        dropout.apply(self.norm.forward(&sum)?, self.dropout)
    }
}
