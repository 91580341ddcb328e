//! The encoder without gradients: int8 products and buffers that are used again and again.
//!
//! What it computes is [`crate::TokenClassifier`]'s mathematics but for the rounding of what goes into products; a test
//! holds one against the other. No tensor library is in it, which in the browser saves a quarter of a megabyte.

mod distances;
mod embeddings;
mod layer;
mod part;
mod share;

use std::sync::{Mutex, MutexGuard, PoisonError};

use namelight_kernels::{Attention, Dense, Output};

use crate::classifier::Tables;
use crate::parameters::CLASSIFIER;
use crate::weights::{Weights, WeightsError};
use crate::{Classifier, Config, ForwardError, Sentence};
use distances::Distances;
use embeddings::Embeddings;
use layer::{Layer, Pass, dense};
use share::{Share, share_out};

pub use part::Part;

/// An int8 encoder with a token-classification head.
pub struct Int8Classifier {
    embeddings: Embeddings,
    distances: Option<Distances>,
    layers: Vec<Layer>,
    classifier: Dense,
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
    shares: Vec<Share>,
}

impl Int8Classifier {
    /// Packs the weights, tensor by tensor; floats are rounded to integers on the way.
    ///
    /// # Errors
    /// When a tensor is missing.
    pub fn load(mut weights: Weights, config: &Config) -> Result<Self, WeightsError> {
        let weights = &mut weights;
        let mut classifier = Dense::zeroed(config.hidden_size, config.labels.len());
        dense(&mut classifier, weights, CLASSIFIER, 0, config.labels.len())?;
        let layers = 0..config.layers;
        Ok(Self {
            embeddings: Embeddings::load(weights, config)?,
            distances: Distances::load(weights, config)?,
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

    fn logits(&self, sentences: &[Sentence]) -> Result<Vec<f32>, ForwardError> {
        self.logits_in_parts(sentences, &mut |_| ())
    }

    fn logits_in_parts(
        &self,
        sentences: &[Sentence],
        done: &mut dyn FnMut(Part),
    ) -> Result<Vec<f32>, ForwardError> {
        for sentence in sentences {
            sentence.check(&self.tables)?;
        }
        let mut buffers = self.take_buffers();
        let Buffers {
            embedded,
            projected,
            shares,
        } = &mut buffers;
        self.embeddings.forward(sentences, embedded);
        let width = self.embeddings.width();
        let (count, rows) = share_out(shares, embedded, width, &self.attention);
        let shares = &mut shares[..count];
        // What is there is written over.
        projected.resize(3 * embedded.len(), 0.0);
        done(Part::Embeddings);
        let mut pass = Pass {
            sentences,
            distances: self.distances.as_ref(),
            projected,
            share_rows: rows,
        };
        for layer in &self.layers {
            layer.forward(&mut pass, shares, done);
        }
        let mut logits = vec![0.0; embedded.len() / width * self.labels()];
        let parts = logits.chunks_mut((rows * self.labels()).max(1));
        for (share, logits) in shares.iter_mut().zip(parts) {
            share.activations.fill(&share.hidden, width);
            done(Part::Quantize);
            self.classifier
                .forward(&share.activations, logits, Output::Write);
            done(Part::Head);
        }
        self.idle().push(buffers);
        Ok(logits)
    }
}
