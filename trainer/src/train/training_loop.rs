//! The loop over epochs and steps. It never prints: it tells an [`Observer`].

use std::time::Instant;

use anyhow::{Context, Result, bail, ensure};
use namelight_scores::report::{EpochRow, LossPoint};
use namelight_tokenizer::Tokenizer;

use super::checkpoint::{Checkpoint, CheckpointPolicy, TrainState};
use super::epoch_scores::{EpochCourse, EpochScores};
use super::observer::{LoggedStep, Observer};
use super::rounding::Rounding;
use super::schedule::Schedule;
use super::snapshots::Snapshots;
use super::train_step::{StepOutput, TrainableModel};
use super::{Trained, Training};
use crate::data::Split;
use crate::data::augment::Augmenter;
use crate::data::batches::epoch_batches;
use crate::data::examples::{Example, ExampleEncoder};
use crate::data::joining::Joiner;
use crate::data::training_examples::TrainingExamples;

/// No weight that is of use is larger; the square of such a number is infinite in f32 after a few products.
const LARGEST_WEIGHT: f32 = 1e9;

/// Steps between two points of the loss curve.
const LOSS_POINT_EVERY: usize = 25;

/// A run that is under way.
pub(super) struct Run<'a> {
    training: &'a Training<'a>,
    tokenizer: Tokenizer,
    /// The examples of the training data as it is; empty while an epoch uses them.
    examples: TrainingExamples,
    augmenter: Option<Augmenter<'a>>,
    joiner: Joiner,
    rounding: Option<Rounding>,
    schedule: Schedule,
    steps_per_epoch: usize,
    model: TrainableModel,
    snapshots: Snapshots,
    state: TrainState,
    /// Outputs of steps whose loss has not been read from the device.
    unread: Vec<StepOutput>,
    /// Loss of the last step that was read.
    last_loss: f64,
}

impl<'a> Run<'a> {
    pub(super) fn new(
        training: &'a Training<'a>,
        model: TrainableModel,
        snapshots: Snapshots,
        state: TrainState,
    ) -> Result<Self> {
        let recipe = training.recipe;
        let tokenizer = Tokenizer::from_bytes(training.tokenizer)?;
        let splits: Vec<&Split> = training.data.train().collect();
        let examples = encode(training, &tokenizer, &splits, |_| true)?;
        ensure!(
            examples.per_epoch() > 0,
            "{}: no sentence has a wordpiece, or the shares leave none",
            files(&splits)
        );
        let examples_per_step = recipe.train_batch * recipe.gradient_accumulation;
        let (share, most) = (recipe.join_sentences, training.config.max_positions);
        let joiner = Joiner::new(share, recipe.seed, &tokenizer, most)?;
        let rows = joiner.left_of(examples.per_epoch());
        let steps_per_epoch = rows.div_ceil(examples_per_step);
        Ok(Self {
            training,
            tokenizer,
            augmenter: Augmenter::new(splits.iter().flat_map(|split| &split.sentences), recipe),
            joiner,
            rounding: Rounding::of(recipe),
            schedule: Schedule::of(recipe, steps_per_epoch),
            steps_per_epoch,
            examples,
            model,
            snapshots,
            state,
            unread: Vec::new(),
            last_loss: 0.0,
        })
    }

    pub(super) fn finish(mut self, observer: &mut dyn Observer) -> Result<Trained> {
        // A run that was interrupted behind the last step of an epoch still has to score it.
        while self.is_inside_epoch() || !self.is_over() {
            self.train_epoch(observer)?;
            self.end_epoch(observer)?;
        }
        let parameters = self.snapshots.finish()?;
        Ok(Trained {
            parameters: parameters.unwrap_or_else(|| self.model.parameters()),
            state: self.state,
        })
    }

    /// Whether steps were done since the last epoch was scored.
    fn is_inside_epoch(&self) -> bool {
        self.state.step > self.state.epoch_start
    }

    /// Whether epochs, steps or patience are used up.
    fn is_over(&self) -> bool {
        let recipe = self.training.recipe;
        self.state.epochs.len() >= recipe.epochs
            || self.has_no_steps_left()
            || recipe
                .patience
                .is_some_and(|patience| epochs_without_gain(&self.state.epochs) >= patience)
    }

    fn has_no_steps_left(&self) -> bool {
        let most = self.training.recipe.max_steps;
        most.is_some_and(|most| self.state.step >= most)
    }

    /// The examples of an epoch whose data is changed anew. What a teacher said of a sentence holds as long as its words
    /// do, whatever their case.
    fn augmented_examples(&self, epoch: usize) -> Result<Option<TrainingExamples>> {
        let Some(augmenter) = &self.augmenter else {
            return Ok(None);
        };
        let changed = augmenter.epoch(self.training.data.train(), epoch);
        let splits: Vec<&Split> = changed.iter().map(|(split, _)| split).collect();
        let same: Vec<bool> = changed.iter().flat_map(|(_, same)| same).copied().collect();
        encode(self.training, &self.tokenizer, &splits, |index| same[index]).map(Some)
    }

    /// Takes the steps of an epoch that are not done yet.
    fn train_epoch(&mut self, observer: &mut dyn Observer) -> Result<()> {
        let recipe = self.training.recipe;
        let epoch = self.state.epochs.len();
        let augmented = self.augmented_examples(epoch)?;
        let examples = augmented.unwrap_or_else(|| std::mem::take(&mut self.examples));
        let visited = self
            .joiner
            .join(examples.of_epoch(recipe.seed, epoch), epoch);
        let lengths: Vec<usize> = visited.iter().map(|example| example.ids.len()).collect();
        let batches = epoch_batches(
            &lengths,
            recipe.train_batch * recipe.gradient_accumulation,
            recipe.group_by_length,
            recipe.seed,
            epoch,
        );
        let done = self.state.step - self.state.epoch_start;
        for batch in batches.iter().skip(done) {
            if self.has_no_steps_left() {
                break;
            }
            let examples: Vec<&Example> = batch.iter().map(|index| &*visited[*index]).collect();
            self.step(&examples, observer)?;
            self.keep()?;
        }
        if self.augmenter.is_none() {
            self.examples = examples;
        }
        Ok(())
    }

    fn step(&mut self, examples: &[&Example], observer: &mut dyn Observer) -> Result<()> {
        let started = Instant::now();
        let state = &mut self.state;
        let learning_rate = self.schedule.rate(state.step);
        let rounding = self.rounding.filter(|it| it.is_on(state.epochs.len()));
        let (step, rounding) = (state.step, rounding.as_ref());
        let output = self.model.step(examples, step, learning_rate, rounding)?;
        state.step += 1;
        let step = state.step;
        let is_point = step.is_multiple_of(LOSS_POINT_EVERY);
        let gradient_norm = output.gradient_norm.clone();
        let waits = output.loss.is_on_device() && !is_point;
        self.unread.push(output);
        if !waits {
            self.read_losses()?;
        }
        let state = &mut self.state;
        let seconds = started.elapsed().as_secs_f64();
        state.epoch_seconds += seconds;
        state.seconds += seconds;
        observer.step(step, self.schedule.total, self.last_loss);
        if !is_point {
            return Ok(());
        }
        let loss = state.recent_loss.take();
        state.loss_curve.push(LossPoint {
            step,
            loss,
            learning_rate,
        });
        observer.logged(&LoggedStep {
            step,
            epoch: step as f64 / self.steps_per_epoch as f64,
            loss,
            learning_rate,
            gradient_norm: gradient_norm.read()?,
            seconds: state.seconds,
        });
        Ok(())
    }

    /// Scores the epoch and takes a snapshot of its weights.
    fn end_epoch(&mut self, observer: &mut dyn Observer) -> Result<()> {
        let started = Instant::now();
        let row = self.score()?;
        self.state.seconds += started.elapsed().as_secs_f64();
        observer.epoch(&row);
        self.snapshots.take(&self.model.parameters(), row.f1)?;
        self.state.epochs.push(row);
        self.state.epoch_start = self.state.step;
        Ok(())
    }

    /// Adds the losses of the last steps up: a GPU goes on computing while nobody asks for them.
    fn read_losses(&mut self) -> Result<()> {
        let first = self.state.step - self.unread.len();
        for (place, output) in self.unread.drain(..).enumerate() {
            let loss = output.loss.read()?;
            if !loss.is_finite() {
                bail!(diverged(
                    &self.schedule,
                    first + place,
                    self.training.checkpoints
                ));
            }
            self.state.epoch_loss.add(loss);
            self.state.recent_loss.add(loss);
            self.last_loss = loss;
        }
        Ok(())
    }

    /// Writes a checkpoint where one is due.
    fn keep(&mut self) -> Result<()> {
        let checkpoints = self.training.checkpoints;
        if !checkpoints.is_due(self.state.step) {
            return Ok(());
        }
        let file = &checkpoints.file;
        self.read_losses()?;
        self.check_weights()?;
        let snapshots = self.snapshots.named();
        let checkpoint = Checkpoint {
            state: TrainState {
                best_f1: snapshots.best_f1,
                ..self.state.clone()
            },
            weights: self.model.parameters(),
            optimizer: self.model.optimizer_state()?,
            snapshots,
        };
        file.save(&checkpoint).with_context(|| {
            format!(
                "writing {} at step {}; make room and go on with --resume",
                file.path().display(),
                self.state.step
            )
        })
    }

    /// Refuses weights that no activation could be computed from: those of a run that has diverged are neither scored nor
    /// written over a checkpoint that is still good.
    fn check_weights(&self) -> Result<()> {
        for tensor in self.model.parameters().values() {
            let largest = tensor.abs()?.flatten_all()?.max(0)?.to_scalar::<f32>()?;
            // The largest of numbers of which one is none is a number.
            let sum = tensor.sum_all()?.to_scalar::<f32>()?;
            if !(largest < LARGEST_WEIGHT && sum.is_finite()) {
                let step = self.state.step.saturating_sub(1);
                bail!(diverged(&self.schedule, step, self.training.checkpoints));
            }
        }
        Ok(())
    }

    /// Scores the weights as they are on the validation data.
    fn score(&mut self) -> Result<EpochRow> {
        self.read_losses()?;
        self.check_weights()?;
        let parameters = self.model.parameters();
        let rounding = self.rounding.filter(|it| it.is_on(self.state.epochs.len()));
        let scores = match rounding {
            Some(rounding) => {
                EpochScores::of(self.training, &rounding.rounded_parameters(&parameters)?)?
            }
            None => EpochScores::of(self.training, &parameters)?,
        };
        let state = &mut self.state;
        Ok(scores.row(EpochCourse {
            training_loss: state.epoch_loss.take(),
            epoch: state.step as f64 / self.steps_per_epoch as f64,
            step: state.step,
            seconds: std::mem::take(&mut state.epoch_seconds),
        }))
    }
}

/// What is said of a run whose loss or weights are no numbers any more, from this step on, counted from 0.
fn diverged(schedule: &Schedule, step: usize, checkpoints: &CheckpointPolicy) -> String {
    let kept = match checkpoints.file.exists() {
        Ok(true) => format!(
            "; {} holds the last good step",
            checkpoints.file.path().display()
        ),
        _ => String::new(),
    };
    format!(
        "training has diverged at step {}, at a learning rate of {:e}: loss or weights are no numbers any more. Lower \
         --learning-rate or raise --warmup-ratio{kept}",
        step + 1,
        schedule.rate(step)
    )
}

/// Epochs since the first one with the highest F1.
fn epochs_without_gain(rows: &[EpochRow]) -> usize {
    let best = (0..rows.len()).reduce(|best, row| match rows[row].f1 > rows[best].f1 {
        true => row,
        false => best,
    });
    best.map_or(0, |best| rows.len() - 1 - best)
}

/// The paths of these splits.
fn files(splits: &[&Split]) -> String {
    let files: Vec<&str> = splits.iter().map(|split| split.file.as_str()).collect();
    files.join(", ")
}

/// Encodes the training data or a changed form of it, and the sentences that only a teacher labelled behind it. What the
/// teacher said of a sentence of the data counts where `holds` says so of its index.
fn encode(
    training: &Training,
    tokenizer: &Tokenizer,
    splits: &[&Split],
    holds: impl Fn(usize) -> bool,
) -> Result<TrainingExamples> {
    let encoder = ExampleEncoder {
        tokenizer,
        labels: training.labels,
        max_positions: training.config.max_positions,
        word_shapes: training.config.word_shapes,
    };
    let soft = |index: usize| match holds(index) {
        true => Some(training.teacher_labels?[index].as_slice()),
        false => None,
    };
    let mut examples = TrainingExamples::default();
    let mut first = 0;
    let sources = training.data.sources.iter();
    let sources = sources.filter(|source| source.train.is_some());
    for (source, split) in sources.zip(splits) {
        let outside = source.outside(training.labels);
        let of_split = encoder.split(split, &outside, |index| soft(first + index))?;
        examples.add(of_split, source.share);
        first += split.sentences.len();
    }
    let (sentences, soft) = training.unlabelled;
    examples.add(encoder.unlabelled(sentences, soft)?, 1.0);
    Ok(examples)
}
