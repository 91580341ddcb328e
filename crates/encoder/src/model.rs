//! The whole network: embeddings, layers, head.

use candle_core::{DType, Device, Result, Tensor};

use crate::attention::SelfAttention;
use crate::embeddings::Embeddings;
use crate::layers::{LayerNorm, Linear};
use crate::parameters::{CLASSIFIER, Parameters};
use crate::relative::RelativeBias;
use crate::{Config, Dropout, ModelType};

/// Sentences of a forward pass, padded to one length.
#[derive(Clone, Debug)]
pub struct Batch {
    /// Wordpiece ids with special tokens, `(batch, seq)`, u32.
    pub ids: Tensor,
    /// 1 where there is a wordpiece, 0 where there is padding, `(batch, seq)`, f32.
    pub mask: Tensor,
}

impl Batch {
    /// Pads sentences of wordpiece ids (special tokens included) to the longest one.
    ///
    /// # Errors
    /// When there is no sentence, or those of the tensor operations.
    pub fn new(sentences: &[Vec<u32>], pad_id: u32, device: &Device) -> Result<Self> {
        let seq = sentences.iter().map(Vec::len).max().unwrap_or(0);
        let mut ids = vec![pad_id; sentences.len() * seq];
        let mut mask = vec![0f32; sentences.len() * seq];
        for (row, sentence) in sentences.iter().enumerate() {
            ids[row * seq..][..sentence.len()].copy_from_slice(sentence);
            mask[row * seq..][..sentence.len()].fill(1.0);
        }
        let shape = (sentences.len(), seq);
        Ok(Self {
            ids: Tensor::from_vec(ids, shape, device)?,
            mask: Tensor::from_vec(mask, shape, device)?,
        })
    }
}

struct Layer {
    attention: SelfAttention,
    attention_norm: LayerNorm,
    intermediate: Linear,
    output: Linear,
    output_norm: LayerNorm,
    attention_output_dropout: f64,
    output_dropout: f64,
}

impl Layer {
    fn load(parameters: &Parameters, config: &Config, index: usize) -> Result<Self> {
        let path = config.model_type.layer_path(index);
        let names = config.model_type.layer_names();
        let (hidden, intermediate) = (config.hidden_size, config.intermediate_size);
        let norm = |name: &str| {
            LayerNorm::load(
                parameters,
                &format!("{path}.{name}"),
                hidden,
                config.layer_norm_eps,
            )
        };
        Ok(Self {
            attention: SelfAttention::load(parameters, &path, config)?,
            attention_norm: norm(names.attention_norm)?,
            intermediate: Linear::load(
                parameters,
                &format!("{path}.{}", names.intermediate),
                hidden,
                intermediate,
            )?,
            output: Linear::load(
                parameters,
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
        })
    }

    /// `(batch * seq, hidden)` to the same shape. `mask` is what [`SelfAttention::forward`] takes.
    fn forward(&self, x: &Tensor, mask: &Tensor, dropout: &mut dyn Dropout) -> Result<Tensor> {
        let attended = self.attention.forward(x, mask, dropout)?;
        let attended = dropout.apply(attended, self.attention_output_dropout)?;
        let x = self.attention_norm.forward(&(attended + x)?)?;
        let widened = self.intermediate.forward(&x)?.gelu_erf()?;
        let narrowed = dropout.apply(self.output.forward(&widened)?, self.output_dropout)?;
        self.output_norm.forward(&(narrowed + x)?)
    }
}

/// An encoder with a token-classification head.
pub struct TokenClassifier {
    embeddings: Embeddings,
    relative_bias: Option<RelativeBias>,
    layers: Vec<Layer>,
    classifier: Linear,
    classifier_dropout: f64,
    max_positions: usize,
}

impl TokenClassifier {
    /// Builds the network over these parameters. Where they are variables, gradients reach them.
    ///
    /// # Errors
    /// When a parameter is missing or has another shape than the configuration asks for.
    pub fn load(parameters: &Parameters, config: &Config) -> Result<Self> {
        Ok(Self {
            embeddings: Embeddings::load(parameters, config)?,
            relative_bias: RelativeBias::load(parameters, config)?,
            layers: (0..config.layers)
                .map(|index| Layer::load(parameters, config, index))
                .collect::<Result<_>>()?,
            classifier: Linear::load(
                parameters,
                CLASSIFIER,
                config.hidden_size,
                config.labels.len(),
            )?,
            classifier_dropout: config.classifier_dropout,
            max_positions: config.max_positions,
        })
    }

    /// Longest input in wordpieces, special tokens included.
    pub fn max_positions(&self) -> usize {
        self.max_positions
    }

    /// Logits `(batch, seq, labels)`. Rows of padding hold numbers without a meaning.
    ///
    /// # Errors
    /// When the batch is longer than [`Self::max_positions`] or holds an id outside the vocabulary.
    pub fn forward(&self, batch: &Batch, dropout: &mut dyn Dropout) -> Result<Tensor> {
        let (rows, seq) = batch.ids.dims2()?;
        let mut mask = additive_mask(&batch.mask)?;
        if let Some(bias) = &self.relative_bias {
            // Once for all layers: (batch, heads, seq, seq).
            mask = mask.broadcast_add(&bias.forward(seq)?)?;
        }
        let mut x = self.embeddings.forward(&batch.ids, dropout)?;
        for layer in &self.layers {
            x = layer.forward(&x, &mask, dropout)?;
        }
        let x = dropout.apply(x, self.classifier_dropout)?;
        self.classifier.forward(&x)?.reshape((rows, seq, ()))
    }
}

/// 0 where `mask` `(batch, seq)` keeps and the lowest number where it hides, `(batch, 1, 1, seq)`.
fn additive_mask(mask: &Tensor) -> Result<Tensor> {
    let hidden = (1.0 - mask.to_dtype(DType::F32)?)?;
    (hidden * f64::from(f32::MIN))?.unsqueeze(1)?.unsqueeze(1)
}
