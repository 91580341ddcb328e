//! Reading the files of the checkpoint that training starts from.

use std::path::Path;

use anyhow::{Context, Result};
use namelight_encoder::weights::{
    FILE_NAME, INDEX_FILE_NAME, read_base, read_sharded_base, shard_names,
};
use namelight_encoder::{Config, Device, Parameters};
use namelight_manifest::sha256_hex;

use crate::model_dir::missing::no_weights;
use crate::model_dir::{self, CONFIG, Folder, PICKLE};

/// The files of a checkpoint.
pub struct BaseFiles {
    /// `config.json`.
    pub config: Vec<u8>,
    /// `tokenizer.json`, or one made of the vocabulary.
    pub tokenizer: Vec<u8>,
    weights: Weights,
}

enum Weights {
    File(Vec<u8>),
    Shards {
        index: Vec<u8>,
        shards: Vec<(String, Vec<u8>)>,
    },
}

impl BaseFiles {
    /// Reads a folder. Where it has a manifest, its files have to agree with that.
    pub fn read(directory: &Path) -> Result<Self> {
        let folder = Folder::open(directory)?;
        let config = folder.read(CONFIG)?;
        Ok(Self {
            tokenizer: model_dir::tokenizer(&folder, &config)?,
            weights: weights(&folder)?,
            config,
        })
    }

    /// Builds the parameters of the encoder, with these initial weights of a head `(labels, hidden)` on top.
    pub fn parameters(
        &self,
        config: &Config,
        head: Vec<f32>,
        device: &Device,
    ) -> Result<Parameters> {
        match &self.weights {
            Weights::File(bytes) => read_base(bytes, config, head, device).context(FILE_NAME),
            Weights::Shards { index, shards } => {
                Ok(read_sharded_base(index, shards, config, head, device)?)
            }
        }
    }

    /// The SHA-256 of the weights; for several shards it is that of their hashes one behind the other.
    pub fn sha256(&self) -> String {
        match &self.weights {
            Weights::File(bytes) => sha256_hex(bytes),
            Weights::Shards { shards, .. } => {
                let hashes: String = shards.iter().map(|(_, bytes)| sha256_hex(bytes)).collect();
                sha256_hex(hashes.as_bytes())
            }
        }
    }
}

fn weights(folder: &Folder) -> Result<Weights> {
    if let Some(bytes) = folder.read_if_there(FILE_NAME)? {
        return Ok(Weights::File(bytes));
    }
    let Some(index) = folder.read_if_there(INDEX_FILE_NAME)? else {
        let has_pickle = folder.path.join(PICKLE).exists();
        return Err(no_weights(folder.path.display(), has_pickle));
    };
    let names = shard_names(&index).with_context(|| folder.path.display().to_string())?;
    let read = |name: String| folder.read(&name).map(|bytes| (name, bytes));
    let shards = names.into_iter().map(read).collect::<Result<_>>();
    let shards = shards.with_context(|| format!("{INDEX_FILE_NAME} names it"))?;
    Ok(Weights::Shards { index, shards })
}
