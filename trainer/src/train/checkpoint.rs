//! A run between two steps, in one file, so that it can go on after a crash as if nothing had happened.

use std::collections::HashMap;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use candle_core::Device;
use namelight_encoder::Parameters;
use namelight_scores::report::{EpochRow, LossPoint, Recipe};
use safetensors::SafeTensors;
use serde::{Deserialize, Serialize};

use super::RunningMean;
use crate::adamw::OptimizerState;
use crate::model_dir;
use crate::train::snapshots::NamedSnapshots;

/// The version of the file's format, under this key of its metadata.
const VERSION: (&str, &str) = ("namelight_checkpoint", "2");
/// The key of [`TrainState`] in the metadata.
const PROGRESS: &str = "progress";

/// Prefixes of tensor names: the weights, the optimizer's two moments, and weights of earlier epochs.
const WEIGHTS: &str = "weights/";
const FIRST: &str = "first/";
const SECOND: &str = "second/";
const SNAPSHOTS: &str = "snapshots/";

/// What makes one run differ from another. The weights after a step depend on this and nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Identity {
    /// The hyper-parameters.
    pub recipe: Recipe,
    /// SHA-256 of the base's weight file.
    pub base: String,
    /// Layers of it that are kept.
    pub layers: usize,
    /// SHA-256 of the training data.
    pub data: String,
    /// `cpu` or the like.
    pub device: String,
    /// Threads, of which each takes a part of every batch.
    pub threads: usize,
    /// What the network was made of.
    #[serde(default)]
    pub ops: String,
}

/// How far a run is, without its tensors.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TrainState {
    /// Whose progress it is.
    pub identity: Identity,
    /// Steps done.
    pub step: usize,
    /// Of these, before the epoch that is under way.
    pub epoch_start: usize,
    /// F1 of the best epoch, where its weights are kept.
    pub best_f1: Option<f64>,
    /// Loss since the start of the epoch.
    pub epoch_loss: RunningMean,
    /// Loss since the last point of the curve.
    pub recent_loss: RunningMean,
    /// TouchedRows of the epochs that are done.
    pub epochs: Vec<EpochRow>,
    /// The curve so far.
    pub loss_curve: Vec<LossPoint>,
    /// Seconds of this epoch's steps.
    pub epoch_seconds: f64,
    /// Seconds of the whole run.
    pub seconds: f64,
}

/// A run between two steps.
pub struct Checkpoint {
    /// How far it is.
    pub progress: TrainState,
    /// The weights.
    pub weights: Parameters,
    /// The optimizer.
    pub optimizer: OptimizerState,
    /// Weights of earlier epochs.
    pub snapshots: NamedSnapshots,
}

impl TrainState {
    /// Nothing is done yet.
    pub fn new(identity: Identity) -> Self {
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

impl Identity {
    /// What of the two is not the same, if something is.
    fn difference(&self, other: &Self) -> Option<&'static str> {
        let pairs = [
            (self.recipe == other.recipe, "another recipe"),
            (self.base == other.base, "another base"),
            (self.layers == other.layers, "another number of layers"),
            (self.data == other.data, "other training data"),
            (self.device == other.device, "another device"),
            (self.threads == other.threads, "another number of threads"),
            (self.ops == other.ops, "other --plain-ops or --precision"),
        ];
        let different = pairs.into_iter().find(|(same, _)| !same)?;
        Some(different.1)
    }
}

/// Where a run's checkpoints go: a file beside its output.
#[derive(Clone, Debug)]
pub struct CheckpointFile {
    path: PathBuf,
}

impl CheckpointFile {
    /// Belongs to this output directory.
    pub fn beside(out: &Path) -> Self {
        let name = format!("{}.checkpoint.safetensors", model_dir::name_of(out));
        Self {
            path: out.with_file_name(name),
        }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether there is one.
    pub fn exists(&self) -> bool {
        self.path.exists()
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
    pub fn load(&self, identity: &Identity, device: &Device) -> Result<Checkpoint> {
        let name = self.path.display();
        let bytes = fs::read(&self.path).with_context(|| {
            format!("reading {name}; without a checkpoint there is nothing to resume, so leave --resume out")
        })?;
        let checkpoint = from_bytes(&bytes, device)
            .with_context(|| format!("{name} is damaged; remove it and start anew"))?;
        if let Some(what) = checkpoint.progress.identity.difference(identity) {
            bail!(
                "{name} belongs to a run with {what}; give the same arguments, or remove it and start anew"
            );
        }
        Ok(checkpoint)
    }

    /// The run is over.
    pub fn remove(&self) -> Result<()> {
        if self.exists() {
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
        (
            PROGRESS.to_owned(),
            serde_json::to_string(&checkpoint.progress)?,
        ),
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
    let progress = metadata.get(PROGRESS).context("it has no progress")?;
    let progress: TrainState = serde_json::from_str(progress)?;
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
            steps: progress.step,
            first: part(FIRST),
            second: part(SECOND),
        },
        snapshots: NamedSnapshots {
            best_f1: progress.best_f1,
            parameters: part(SNAPSHOTS),
        },
        progress,
    })
}
