//! The training loop. It never prints: it tells an [`Observer`].

use std::time::Instant;

use anyhow::{Context, Result};
use candle_core::Device;
use namelight_encoder::{Config, Ops, Parameters, TokenClassifier};
use namelight_recognizer::Recognizer;
use namelight_scores::Scheme;
use namelight_scores::report::{EpochRow, LossPoint, Recipe};
use namelight_text::LabelSet;
use namelight_tokenizer::Tokenizer;

use crate::data::augment::Augmenter;
use crate::data::batches::epoch_batches;
use crate::data::examples::{Example, ExampleEncoder};
use crate::data::{Split, Words};
use crate::evaluate::evaluate;
use crate::train::checkpoint::{Checkpoint, CheckpointFile, TrainState};
use crate::train::observer::{LoggedStep, Observer};
use crate::train::schedule::Schedule;
use crate::train::snapshots::Snapshots;
use crate::train::train_step::{StepOutput, TrainableModel};

/// Steps between two points of the loss curve.
const LOSS_POINT_EVERY: usize = 25;

/// What a run is made of.
pub struct Training<'a> {
    /// Shape, dropout and labels.
    pub config: &'a Config,
    /// The hyper-parameters.
    pub recipe: &'a Recipe,
    /// The labels, in the order of the network's outputs.
    pub labels: &'a LabelSet,
    /// Learnt from.
    pub train: &'a Split,
    /// What a teacher says of it, sentence by sentence: probabilities `(words, labels)`.
    pub softened: Option<&'a [Vec<f32>]>,
    /// Sentences that only a teacher labelled, and what it says.
    pub unlabelled: (&'a [Words], &'a [Vec<f32>]),
    /// Scored after each epoch.
    pub validation: &'a Split,
    /// Bytes of `tokenizer.json`.
    pub tokenizer: &'a [u8],
    /// Where to compute.
    pub device: &'a Device,
    /// What the network is made of.
    pub ops: Ops,
    /// So that a crash loses little.
    pub keeping: &'a CheckpointPolicy,
}

/// What came out.
pub struct Trained {
    /// The weights that the recipe keeps.
    pub parameters: Parameters,
    /// The epochs' rows and the loss curve.
    pub progress: TrainState,
}

/// Where and how often a run is kept.
pub struct CheckpointPolicy {
    /// The file.
    pub file: CheckpointFile,
    /// Steps between two checkpoints; none when 0.
    pub every: usize,
}

/// A run under way.
struct Run<'a> {
    training: &'a Training<'a>,
    tokenizer: Tokenizer,
    /// The training data as it is.
    examples: Vec<Example>,
    augmenter: Option<Augmenter<'a>>,
    schedule: Schedule,
    steps_an_epoch: usize,
    learner: TrainableModel,
    snapshots: Snapshots,
    progress: TrainState,
    /// Steps whose loss is still on the device.
    unread: Vec<StepOutput>,
    /// Of the last step that was read.
    last_loss: f64,
}

impl Training<'_> {
    fn encoder<'b>(&'b self, tokenizer: &'b Tokenizer) -> ExampleEncoder<'b> {
        ExampleEncoder {
            tokenizer,
            labels: self.labels,
            max_positions: self.config.max_positions,
            word_shapes: self.config.word_shapes,
        }
    }

    /// Trains from these weights on the threads of the current rayon pool: each takes a shard of every batch. The result
    /// depends on their number (sums are rounded in another order) but on nothing else that is not in the recipe.
    pub fn run(
        &self,
        start: &Parameters,
        progress: TrainState,
        observer: &mut dyn Observer,
    ) -> Result<Trained> {
        let learner = TrainableModel::new(start, self.config, self.recipe, self.ops)?;
        let snapshots = Snapshots::new(self.recipe);
        Run::new(self, learner, snapshots, progress)?.finish(observer)
    }

    /// Goes on from a checkpoint, and ends with the same bits as a run that was never interrupted.
    pub fn resume(&self, checkpoint: Checkpoint, observer: &mut dyn Observer) -> Result<Trained> {
        let mut learner =
            TrainableModel::new(&checkpoint.weights, self.config, self.recipe, self.ops)?;
        learner.restore(&checkpoint.optimizer)?;
        let mut snapshots = Snapshots::new(self.recipe);
        snapshots.restore(checkpoint.snapshots);
        Run::new(self, learner, snapshots, checkpoint.progress)?.finish(observer)
    }
}

impl<'a> Run<'a> {
    fn new(
        training: &'a Training<'a>,
        learner: TrainableModel,
        snapshots: Snapshots,
        progress: TrainState,
    ) -> Result<Self> {
        let recipe = training.recipe;
        let tokenizer = Tokenizer::from_bytes(training.tokenizer)?;
        let encoder = training.encoder(&tokenizer);
        let soft = training.softened;
        let mut examples = encoder.split(training.train, |index| Some(soft?[index].as_slice()))?;
        let (sentences, softened) = training.unlabelled;
        examples.extend(encoder.unlabelled(sentences, softened)?);
        anyhow::ensure!(
            !examples.is_empty(),
            "{}: no sentence has a wordpiece",
            training.train.file
        );
        Ok(Self {
            training,
            tokenizer,
            augmenter: Augmenter::new(&training.train.sentences, recipe),
            schedule: schedule(recipe, examples.len()),
            steps_an_epoch: steps_an_epoch(recipe, examples.len()),
            examples,
            learner,
            snapshots,
            progress,
            unread: Vec::new(),
            last_loss: 0.0,
        })
    }

    fn finish(mut self, observer: &mut dyn Observer) -> Result<Trained> {
        let recipe = self.training.recipe;
        while self.progress.epochs.len() < recipe.epochs && !self.is_over() {
            self.train_epoch(observer)?;
            let started = Instant::now();
            let row = self.score()?;
            self.progress.seconds += started.elapsed().as_secs_f64();
            observer.epoch(&row);
            self.snapshots.take(&self.learner.parameters(), row.f1)?;
            self.progress.epochs.push(row);
            self.progress.epoch_start = self.progress.step;
        }
        Ok(Trained {
            parameters: match self.snapshots.finish()? {
                Some(parameters) => parameters,
                None => self.learner.parameters(),
            },
            progress: self.progress,
        })
    }

    /// Whether the steps are used up, or patience is.
    fn is_over(&self) -> bool {
        let recipe = self.training.recipe;
        let steps_are = recipe
            .max_steps
            .is_some_and(|most| self.progress.step >= most);
        let rows = &self.progress.epochs;
        let best = (0..rows.len()).reduce(|best, row| match rows[row].f1 > rows[best].f1 {
            true => row,
            false => best,
        });
        let without_gain = best.map_or(0, |best| rows.len() - 1 - best);
        steps_are
            || recipe
                .patience
                .is_some_and(|patience| without_gain >= patience)
    }

    /// The examples of an epoch: the data as it is, or changed anew. What a teacher said of a sentence holds as long as
    /// its words do, whatever their case.
    fn epoch_examples(&self, epoch: usize) -> Result<Option<Vec<Example>>> {
        let Some(augmenter) = &self.augmenter else {
            return Ok(None);
        };
        let (split, same) = augmenter.epoch(self.training.train, epoch);
        let encoder = self.training.encoder(&self.tokenizer);
        let soft = |index: usize| match same[index] {
            true => Some(self.training.softened?[index].as_slice()),
            false => None,
        };
        let mut examples = encoder.split(&split, soft)?;
        let (sentences, softened) = self.training.unlabelled;
        examples.extend(encoder.unlabelled(sentences, softened)?);
        Ok(Some(examples))
    }

    /// The steps of an epoch that are not done yet.
    fn train_epoch(&mut self, observer: &mut dyn Observer) -> Result<()> {
        let recipe = self.training.recipe;
        let epoch = self.progress.epochs.len();
        let augmented = self.epoch_examples(epoch)?;
        let examples = augmented.unwrap_or_else(|| std::mem::take(&mut self.examples));
        let lengths: Vec<usize> = examples.iter().map(|example| example.ids.len()).collect();
        let batches = epoch_batches(
            &lengths,
            recipe.train_batch * recipe.gradient_accumulation,
            recipe.group_by_length,
            recipe.seed,
            epoch,
        );
        let done = self.progress.step - self.progress.epoch_start;
        for batch in batches.iter().skip(done) {
            let examples: Vec<&Example> = batch.iter().map(|index| &examples[*index]).collect();
            self.step(&examples, observer)?;
            self.keep()?;
            if recipe.max_steps == Some(self.progress.step) {
                break;
            }
        }
        if self.augmenter.is_none() {
            self.examples = examples;
        }
        Ok(())
    }

    fn step(&mut self, examples: &[&Example], observer: &mut dyn Observer) -> Result<()> {
        let started = Instant::now();
        let progress = &mut self.progress;
        let learning_rate = self.schedule.rate(progress.step);
        let facts = self.learner.step(examples, progress.step, learning_rate)?;
        progress.step += 1;
        let step = progress.step;
        let is_point = step.is_multiple_of(LOSS_POINT_EVERY);
        let gradient_norm = facts.gradient_norm.clone();
        let waits = facts.loss.is_on_device() && !is_point;
        self.unread.push(facts);
        if !waits {
            self.read_losses()?;
        }
        let progress = &mut self.progress;
        let seconds = started.elapsed().as_secs_f64();
        progress.epoch_seconds += seconds;
        progress.seconds += seconds;
        observer.step(step, self.schedule.total, self.last_loss);
        if !is_point {
            return Ok(());
        }
        let loss = progress.recent_loss.take();
        progress.loss_curve.push(LossPoint {
            step,
            loss,
            learning_rate,
        });
        observer.logged(&LoggedStep {
            step,
            epoch: step as f64 / self.steps_an_epoch as f64,
            loss,
            learning_rate,
            gradient_norm: gradient_norm.read()?,
            seconds: progress.seconds,
        });
        Ok(())
    }

    /// Adds the losses of the last steps up: a GPU goes on computing while nobody asks for them.
    fn read_losses(&mut self) -> Result<()> {
        for facts in self.unread.drain(..) {
            let loss = facts.loss.read()?;
            self.progress.epoch_loss.add(loss);
            self.progress.recent_loss.add(loss);
            self.last_loss = loss;
        }
        Ok(())
    }

    fn keep(&mut self) -> Result<()> {
        let CheckpointPolicy { file, every } = self.training.keeping;
        if *every == 0 || !self.progress.step.is_multiple_of(*every) {
            return Ok(());
        }
        self.read_losses()?;
        let snapshots = self.snapshots.named();
        let checkpoint = Checkpoint {
            progress: TrainState {
                best_f1: snapshots.best_f1,
                ..self.progress.clone()
            },
            weights: self.learner.parameters(),
            optimizer: self.learner.optimizer_state()?,
            snapshots,
        };
        file.save(&checkpoint).with_context(|| {
            format!(
                "writing {} at step {}; make room and go on with --resume",
                file.path().display(),
                self.progress.step
            )
        })
    }

    fn score(&mut self) -> Result<EpochRow> {
        self.read_losses()?;
        let Training { config, recipe, .. } = self.training;
        let tokenizer = Tokenizer::from_bytes(self.training.tokenizer)?;
        let model =
            TokenClassifier::with_ops(&self.learner.parameters(), config, self.training.ops)?;
        let recognizer = Recognizer::new(tokenizer, model, config)?;
        let validation = self.training.validation;
        let scored = evaluate(&recognizer, validation, recipe.eval_batch, Scheme::Default)?;
        let progress = &mut self.progress;
        Ok(EpochRow {
            training_loss: progress.epoch_loss.take(),
            epoch: progress.step as f64 / self.steps_an_epoch as f64,
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

fn steps_an_epoch(recipe: &Recipe, examples: usize) -> usize {
    examples.div_ceil(recipe.train_batch * recipe.gradient_accumulation)
}

fn schedule(recipe: &Recipe, examples: usize) -> Schedule {
    let total = steps_an_epoch(recipe, examples) * recipe.epochs;
    let total = recipe.max_steps.map_or(total, |most| most.min(total));
    Schedule {
        kind: recipe.schedule,
        peak: recipe.learning_rate,
        warmup: (recipe.warmup_ratio * total as f64).ceil() as usize,
        total,
    }
}
