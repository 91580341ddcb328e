//! Wordpiece ids to hidden states.

use namelight_kernels::{Int8Rows, Norm};

use super::layer::norm;
use crate::weights::{Weights, WeightsError};
use crate::{Config, Sentence};

pub(super) struct Embeddings {
    words: Int8Rows,
    positions: Int8Rows,
    first_position: usize,
    token_types: Option<Int8Rows>,
    norm: Norm,
}

impl Embeddings {
    pub(super) fn load(weights: &mut Weights, config: &Config) -> Result<Self, WeightsError> {
        let path = config.model_type.embeddings_path();
        let mut table = |name: &str, rows: usize| -> Result<Int8Rows, WeightsError> {
            let name = format!("{path}.{name}.weight");
            let (values, scales) = weights.int8(&name, rows)?;
            Ok(Int8Rows::new(values, scales, config.hidden_size))
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
            norm: norm(weights, config, &format!("{path}.LayerNorm"))?,
        })
    }

    pub(super) fn width(&self) -> usize {
        self.norm.width()
    }

    /// Replaces `hidden` by the states of all wordpieces, `(wordpieces, hidden)`. The sentences have been checked.
    pub(super) fn forward(&self, sentences: &[Sentence], hidden: &mut Vec<f32>) {
        let wordpieces: usize = sentences.iter().map(|sentence| sentence.ids.len()).sum();
        hidden.clear();
        hidden.resize(wordpieces * self.width(), 0.0);
        let mut states = hidden.chunks_exact_mut(self.width());
        for sentence in sentences {
            for (place, state) in (0..sentence.ids.len()).zip(&mut states) {
                self.words.add(sentence.ids[place] as usize, state);
                self.positions.add(self.first_position + place, state);
                if let Some(table) = &self.token_types {
                    table.add(sentence.token_type(place) as usize, state);
                }
            }
        }
        self.norm.forward(hidden);
    }
}
