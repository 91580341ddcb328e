//! The embeddings: wordpiece ids become the first hidden states.

use namelight_kernels::{LayerNorm, QuantizedEmbedding};

use super::layer::load_layer_norm;
use crate::weights::{GroupedTable, Table, Weights, WeightsError};
use crate::{Config, Input};

/// A table of embeddings.
enum Embedding {
    Int8(QuantizedEmbedding),
    Grouped(GroupedTable),
}

impl Embedding {
    /// Adds a row to `x` `(width)`.
    fn add(&self, row: usize, x: &mut [f32]) {
        match self {
            Self::Int8(table) => table.add(row, x),
            Self::Grouped(table) => table.add(row, x),
        }
    }
}

pub(super) struct Embeddings {
    words: Embedding,
    positions: Embedding,
    first_position: usize,
    token_types: Option<Embedding>,
    norm: LayerNorm,
}

impl Embeddings {
    pub(super) fn load(weights: &mut Weights, config: &Config) -> Result<Self, WeightsError> {
        let path = config.model_type.embeddings_path();
        let mut table = |name: &str, rows: usize| -> Result<Embedding, WeightsError> {
            let name = format!("{path}.{name}.weight");
            Ok(match weights.table(&name, rows)? {
                Table::Int8(values, scales) => {
                    let width = config.hidden_size;
                    Embedding::Int8(QuantizedEmbedding::new(values, scales, width))
                }
                Table::Grouped(table) => Embedding::Grouped(table),
            })
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
            norm: load_layer_norm(weights, config, &format!("{path}.LayerNorm"))?,
        })
    }

    pub(super) fn width(&self) -> usize {
        self.norm.width()
    }

    /// Replaces `hidden` by the first hidden states of all wordpieces, `(wordpieces, hidden)`. The inputs have been checked.
    pub(super) fn forward(&self, inputs: &[Input], hidden: &mut Vec<f32>) {
        let wordpieces: usize = inputs.iter().map(|input| input.ids.len()).sum();
        hidden.clear();
        hidden.resize(wordpieces * self.width(), 0.0);
        let mut states = hidden.chunks_exact_mut(self.width());
        for input in inputs {
            for (position, state) in (0..input.ids.len()).zip(&mut states) {
                self.words.add(input.ids[position] as usize, state);
                self.positions.add(self.first_position + position, state);
                if let Some(table) = &self.token_types {
                    table.add(input.token_type(position) as usize, state);
                }
            }
        }
        self.norm.forward(hidden);
    }
}
