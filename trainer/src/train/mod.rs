//! Fine-tuning: the loop over epochs and steps, and what a run keeps so that it can go on after a crash.
//!
//! [`Training`] names what a run is made of. The loop asks [`schedule`] for the learning rate of a step, [`train_step`]
//! computes the step, [`observer`] is told of it, [`checkpoint`] keeps it, and the snapshots of earlier epochs become the
//! weights that the run ends with.
//!
//! **Seeds.** Every random choice has a stream of its own in one seeded generator, so that it depends on the seed and on
//! its place in the run, but on nothing that was drawn before: a run that is resumed draws what it would have drawn. The
//! masks of [`dropout`] count up from below by step and shard, the choice of examples begins in the first quarter, the changed
//! data of an epoch in the middle, the choice of joined sentences in the last quarter, and the order of the examples counts
//! down from the top.

pub mod checkpoint;
pub mod dropout;
mod epoch_scores;
pub mod identity;
pub mod observer;
pub mod rounding;
mod running_mean;
pub mod schedule;
mod snapshots;
pub mod timed_steps;
pub mod train_step;
mod training_loop;

use anyhow::Result;
use namelight_encoder::{Config, Ops, Parameters};
use namelight_scores::report::Recipe;
use namelight_text::LabelSet;

use crate::data::{DataSet, Words};
use checkpoint::{Checkpoint, CheckpointPolicy, TrainState};
use observer::Observer;
pub use running_mean::RunningMean;
use snapshots::Snapshots;
use train_step::TrainableModel;
use training_loop::Run;

/// What a training run is made of.
pub struct Training<'a> {
    /// The shape of the network, its dropout and its labels.
    pub config: &'a Config,
    /// The hyper-parameters.
    pub recipe: &'a Recipe,
    /// The labels, in the order of the network's outputs.
    pub labels: &'a LabelSet,
    /// The data that is learnt from, and that is scored after each epoch.
    pub data: &'a DataSet,
    /// A teacher's probabilities `(words, labels)` for each sentence of the training data, source by source.
    pub teacher_labels: Option<&'a [Vec<f32>]>,
    /// Sentences that only the teacher labelled, and its probabilities `(words, labels)` for each.
    pub unlabelled: (&'a [Words], &'a [Vec<f32>]),
    /// The bytes of `tokenizer.json`.
    pub tokenizer: &'a [u8],
    /// The operations that the network is made of.
    pub ops: Ops,
    /// Where and how often the run is kept.
    pub checkpoints: &'a CheckpointPolicy,
}

/// The result of a training run.
pub struct Trained {
    /// The weights that the recipe keeps.
    pub parameters: Parameters,
    /// The rows of the epochs, the loss curve and the times.
    pub state: TrainState,
}

impl Training<'_> {
    /// Trains from these weights on the threads of the current rayon pool: each takes a shard of every batch. The result
    /// depends on their number, since sums are rounded in another order, but on nothing else that is not in the
    /// [identity](identity::RunIdentity) of the run.
    ///
    /// # Errors
    /// When the data cannot be encoded, a tensor operation fails, or a checkpoint cannot be written.
    pub fn run(
        &self,
        start: &Parameters,
        state: TrainState,
        observer: &mut dyn Observer,
    ) -> Result<Trained> {
        let model = TrainableModel::new(start, self.config, self.recipe, self.ops)?;
        let snapshots = Snapshots::new(self.recipe);
        Run::new(self, model, snapshots, state)?.finish(observer)
    }

    /// Goes on from a checkpoint, and ends with the same bits as a run that was never interrupted.
    ///
    /// # Errors
    /// As [`Training::run`], and when the checkpoint holds the tensors of another network.
    pub fn resume(&self, checkpoint: Checkpoint, observer: &mut dyn Observer) -> Result<Trained> {
        let Checkpoint {
            state,
            weights,
            optimizer,
            snapshots: named,
        } = checkpoint;
        let mut model = TrainableModel::new(&weights, self.config, self.recipe, self.ops)?;
        model.restore(&optimizer)?;
        let mut snapshots = Snapshots::new(self.recipe);
        snapshots.restore(named);
        Run::new(self, model, snapshots, state)?.finish(observer)
    }
}
