//! One optimizer step on one batch: the threads compute the gradients of its shards, which are added in one order.
//!
//! candle's fused layer norm has no backward pass and does not say so, so it is not used; what costs most is an operation of
//! the encoder's own with its backward pass.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use candle_core::backprop::GradStore;
use candle_core::{Device, Tensor, Var};
use namelight_encoder::loss::{cross_entropy_sum, distillation_sum, partial_cross_entropy_sum};
use namelight_encoder::{Config, Ops, Parameters, TokenClassifier};
use namelight_scores::report::{Distillation, Recipe};
use rayon::prelude::*;

use crate::adamw::DeviceScalar;
use crate::adamw::{AdamW, AdamWOptions, OptimizerState, TouchedRows};
use crate::data::example_batch::{ExampleBatch, Labelled};
use crate::data::examples::{Example, targets, touched_ids};
use crate::train::dropout::{Masks, SeededDropout};
use crate::train::rounding::{Rounding, Unrounded};

/// A network that learns: its variables and its optimizer.
pub struct TrainableModel {
    variables: BTreeMap<String, Var>,
    model: TokenClassifier,
    optimizer: AdamW,
    /// The table of word embeddings, `(vocabulary, hidden)`.
    words: Var,
    /// The name of that table.
    words_name: String,
    masks: Masks,
    ops: Ops,
    /// The number of labels.
    labels: usize,
    forward_batch: usize,
    label_smoothing: f64,
    distillation: Option<Distillation>,
}

/// What a step measures of itself.
pub struct StepOutput {
    /// The mean loss of a word.
    pub loss: DeviceScalar,
    /// The norm of the gradient, before clipping.
    pub gradient_norm: DeviceScalar,
}

impl TrainableModel {
    /// Makes every parameter a variable.
    pub fn new(start: &Parameters, config: &Config, recipe: &Recipe, ops: Ops) -> Result<Self> {
        let variables: BTreeMap<String, Var> = start
            .iter()
            .map(|(name, tensor)| Ok((name.clone(), Var::from_tensor(tensor)?)))
            .collect::<candle_core::Result<_>>()?;
        let tracked = variables
            .iter()
            .map(|(name, variable)| (name.clone(), variable.as_tensor().clone()))
            .collect();
        let config = with_dropout(config, recipe);
        let words_name = config.word_embeddings();
        let words = variables.get(&words_name);
        let words = words.context("a model without word embeddings")?.clone();
        let rate_of = |name: &str| rate_factor(&config, recipe, name);
        Ok(Self {
            model: TokenClassifier::with_ops(&tracked, &config, ops)?,
            optimizer: AdamW::new(&variables, adamw_options(recipe), ops, rate_of)?,
            variables,
            masks: masks(&config, recipe, words.device())?,
            words,
            words_name,
            ops,
            labels: config.labels.len(),
            forward_batch: recipe.train_batch,
            label_smoothing: recipe.label_smoothing,
            distillation: recipe.distillation.clone(),
        })
    }

    /// Takes the state of the optimizer from a checkpoint.
    pub fn restore(&mut self, optimizer: &OptimizerState) -> Result<()> {
        Ok(self.optimizer.restore(optimizer)?)
    }

    /// Gives the state of the optimizer for a checkpoint.
    pub fn optimizer_state(&self) -> Result<OptimizerState> {
        Ok(self.optimizer.state()?)
    }

    /// Takes a step on these examples, with weights that are rounded while it computes where `rounding` says how.
    ///
    /// # Errors
    /// Those of the tensor operations.
    pub fn step(
        &mut self,
        examples: &[&Example],
        step: usize,
        learning_rate: f64,
        rounding: Option<&Rounding>,
    ) -> Result<StepOutput> {
        let touched = TouchedRows::of(&self.words, touched_ids(examples))?;
        let unrounded = rounding.map(|it| it.round(&self.variables, &self.words_name, &touched));
        let unrounded = unrounded.transpose()?;
        let (gradients, loss) = self.gradients(examples, &touched, step)?;
        unrounded.map_or(Ok(()), Unrounded::restore)?;
        let gradient_norm = self.optimizer.step(&gradients, &[touched], learning_rate)?;
        Ok(StepOutput {
            loss,
            gradient_norm,
        })
    }

    /// Computes gradient and loss of these examples. More than fit into a forward pass go through the network in several,
    /// whose gradients add up.
    fn gradients(
        &self,
        examples: &[&Example],
        touched: &TouchedRows,
        step: usize,
    ) -> Result<(GradStore, DeviceScalar)> {
        let count = targets(examples);
        let threads = rayon::current_num_threads();
        let mut gradients: Option<GradStore> = None;
        let mut loss: Option<DeviceScalar> = None;
        for (pass, examples) in examples.chunks(self.forward_batch).enumerate() {
            let shards: Vec<(GradStore, DeviceScalar)> = examples
                .par_chunks(examples.len().div_ceil(threads))
                .enumerate()
                .map(|(shard, examples)| {
                    let dropout = self.masks.of(step, pass * threads + shard);
                    self.backward(examples, touched, count, dropout)
                })
                .collect::<Result<_>>()?;
            for (more, more_loss) in shards {
                loss = Some(match loss {
                    Some(loss) => loss.plus(more_loss)?,
                    None => more_loss,
                });
                match &mut gradients {
                    Some(gradients) => gradients.extend(more)?,
                    None => gradients = Some(more),
                }
            }
        }
        let both = gradients.zip(loss);
        both.context("a batch without examples")
    }

    /// Computes gradient and loss of some examples of a batch, of which all together have `count` words.
    fn backward(
        &self,
        examples: &[&Example],
        touched: &TouchedRows,
        count: usize,
        mut dropout: SeededDropout<'_>,
    ) -> Result<(GradStore, DeviceScalar)> {
        let device = self.words.device();
        let batch = ExampleBatch::new(examples, &touched.ids, self.labels, (self.ops, device))?;
        let words = touched.values.as_tensor();
        let logits = self
            .model
            .forward_with_words(&batch.input, words, &mut dropout)?;
        let loss = (self.loss(&logits, &batch)? / count.max(1) as f64)?;
        let gradients = loss.backward()?;
        let loss = match self.ops {
            Ops::Fused => DeviceScalar::Known(f64::from(loss.to_scalar::<f32>()?)),
            Ops::Composed | Ops::Mixed => DeviceScalar::OnDevice(loss.detach()),
        };
        Ok((gradients, loss))
    }

    /// The part of the labels and that of the teacher, each summed over words. A word that no teacher labels learns from its
    /// label alone.
    fn loss(&self, logits: &Tensor, batch: &ExampleBatch) -> Result<Tensor> {
        let from_teacher = self.distillation.as_ref().map_or(0.0, |it| it.mix);
        let mut parts = self.of_labels(logits, &batch.untaught)?;
        for sum in self.of_labels(logits, &batch.labelled)? {
            parts.push((sum * (1.0 - from_teacher))?);
        }
        if let (Some((places, soft)), Some(distillation)) = (&batch.softened, &self.distillation) {
            let sum = distillation_sum(logits, places, soft, distillation.temperature)?;
            parts.push((sum * from_teacher)?);
        }
        let mut parts = parts.into_iter();
        let first = parts.next().context("a batch without words")?;
        Ok(parts.try_fold(first, |sum, part| sum + part)?)
    }

    /// The losses of the labels, of those that are known and of those that are one of several.
    fn of_labels(&self, logits: &Tensor, labelled: &Labelled) -> Result<Vec<Tensor>> {
        let smoothing = self.label_smoothing;
        let one = labelled.one.iter();
        let one = one.map(|(places, labels)| cross_entropy_sum(logits, places, labels, smoothing));
        let one_of = labelled.one_of.iter();
        let one_of =
            one_of.map(|(places, sets)| partial_cross_entropy_sum(logits, places, sets, smoothing));
        Ok(one.chain(one_of).collect::<candle_core::Result<_>>()?)
    }

    /// Gives the weights as they are; they change with the next step.
    pub fn parameters(&self) -> Parameters {
        self.variables
            .iter()
            .map(|(name, variable)| (name.clone(), variable.as_detached_tensor()))
            .collect()
    }
}

/// Makes the masks for every probability of dropout that the network has.
fn masks(config: &Config, recipe: &Recipe, device: &Device) -> candle_core::Result<Masks> {
    let probabilities = [
        config.hidden_dropout,
        config.attention_dropout,
        config.classifier_dropout,
    ];
    Masks::new(recipe.seed, &probabilities, device)
}

fn with_dropout(config: &Config, recipe: &Recipe) -> Config {
    let mut config = config.clone();
    config.hidden_dropout = recipe.hidden_dropout;
    config.attention_dropout = recipe.attention_dropout;
    config.classifier_dropout = recipe.classifier_dropout.unwrap_or(recipe.hidden_dropout);
    config
}

/// The factor of a parameter's learning rate: the layer decay, once for each layer between the parameter and the head.
fn rate_factor(config: &Config, recipe: &Recipe, name: &str) -> f64 {
    let above = config.depth() - config.depth_of(name);
    recipe.layer_decay.powi(above as i32)
}

fn adamw_options(recipe: &Recipe) -> AdamWOptions {
    AdamWOptions {
        betas: recipe.betas,
        epsilon: recipe.epsilon,
        weight_decay: recipe.weight_decay,
        max_grad_norm: recipe.max_grad_norm,
    }
}
