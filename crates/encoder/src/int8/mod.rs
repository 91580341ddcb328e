//! The int8 form of the encoder: no gradients, integer products, and buffers that are used again and again. It runs int8
//! weights, in the browser and natively alike.
//!
//! It computes the mathematics of [`crate::TokenClassifier`], except that what goes into products is quantized;
//! `logits_are_those_of_the_differentiable_encoder_but_for_rounding` in `tests/int8.rs` compares the two. Once its buffers
//! have grown, a pass allocates its result and nothing else. There is no tensor library in it: inference is a plan over
//! kept buffers and not a graph of operations, which makes the browser's worker a quarter of a megabyte smaller, and what is
//! neither product nor attention nor activation is under 3 % of a pass.
//!
//! A pass goes through `embeddings` and every `layer`. Its rows are cut into [`RowChunk`]s when threads can share them.

mod embeddings;
mod layer;
mod pass;
mod relative_bias;
mod row_chunk;
mod stage;

use std::sync::{Mutex, MutexGuard, PoisonError};

use namelight_kernels::{Attention, Output, QuantizedLinear};

use crate::classifier::TableSizes;
use crate::parameters::CLASSIFIER;
use crate::weights::{Weights, WeightsError};
use crate::{Classifier, Config, ForwardError, Input};
use embeddings::Embeddings;
use layer::{Layer, load_linear};
use pass::Pass;
use relative_bias::RelativeBias;
use row_chunk::{RowChunk, split_rows};

pub use stage::Stage;

/// The int8 encoder with a token-classification head.
pub struct Int8Classifier {
    embeddings: Embeddings,
    relative_bias: Option<RelativeBias>,
    layers: Vec<Layer>,
    classifier: QuantizedLinear,
    /// Cloned for each chunk, which then makes room for itself.
    attention: Attention,
    tables: TableSizes,
    /// Buffers that no pass uses now; there are as many as passes once ran at the same time.
    idle: Mutex<Vec<Buffers>>,
}

/// What a pass writes to. It is kept from one pass to the next.
#[derive(Default)]
struct Buffers {
    /// The first hidden states, `(wordpieces, hidden)`.
    embedded: Vec<f32>,
    /// Queries, keys and values of all wordpieces, `(wordpieces, 3 · hidden)`.
    projected: Vec<f32>,
    chunks: Vec<RowChunk>,
}

impl Int8Classifier {
    /// Packs the weights, tensor by tensor; floats are quantized on the way.
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
            tables: TableSizes::of(config),
            idle: Mutex::default(),
        })
    }

    fn take_buffers(&self) -> Buffers {
        self.idle().pop().unwrap_or_default()
    }

    /// No panic leaves the list half changed.
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
        // What is there already is written over.
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
