//! Fetching a checkpoint: its configuration, its tokenizer and its weights.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context, Result, anyhow, bail};
use namelight_encoder::Config;
use namelight_encoder::weights::{self, shard_names};

use super::settings::Settings;
use super::snapshot::Snapshot;
use super::transfer::Answer;
use super::{Hub, HubId, OFFLINE, RepoKind};
use crate::model_dir::missing::{no_tokenizer, no_weights};
use crate::model_dir::{CONFIG, PICKLE, TOKENIZER, TOKENIZER_CONFIG, VOCABULARY};

/// Fetches the files of a checkpoint that are not in the cache, and returns its folder there.
///
/// # Errors
/// When the hub has no such model, or it is none that can be read.
pub fn fetch_checkpoint(id: &HubId) -> Result<PathBuf> {
    let hub = Hub::new(Settings::from_env()?, id, RepoKind::Model)?;
    let snapshot = open(&hub, id)?;
    // Before hundreds of megabytes come that cannot be used.
    let config = snapshot.folder.join(CONFIG);
    let config = fs::read(&config).with_context(|| format!("reading {}", config.display()))?;
    Config::from_json(&config)?;
    snapshot.fetch_tokenizer()?;
    snapshot.fetch_weights()?;
    Ok(snapshot.folder)
}

/// Finds out which commit the id stands for, and fetches its configuration.
fn open<'a>(hub: &'a Hub, id: &'a HubId) -> Result<Snapshot<'a>> {
    let here = hub.cached_commit(id, CONFIG);
    if let Some(commit) = here.as_deref().filter(|_| id.is_pinned()) {
        let offline = hub.offline.then(|| OFFLINE.to_owned());
        return Ok(Snapshot::new(hub, id, commit, offline));
    }
    let why = match hub.ask(id, &id.revision, CONFIG)? {
        Answer::Found(remote) => {
            let snapshot = Snapshot::new(hub, id, &remote.commit, None);
            snapshot.ensure_cached(CONFIG, &remote)?;
            hub.note_newest(id, &remote.commit)?;
            return Ok(snapshot);
        }
        Answer::Missing => {
            bail!("{id} has no {CONFIG}, so it is no checkpoint of transformers")
        }
        Answer::Unreachable(why) => why,
    };
    let commit = hub.instead_of_newest(id, here, &why)?;
    Ok(Snapshot::new(hub, id, &commit, Some(format!("{why:#}"))))
}

impl Snapshot<'_> {
    fn fetch_tokenizer(&self) -> Result<()> {
        let found = self.fetch_first_of(&[TOKENIZER, VOCABULARY])?;
        if found.is_none() {
            return Err(self.or_offline(no_tokenizer(self.id)));
        }
        self.fetch(TOKENIZER_CONFIG).map(|_| ())
    }

    fn fetch_weights(&self) -> Result<()> {
        let found = self.fetch_first_of(&[weights::FILE_NAME, weights::INDEX_FILE_NAME])?;
        match found {
            Some(weights::FILE_NAME) => return Ok(()),
            Some(_) => {}
            None => return Err(self.or_offline(no_weights(self.id, self.has(PICKLE)?))),
        }
        let path = self.folder.join(weights::INDEX_FILE_NAME);
        let index = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        for shard in shard_names(&index)? {
            if !self.fetch(&shard)? {
                let index = weights::INDEX_FILE_NAME;
                return Err(self.or_offline(anyhow!(
                    "{} has no {shard}, which its {index} names",
                    self.id
                )));
            }
        }
        Ok(())
    }

    /// Fetches the first of these files that the model has. A file in the cache is not asked for.
    fn fetch_first_of<'n>(&self, files: &[&'n str]) -> Result<Option<&'n str>> {
        let in_cache = files.iter().find(|file| self.folder.join(file).exists());
        if let Some(file) = in_cache {
            return Ok(Some(file));
        }
        for file in files {
            if self.fetch(file)? {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    fn has(&self, file: &str) -> Result<bool> {
        Ok(self.ask(file)?.is_some())
    }

    /// Says beside an error that a file which is not in the cache may well be on the hub.
    fn or_offline(&self, error: anyhow::Error) -> anyhow::Error {
        match &self.offline {
            Some(why) => anyhow!("{why}, and in the cache {error}"),
            None => error,
        }
    }
}
