//! Fetching a checkpoint from Hugging Face's hub into the cache that Hugging Face's own tools use.
//!
//! The cache holds each content once, in `blobs/` under its ETag, and a folder of links for each commit. What a commit holds
//! never changes, so a file in the cache is not asked for again; only the commit that a branch stands for is. Nobody but
//! the hub itself is sent the token.

mod id;
mod settings;
mod transfer;

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, anyhow, bail};
use hf_hub::api::sync::{Api, ApiBuilder};
use hf_hub::{Cache, CacheRepo};
use namelight_encoder::Config;
use namelight_encoder::weights::{self, shard_names};
use url::Url;

pub use id::HubId;
use settings::Settings;
use transfer::{Client, FileStatus, RemoteFile};

use crate::logging::download_bar;
use crate::model_dir::missing::{no_tokenizer, no_weights};
use crate::model_dir::{CONFIG, PICKLE, TOKENIZER, TOKENIZER_CONFIG, VOCABULARY};

/// A hub, and the cache of its models.
struct Hub {
    api: Api,
    cache: Cache,
    client: Client,
    offline: bool,
}

/// One commit of a model, as far as it is in the cache.
struct Snapshot<'a> {
    hub: &'a Hub,
    id: &'a HubId,
    cached: CacheRepo,
    commit: String,
    folder: PathBuf,
    /// The reason why nothing more can be fetched, if nothing can.
    offline: Option<String>,
}

/// Fetches the files of a checkpoint that are not in the cache, and returns its folder there.
pub fn fetch(id: &HubId) -> Result<PathBuf> {
    let hub = Hub::new(Settings::from_env()?, id)?;
    let snapshot = hub.open(id)?;
    // Before hundreds of megabytes come that cannot be used.
    let config = snapshot.folder.join(CONFIG);
    let config = fs::read(&config).with_context(|| format!("reading {}", config.display()))?;
    Config::from_json(&config)?;
    snapshot.fetch_tokenizer()?;
    snapshot.fetch_weights()?;
    Ok(snapshot.folder)
}

impl Hub {
    fn new(settings: Settings, id: &HubId) -> Result<Self> {
        let cache = Cache::new(settings.cache);
        let mut builder = ApiBuilder::from_cache(cache.clone());
        if let Some(endpoint) = settings.endpoint {
            builder = builder.with_endpoint(endpoint.as_str().trim_end_matches('/').to_owned());
        }
        let api = builder.build().context("preparing to ask the hub")?;
        let url = url(&api, id, &id.revision, CONFIG)?;
        Ok(Self {
            api,
            cache,
            client: Client::new(&url, settings.token),
            offline: settings.offline,
        })
    }

    /// Finds out which commit the id stands for, and fetches its configuration.
    fn open<'a>(&'a self, id: &'a HubId) -> Result<Snapshot<'a>> {
        let cached = self.cache.repo(id.at(&id.revision));
        let config = match id.is_pinned() {
            true => Some(cached.pointer_path(&id.revision).join(CONFIG)).filter(|it| it.exists()),
            false => cached.get(CONFIG),
        };
        let snapshot = |commit: &str, offline| Snapshot {
            hub: self,
            id,
            cached: self.cache.repo(id.at(&id.revision)),
            commit: commit.to_owned(),
            folder: cached.pointer_path(commit),
            offline,
        };
        let here = config.as_deref().and_then(commit_of);
        if let Some(commit) = here.filter(|_| id.is_pinned()) {
            let offline = self.offline.then(|| OFFLINE.to_owned());
            return Ok(snapshot(commit, offline));
        }
        let why = match self.ask(id, &id.revision, CONFIG)? {
            FileStatus::Found(remote) => {
                let snapshot = snapshot(&remote.commit, None);
                snapshot.ensure_cached(CONFIG, &remote)?;
                let noted = cached.create_ref(&remote.commit);
                noted.context("noting in the cache which commit is the newest")?;
                return Ok(snapshot);
            }
            FileStatus::Missing => {
                bail!("{id} has no {CONFIG}, so it is no checkpoint of transformers")
            }
            FileStatus::Unreachable(why) => why,
        };
        let Some(commit) = here else {
            return Err(why.context(format!(
                "{id} is not in the cache {}",
                self.cache.path().display()
            )));
        };
        if !self.offline {
            eprintln!("{why:#}; going on with {id} as it is in the cache");
        }
        Ok(snapshot(commit, Some(format!("{why:#}"))))
    }

    fn ask(&self, id: &HubId, revision: &str, file: &str) -> Result<FileStatus> {
        if self.offline {
            return Ok(FileStatus::Unreachable(anyhow!(OFFLINE)));
        }
        self.client.ask(&url(&self.api, id, revision, file)?)
    }
}

const OFFLINE: &str = "HF_HUB_OFFLINE is set";

fn url(api: &Api, id: &HubId, revision: &str, file: &str) -> Result<Url> {
    let text = api.repo(id.at(revision)).url(file);
    Url::parse(&text).with_context(|| text)
}

/// The commit whose folder a cached file is in.
fn commit_of(path: &Path) -> Option<&str> {
    path.parent()?.file_name()?.to_str()
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

    /// Fetches a file if the model has it, and says whether it has.
    fn fetch(&self, file: &str) -> Result<bool> {
        if self.folder.join(file).exists() {
            return Ok(true);
        }
        match self.ask(file)? {
            Some(remote) => self.ensure_cached(file, &remote).map(|()| true),
            None => Ok(false),
        }
    }

    fn has(&self, file: &str) -> Result<bool> {
        Ok(self.ask(file)?.is_some())
    }

    fn ask(&self, file: &str) -> Result<Option<RemoteFile>> {
        if self.offline.is_some() {
            return Ok(None);
        }
        match self.hub.ask(self.id, &self.commit, file)? {
            FileStatus::Found(remote) => Ok(Some(remote)),
            FileStatus::Missing => Ok(None),
            FileStatus::Unreachable(why) => Err(why),
        }
    }

    /// Says beside an error that a file which is not in the cache may well be on the hub.
    fn or_offline(&self, error: anyhow::Error) -> anyhow::Error {
        match &self.offline {
            Some(why) => anyhow!("{why}, and in the cache {error}"),
            None => error,
        }
    }

    /// Puts this content into the cache under this name, unless it is there.
    fn ensure_cached(&self, file: &str, remote: &RemoteFile) -> Result<()> {
        let blob = self.cached.blob_path(&remote.etag);
        let (blobs, link) = (blob.parent().unwrap_or(&blob), self.folder.join(file));
        for folder in [blobs, &self.folder] {
            fs::create_dir_all(folder).with_context(|| format!("creating {}", folder.display()))?;
        }
        // Another process may be fetching the same file.
        let lock = blob.with_file_name(format!("{}.lock", remote.etag));
        let lock = File::create(&lock).with_context(|| format!("creating {}", lock.display()))?;
        lock.lock().context("waiting for another download")?;
        if !blob.exists() {
            self.download(file, remote, &blob)?;
        }
        match link_to(&blob, &link) {
            Err(_) if link.exists() => Ok(()),
            linked => linked.with_context(|| format!("creating {}", link.display())),
        }
    }

    fn download(&self, file: &str, remote: &RemoteFile, blob: &Path) -> Result<()> {
        let part = blob.with_file_name(format!("{}.part", remote.etag));
        let url = url(&self.hub.api, self.id, &self.commit, file)?;
        let bar = download_bar(remote.size, file);
        if bar.is_hidden() {
            eprintln!("fetching {file} of {}", self.id);
        }
        let fetched = self.hub.client.download(&url, remote, &part, &bar);
        bar.finish_and_clear();
        fetched.with_context(|| format!("fetching {file} of {}", self.id))?;
        fs::rename(&part, blob).with_context(|| format!("creating {}", blob.display()))
    }
}

/// Links `snapshots/<commit>/<file>` to `blobs/<etag>` by a relative path, so that the whole cache can be moved.
#[cfg(unix)]
fn link_to(blob: &Path, link: &Path) -> std::io::Result<()> {
    let name = blob.file_name().unwrap_or_default();
    std::os::unix::fs::symlink(Path::new("../../blobs").join(name), link)
}

#[cfg(not(unix))]
fn link_to(blob: &Path, link: &Path) -> std::io::Result<()> {
    fs::hard_link(blob, link).or_else(|_| fs::copy(blob, link).map(|_| ()))
}
