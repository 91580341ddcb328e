//! The training loop. It never prints: it tells an [`Observer`].

use std::collections::BTreeMap;
use std::time::Instant;

use anyhow::{Context, Result};
use candle_core::backprop::GradStore;
use candle_core::{Device, Var};
use namelight_encoder::loss::cross_entropy_sum;
use namelight_encoder::{Config, Parameters, TokenClassifier};
use namelight_recognizer::Recognizer;
use namelight_scores::report::{EpochRow, LossPoint, Recipe};
use namelight_scores::Scheme;
use namelight_wordpieces::WordpieceTokenizer;
use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::batches::epoch_batches;
use crate::checkpoint::{Checkpoint, CheckpointFile, Progress};
use crate::data::Split;
use crate::dropout::SeededDropout;
use crate::evaluation::evaluate;
use crate::examples::{labelled, touched_ids, Example, ExampleBatch};
use crate::optimizer::{AdamW, AdamWOptions, OptimizerState, Rows};
use crate::schedule::LinearSchedule;

/// Steps between two points of the loss curve.
const LOSS_POINT_EVERY: usize = 25;

/// Who watches a run.
pub trait Observer {
    /// A step is done.
    fn step(&mut self, step: usize, total: usize, loss: f64);
    /// A point of the loss curve is done; this comes every few steps.
    fn logged(&mut self, _step: &LoggedStep) {}
    /// An epoch is done and scored.
    fn epoch(&mut self, row: &EpochRow);
}

/// What is known where the loss curve gets a point.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct LoggedStep {
    /// Steps done.
    pub step: usize,
    /// Epochs done, with the part of this one.
    pub epoch: f64,
    /// Mean loss since the previous point.
    pub loss: f64,
    /// Learning rate of this step.
    pub learning_rate: f64,
    /// Norm of this step's gradient, before clipping.
    pub gradient_norm: f64,
    /// Seconds of the run so far.
    pub seconds: f64,
}

/// What a run is made of.
pub struct Training<'a> {
    /// Shape, dropout and labels.
    pub config: &'a Config,
    /// The hyper-parameters.
    pub recipe: &'a Recipe,
    /// Encoded training data.
    pub examples: &'a [Example],
    /// Scored after each epoch.
    pub validation: &'a Split,
    /// Bytes of `tokenizer.json`.
    pub tokenizer: &'a [u8],
    /// Where to compute.
    pub device: &'a Device,
    /// So that a crash loses little.
    pub keeping: &'a Keeping,
}

/// What came out.
pub struct Trained {
    /// The weights after the last epoch.
    pub parameters: Parameters,
    /// The epochs' rows and the loss curve.
    pub progress: Progress,
}

/// Where and how often a run is kept.
pub struct Keeping {
    /// The file.
    pub file: CheckpointFile,
    /// Steps between two checkpoints; none when 0.
    pub every: usize,
}

/// What a step says of itself.
pub struct StepFacts {
    /// Mean loss a labelled wordpiece.
    pub loss: f64,
    /// Norm of the gradient, before clipping.
    pub gradient_norm: f64,
}

/// The network, its variables and its optimizer.
pub struct Learner {
    variables: BTreeMap<String, Var>,
    model: TokenClassifier,
    optimizer: AdamW,
    /// The table of word embeddings.
    words: Var,
    seed: u64,
}

impl Training<'_> {
    /// Trains on the threads of the current rayon pool: each takes a shard of every batch. The result depends on their
    /// number (sums are rounded in another order) but on nothing else that is not in the recipe. In particular a run
    /// that goes on from a checkpoint ends with the same bits as one that was never interrupted.
    pub fn run(
        &self,
        start: &Parameters,
        mut progress: Progress,
        optimizer: Option<&OptimizerState>,
        observer: &mut dyn Observer,
    ) -> Result<Trained> {
        let recipe = self.recipe;
        let mut learner = Learner::new(start, self.config, adamw_options(recipe), recipe.seed)?;
        if let Some(optimizer) = optimizer {
            learner.optimizer.restore(optimizer)?;
        }
        for epoch in progress.epochs.len()..recipe.epochs {
            self.train_epoch(epoch, &mut learner, &mut progress, observer)?;
            let started = Instant::now();
            let row = self.score(&learner, epoch, &mut progress)?;
            progress.seconds += started.elapsed().as_secs_f64();
            observer.epoch(&row);
            progress.epochs.push(row);
        }
        Ok(Trained {
            parameters: learner.parameters(),
            progress,
        })
    }

    /// The steps of an epoch that are not done yet.
    fn train_epoch(
        &self,
        epoch: usize,
        learner: &mut Learner,
        progress: &mut Progress,
        observer: &mut dyn Observer,
    ) -> Result<()> {
        let recipe = self.recipe;
        let schedule = schedule(recipe, self.examples.len());
        let examples = self.examples.iter();
        let lengths: Vec<usize> = examples.map(|example| example.ids.len()).collect();
        let batches = epoch_batches(
            &lengths,
            recipe.train_batch,
            recipe.group_by_length,
            recipe.seed,
            epoch,
        );
        let done = progress.step - epoch * batches.len();
        for batch in batches.iter().skip(done) {
            let started = Instant::now();
            let examples: Vec<&Example> =
                batch.iter().map(|index| &self.examples[*index]).collect();
            let learning_rate = schedule.rate(progress.step);
            let StepFacts {
                loss,
                gradient_norm,
            } = learner.step(&examples, progress.step, learning_rate)?;
            progress.step += 1;
            progress.epoch_loss.add(loss);
            progress.recent_loss.add(loss);
            if progress.step.is_multiple_of(LOSS_POINT_EVERY) {
                progress.loss_curve.push(LossPoint {
                    step: progress.step,
                    loss: progress.recent_loss.take(),
                    learning_rate,
                });
            }
            let seconds = started.elapsed().as_secs_f64();
            progress.epoch_seconds += seconds;
            progress.seconds += seconds;
            observer.step(progress.step, schedule.total, loss);
            let point = progress.loss_curve.last();
            if let Some(point) = point.filter(|point| point.step == progress.step) {
                observer.logged(&LoggedStep {
                    step: point.step,
                    epoch: point.step as f64 / batches.len() as f64,
                    loss: point.loss,
                    learning_rate,
                    gradient_norm,
                    seconds: progress.seconds,
                });
            }
            self.keep(learner, progress)?;
        }
        Ok(())
    }

    fn keep(&self, learner: &Learner, progress: &Progress) -> Result<()> {
        let Keeping { file, every } = self.keeping;
        if *every == 0 || !progress.step.is_multiple_of(*every) {
            return Ok(());
        }
        let checkpoint = Checkpoint {
            progress: progress.clone(),
            weights: learner.parameters(),
            optimizer: learner.optimizer.state()?,
        };
        file.save(&checkpoint).with_context(|| {
            format!(
                "writing {} at step {}; make room and go on with --resume",
                file.path().display(),
                progress.step
            )
        })
    }

    fn score(&self, learner: &Learner, epoch: usize, progress: &mut Progress) -> Result<EpochRow> {
        let tokenizer = WordpieceTokenizer::from_bytes(self.tokenizer)?;
        let model = TokenClassifier::load(&learner.parameters(), self.config)?;
        let recognizer = Recognizer::new(tokenizer, model, self.config, self.device.clone())?;
        let scored = evaluate(
            &recognizer,
            self.validation,
            self.recipe.eval_batch,
            Scheme::Default,
        )?;
        Ok(EpochRow {
            training_loss: progress.epoch_loss.take(),
            epoch: (epoch + 1) as f64,
            step: progress.step,
            validation_loss: scored.loss,
            precision: scored.scores.overall.precision,
            recall: scored.scores.overall.recall,
            f1: scored.scores.overall.f1,
            accuracy: scored.scores.accuracy,
            seconds: std::mem::take(&mut progress.epoch_seconds),
        })
    }
}

impl Learner {
    /// Makes every parameter a variable.
    pub fn new(
        start: &Parameters,
        config: &Config,
        options: AdamWOptions,
        seed: u64,
    ) -> Result<Self> {
        let variables: BTreeMap<String, Var> = start
            .iter()
            .map(|(name, tensor)| Ok((name.clone(), Var::from_tensor(tensor)?)))
            .collect::<candle_core::Result<_>>()?;
        let tracked = variables
            .iter()
            .map(|(name, variable)| (name.clone(), variable.as_tensor().clone()))
            .collect();
        let model = TokenClassifier::load(&tracked, config)?;
        let words = variables.get(&config.word_embeddings());
        let words = words.context("a model without word embeddings")?.clone();
        let optimizer = AdamW::new(&variables, options)?;
        Ok(Self {
            variables,
            model,
            optimizer,
            words,
            seed,
        })
    }

    /// One step on one batch.
    pub fn step(
        &mut self,
        examples: &[&Example],
        step: usize,
        learning_rate: f64,
    ) -> Result<StepFacts> {
        let count = labelled(examples);
        let touched = Rows::of(&self.words, touched_ids(examples))?;
        let shard_size = examples.len().div_ceil(rayon::current_num_threads());
        let shards: Vec<(GradStore, f64)> = examples
            .par_chunks(shard_size)
            .enumerate()
            .map(|(shard, examples)| {
                let dropout = SeededDropout::new(self.seed, step, shard);
                self.backward(examples, &touched, count, dropout)
            })
            .collect::<Result<_>>()?;
        let mut shards = shards.into_iter();
        let (mut gradients, mut loss) = shards.next().context("a batch without examples")?;
        for (more, more_loss) in shards {
            gradients.extend(more)?;
            loss += more_loss;
        }
        let gradient_norm = self.optimizer.step(&gradients, &[touched], learning_rate)?;
        Ok(StepFacts {
            loss,
            gradient_norm,
        })
    }

    /// Gradient and loss of some of a batch's examples, of which all together have `count` labels.
    fn backward(
        &self,
        examples: &[&Example],
        touched: &Rows,
        count: usize,
        mut dropout: SeededDropout,
    ) -> Result<(GradStore, f64)> {
        let batch = ExampleBatch::new(examples, &touched.ids, self.words.device())?;
        let words = touched.values.as_tensor();
        let logits = self
            .model
            .forward_with_words(&batch.input, words, &mut dropout)?;
        let sum = cross_entropy_sum(&logits, &batch.places, &batch.labels)?;
        let loss = (sum / count.max(1) as f64)?;
        Ok((loss.backward()?, f64::from(loss.to_scalar::<f32>()?)))
    }

    /// The weights as they are now; they change with the next step.
    pub fn parameters(&self) -> Parameters {
        self.variables
            .iter()
            .map(|(name, variable)| (name.clone(), variable.as_detached_tensor()))
            .collect()
    }
}

fn adamw_options(recipe: &Recipe) -> AdamWOptions {
    AdamWOptions {
        betas: recipe.betas,
        epsilon: recipe.epsilon,
        weight_decay: recipe.weight_decay,
        max_grad_norm: recipe.max_grad_norm,
    }
}

fn schedule(recipe: &Recipe, examples: usize) -> LinearSchedule {
    let total = examples.div_ceil(recipe.train_batch) * recipe.epochs;
    LinearSchedule {
        peak: recipe.learning_rate,
        warmup: (recipe.warmup_ratio * total as f64).ceil() as usize,
        total,
    }
}
