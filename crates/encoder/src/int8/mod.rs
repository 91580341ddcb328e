//! The encoder without gradients: int8 products and buffers that are used again and again.
//!
//! What it computes is [`crate::TokenClassifier`]'s mathematics but for the rounding of what goes into products; a test
//! holds one against the other. No tensor library is in it, which in the browser saves a quarter of a megabyte.

mod embeddings;
mod layer;
mod relative_bias;
mod row_chunk;
mod stage;

use std::sync::{Mutex, MutexGuard, PoisonError};

use namelight_kernels::{Attention, Output, QuantizedLinear};

use crate::classifier::Tables;
use crate::parameters::CLASSIFIER;
use crate::weights::{Weights, WeightsError};
use crate::{Classifier, Config, ForwardError, Input};
use embeddings::Embeddings;
use layer::{Layer, Pass, load_linear};
use relative_bias::RelativeBias;
use row_chunk::{RowChunk, split_rows};

pub use stage::Stage;

/// An int8 encoder with a token-classification head.
pub struct Int8Classifier {
    embeddings: Embeddings,
    relative_bias: Option<RelativeBias>,
    layers: Vec<Layer>,
    classifier: QuantizedLinear,
    /// Without room yet.
    attention: Attention,
    tables: Tables,
    /// As many as passes ran at the same time.
    idle: Mutex<Vec<Buffers>>,
}

/// What a pass writes to; kept from one to the next.
#[derive(Default)]
struct Buffers {
    /// What the embeddings are, `(wordpieces, hidden)`.
    embedded: Vec<f32>,
    /// Queries, keys and values of all wordpieces, `(wordpieces, 3 · hidden)`.
    projected: Vec<f32>,
    chunks: Vec<RowChunk>,
}

impl Int8Classifier {
    /// Packs the weights, tensor by tensor; floats are rounded to integers on the way.
    ///
    /// # Errors
    /// When a tensor is missing.
    pub fn load(mut weights: Weights, config: &Config) -> Result<Self, WeightsError> {
        let weights = &mut weights;
        let mut classifier = QuantizedLinear::zeroed(config.hidden_size, config.labels.len());
        load_linear(&mut classifier, weights, CLASSIFIER, 0, config.labels.len())?;
        let layers = 0..config.layers;
        Ok(Self {
            embeddings: Embeddings::load(weights, config)?,
            relative_bias: RelativeBias::load(weights, config)?,
            layers: layers
                .map(|index| Layer::load(weights, config, index))
                .collect::<Result<_, _>>()?,
            classifier,
            attention: Attention::new(config.heads, config.hidden_size / config.heads),
            tables: Tables::of(config),
            idle: Mutex::default(),
        })
    }

    fn take_buffers(&self) -> Buffers {
        self.idle().pop().unwrap_or_default()
    }

    /// A thread that panicked did not hold them.
    fn idle(&self) -> MutexGuard<'_, Vec<Buffers>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Classifier for Int8Classifier {
    fn max_positions(&self) -> usize {
        self.tables.positions()
    }

    fn labels(&self) -> usize {
        self.classifier.outputs()
    }

    fn logits(&self, inputs: &[Input]) -> Result<Vec<f32>, ForwardError> {
        self.logits_by_stage(inputs, &mut |_| ())
    }

    fn logits_by_stage(
        &self,
        inputs: &[Input],
        done: &mut dyn FnMut(Stage),
    ) -> Result<Vec<f32>, ForwardError> {
        for input in inputs {
            input.check(&self.tables)?;
        }
        let mut buffers = self.take_buffers();
        let Buffers {
            embedded,
            projected,
            chunks,
        } = &mut buffers;
        self.embeddings.forward(inputs, embedded);
        let width = self.embeddings.width();
        let (count, rows) = split_rows(chunks, embedded, width, &self.attention);
        let chunks = &mut chunks[..count];
        // What is there is written over.
        projected.resize(3 * embedded.len(), 0.0);
        done(Stage::Embeddings);
        let mut pass = Pass {
            inputs,
            relative_bias: self.relative_bias.as_ref(),
            projected,
            chunk_rows: rows,
        };
        for layer in &self.layers {
            layer.forward(&mut pass, chunks, done);
        }
        let mut logits = vec![0.0; embedded.len() / width * self.labels()];
        let parts = logits.chunks_mut((rows * self.labels()).max(1));
        for (chunk, logits) in chunks.iter_mut().zip(parts) {
            chunk.activations.quantize(&chunk.hidden, width);
            done(Stage::Quantize);
            self.classifier
                .forward(&chunk.activations, logits, Output::Write);
            done(Stage::Head);
        }
        self.idle().push(buffers);
        Ok(logits)
    }
}
