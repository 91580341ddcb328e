//! Checkpoints: a run between two steps in one file, so that it can go on after a crash as if nothing had happened.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use candle_core::Device;
use namelight_encoder::Parameters;
use namelight_scores::report::{EpochRow, LossPoint};
use safetensors::SafeTensors;
use serde::{Deserialize, Serialize};

use super::RunningMean;
use super::identity::RunIdentity;
use crate::adamw::OptimizerState;
use crate::model_dir;
use crate::train::snapshots::NamedSnapshots;

/// The version of the file's format, under this key of its metadata.
const VERSION: (&str, &str) = ("namelight_checkpoint", "3");
/// The key of [`TrainState`] in the metadata. It is TOML, since numbers come back from that to the bit, infinite ones too.
const STATE: &str = "state";

/// Prefixes of tensor names: the weights, the optimizer's two moments, and weights of earlier epochs.
const WEIGHTS: &str = "weights/";
const FIRST: &str = "first/";
const SECOND: &str = "second/";
const SNAPSHOTS: &str = "snapshots/";

/// How far a run has come, without its tensors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainState {
    /// The run that this is the state of.
    pub identity: RunIdentity,
    /// The number of steps done.
    pub step: usize,
    /// The number of steps that were done when the current epoch began.
    pub epoch_start: usize,
    /// F1 of the best epoch, if its weights are kept.
    pub best_f1: Option<f64>,
    /// Loss since the start of the epoch.
    pub epoch_loss: RunningMean,
    /// Loss since the last point of the curve.
    pub recent_loss: RunningMean,
    /// Rows of the epochs that are done.
    pub epochs: Vec<EpochRow>,
    /// The loss curve so far.
    pub loss_curve: Vec<LossPoint>,
    /// Seconds that the steps of the current epoch took.
    pub epoch_seconds: f64,
    /// Seconds that the whole run took so far.
    pub seconds: f64,
}

/// A run between two steps, with its tensors.
pub struct Checkpoint {
    /// How far the run has come.
    pub state: TrainState,
    /// The weights.
    pub weights: Parameters,
    /// The state of the optimizer.
    pub optimizer: OptimizerState,
    /// The weights of earlier epochs.
    pub snapshots: NamedSnapshots,
}

impl TrainState {
    /// The state of a run that has not begun.
    pub fn new(identity: RunIdentity) -> Self {
        Self {
            identity,
            step: 0,
            epoch_start: 0,
            best_f1: None,
            epoch_loss: RunningMean::default(),
            recent_loss: RunningMean::default(),
            epochs: Vec::new(),
            loss_curve: Vec::new(),
            epoch_seconds: 0.0,
            seconds: 0.0,
        }
    }
}

/// Where and how often a run is kept.
pub struct CheckpointPolicy {
    /// The file that each checkpoint goes to, in place of the one before.
    pub file: CheckpointFile,
    /// Steps between two checkpoints; 0 for none.
    pub every: usize,
}

impl CheckpointPolicy {
    /// Whether there is to be a checkpoint after this step.
    pub fn is_due(&self, step: usize) -> bool {
        self.every > 0 && step.is_multiple_of(self.every)
    }
}

/// The file of a run's checkpoints, which lies beside its output.
#[derive(Clone, Debug)]
pub struct CheckpointFile {
    path: PathBuf,
}

impl CheckpointFile {
    /// The file for a run with this output directory.
    pub fn beside(out: &Path) -> Self {
        let name = format!("{}.checkpoint.safetensors", model_dir::name_of(out));
        Self {
            path: out.with_file_name(name),
        }
    }

    /// The path of the file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is one.
    ///
    /// # Errors
    /// When nobody can tell.
    pub fn exists(&self) -> Result<bool> {
        let exists = self.path.try_exists();
        exists.with_context(|| format!("reading {}", self.path.display()))
    }

    /// Writes a checkpoint in place of an older one: whole, or not at all.
    pub fn save(&self, checkpoint: &Checkpoint) -> Result<()> {
        let bytes = to_bytes(checkpoint)?;
        let written = model_dir::parent_of(&self.path);
        fs::create_dir_all(written)?;
        let mut file = tempfile::NamedTempFile::new_in(written)?;
        file.write_all(&bytes)?;
        file.as_file().sync_all()?;
        file.persist(&self.path)?;
        Ok(())
    }

    /// Reads the checkpoint of this very run.
    pub fn load(&self, identity: &RunIdentity, device: &Device) -> Result<Checkpoint> {
        let name = self.path.display();
        let bytes = fs::read(&self.path).with_context(|| {
            format!("reading {name}; without a checkpoint there is nothing to resume, so leave --resume out")
        })?;
        let checkpoint = from_bytes(&bytes, device)
            .with_context(|| format!("{name} is damaged; remove it and start anew"))?;
        let found = &checkpoint.state.identity;
        found.ensure_same(identity, &self.path)?;
        Ok(checkpoint)
    }

    /// Removes the file once the run is over.
    pub fn remove(&self) -> Result<()> {
        if self.exists()? {
            fs::remove_file(&self.path)
                .with_context(|| format!("removing {}", self.path.display()))?;
        }
        Ok(())
    }
}

fn to_bytes(checkpoint: &Checkpoint) -> Result<Vec<u8>> {
    let parts = [
        (WEIGHTS, &checkpoint.weights),
        (FIRST, &checkpoint.optimizer.first),
        (SECOND, &checkpoint.optimizer.second),
        (SNAPSHOTS, &checkpoint.snapshots.parameters),
    ];
    let tensors = parts.into_iter().flat_map(|(prefix, tensors)| {
        let named = tensors.iter();
        named.map(move |(name, tensor)| (format!("{prefix}{name}"), tensor))
    });
    let metadata = HashMap::from([
        (VERSION.0.to_owned(), VERSION.1.to_owned()),
        (STATE.to_owned(), toml::to_string(&checkpoint.state)?),
    ]);
    Ok(safetensors::serialize(tensors, Some(metadata))?)
}

fn from_bytes(bytes: &[u8], device: &Device) -> Result<Checkpoint> {
    let (_, header) = SafeTensors::read_metadata(bytes)?;
    let metadata = header.metadata().clone().unwrap_or_default();
    ensure!(
        metadata.get(VERSION.0).map(String::as_str) == Some(VERSION.1),
        "not a checkpoint of this version"
    );
    let state = metadata.get(STATE).context("it has no state")?;
    let state: TrainState = toml::from_str(state)?;
    let tensors = candle_core::safetensors::load_buffer(bytes, device)?;
    let part = |prefix: &str| -> Parameters {
        let named = tensors.iter();
        named
            .filter_map(|(name, tensor)| {
                Some((name.strip_prefix(prefix)?.to_owned(), tensor.clone()))
            })
            .collect()
    };
    Ok(Checkpoint {
        weights: part(WEIGHTS),
        optimizer: OptimizerState {
            steps: state.step,
            first: part(FIRST),
            second: part(SECOND),
        },
        snapshots: NamedSnapshots {
            best_f1: state.best_f1,
            parameters: part(SNAPSHOTS),
        },
        state,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_checkpoint_comes_back_to_the_bit() {
        let identity = RunIdentity::of_nothing();
        // Numbers of which a parser of JSON that rounds twice gives a neighbour.
        for number in (1..2000)
            .map(|count| f64::from(count).sqrt() / 3.0)
            .chain([f64::INFINITY])
        {
            let mut state = TrainState {
                best_f1: Some(number),
                seconds: number,
                ..TrainState::new(identity.clone())
            };
            state.epoch_loss.add(number);
            let checkpoint = Checkpoint {
                state: state.clone(),
                weights: Parameters::new(),
                optimizer: OptimizerState {
                    steps: 0,
                    first: Parameters::new(),
                    second: Parameters::new(),
                },
                snapshots: NamedSnapshots::default(),
            };
            let bytes = to_bytes(&checkpoint).unwrap();
            assert_eq!(from_bytes(&bytes, &Device::Cpu).unwrap().state, state);
        }
    }
}
