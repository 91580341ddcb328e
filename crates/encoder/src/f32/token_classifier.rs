//! The whole network: embeddings, layers, head.

use candle_core::{Device, Result, Tensor};

use super::batch::Batch;
use super::embeddings::Embeddings;
use super::layer::Layer;
use super::modules::Linear;
use super::ops::Ops;
use super::relative_bias::RelativeBias;
use crate::classifier::TableSizes;
use crate::parameters::{CLASSIFIER, Parameters};
use crate::{Classifier, Config, Dropout, ForwardError, Input, NoDropout};

/// The differentiable encoder with a token-classification head.
pub struct TokenClassifier {
    embeddings: Embeddings,
    relative_bias: Option<RelativeBias>,
    layers: Vec<Layer>,
    classifier: Linear,
    classifier_dropout: f64,
    tables: TableSizes,
    labels: usize,
    ops: Ops,
}

impl TokenClassifier {
    /// Builds the network of these parameters. Where they are variables, gradients reach them.
    ///
    /// # Errors
    /// When a parameter is missing or has another shape than the configuration asks for.
    pub fn load(parameters: &Parameters, config: &Config) -> Result<Self> {
        let device = parameters.values().next().map(Tensor::device);
        Self::with_ops(parameters, config, Ops::of(device.unwrap_or(&Device::Cpu)))
    }

    /// Builds the network of operations of the given form.
    ///
    /// # Errors
    /// As [`Self::load`].
    pub fn with_ops(parameters: &Parameters, config: &Config, ops: Ops) -> Result<Self> {
        Ok(Self {
            embeddings: Embeddings::load(parameters, ops, config)?,
            relative_bias: RelativeBias::load(parameters, config)?,
            layers: (0..config.layers)
                .map(|index| Layer::load(parameters, ops, config, index))
                .collect::<Result<_>>()?,
            classifier: Linear::load(
                parameters,
                ops,
                CLASSIFIER,
                config.hidden_size,
                config.labels.len(),
            )?,
            classifier_dropout: config.classifier_dropout,
            tables: TableSizes::of(config),
            labels: config.labels.len(),
            ops,
        })
    }

    /// Logits `(wordpieces, labels)`.
    ///
    /// # Errors
    /// When an input is longer than [`Classifier::max_positions`], or the batch holds an id outside the vocabulary.
    pub fn forward(&self, batch: &Batch, dropout: &mut dyn Dropout) -> Result<Tensor> {
        self.forward_with_words(batch, self.embeddings.words(), dropout)
    }

    /// Logits `(wordpieces, labels)` by another table of word embeddings `(rows, hidden)`, whose rows the batch's ids name.
    /// A batch uses a few hundred of the tens of thousands of rows; where the table holds only those, the gradient is as
    /// small.
    ///
    /// # Errors
    /// As [`Self::forward`].
    pub fn forward_with_words(
        &self,
        batch: &Batch,
        words: &Tensor,
        dropout: &mut dyn Dropout,
    ) -> Result<Tensor> {
        let grid = &batch.grid;
        let bias = match &self.relative_bias {
            // Once for all layers: (rows, heads, seq, seq).
            Some(bias) => grid.mask.broadcast_add(&bias.forward(grid.seq)?)?,
            None => grid.mask.clone(),
        };
        let mut x = self.embeddings.forward(batch, words, dropout)?;
        for layer in &self.layers {
            x = layer.forward(&x, grid, &bias, dropout)?;
        }
        let x = dropout.apply(grid.wordpieces(x)?, self.classifier_dropout)?;
        self.classifier.forward(&x)
    }

    fn forward_inputs(&self, inputs: &[Input]) -> Result<Tensor> {
        let ids: Vec<&[u32]> = inputs.iter().map(|input| input.ids).collect();
        let mut batch = self.ops.batch(&ids, self.embeddings.words().device())?;
        if inputs.iter().any(|input| input.token_types.is_some()) {
            let types = inputs.iter().map(|input| {
                let places = 0..input.ids.len();
                places.map(|place| input.token_type(place)).collect()
            });
            batch = batch.with_token_types(&types.collect::<Vec<Vec<u32>>>())?;
        }
        self.forward(&batch, &mut NoDropout)
    }
}

impl Classifier for TokenClassifier {
    fn max_positions(&self) -> usize {
        self.tables.positions()
    }

    fn labels(&self) -> usize {
        self.labels
    }

    fn logits(&self, inputs: &[Input]) -> std::result::Result<Vec<f32>, ForwardError> {
        for input in inputs {
            input.check(&self.tables)?;
        }
        let logits = self
            .forward_inputs(inputs)
            .and_then(|logits| logits.flatten_all()?.to_vec1());
        logits.map_err(|error| ForwardError::Computation(error.into()))
    }
}
