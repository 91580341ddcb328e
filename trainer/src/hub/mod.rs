//! Fetching checkpoints and data sets from Hugging Face's hub into the cache that Hugging Face's own tools use.
//!
//! The cache holds each content once, in `blobs/` under its ETag, and a folder of links for each commit. What a commit holds
//! never changes, so a file in the cache is not asked for again; only the commit that a branch stands for is. Nobody but
//! the hub itself is sent the token.

mod checkpoint;
mod data_set;
mod id;
mod settings;
mod snapshot;
mod transfer;

use anyhow::{Context, Result, anyhow};
use hf_hub::api::sync::{Api, ApiBuilder};
use hf_hub::{Cache, CacheRepo};
use url::Url;

pub use checkpoint::fetch_checkpoint;
pub use data_set::fetch_data_set;
pub use id::{HubId, RepoKind};
use settings::Settings;
use transfer::{Answer, Client};
pub use transfer::{Listing, RemoteFile};

use crate::model_dir::CONFIG;

const OFFLINE: &str = "HF_HUB_OFFLINE is set";

/// A hub, and the cache of its models or of its data sets.
struct Hub {
    api: Api,
    cache: Cache,
    client: Client,
    offline: bool,
    kind: RepoKind,
}

impl Hub {
    fn new(settings: Settings, id: &HubId, kind: RepoKind) -> Result<Self> {
        let cache = Cache::new(settings.cache);
        let mut builder = ApiBuilder::from_cache(cache.clone());
        if let Some(endpoint) = settings.endpoint {
            builder = builder.with_endpoint(endpoint.as_str().trim_end_matches('/').to_owned());
        }
        let api = builder.build().context("preparing to ask the hub")?;
        let url = url(&api, id, kind, &id.revision, CONFIG)?;
        Ok(Self {
            api,
            cache,
            client: Client::new(&url, settings.token, kind),
            offline: settings.offline,
            kind,
        })
    }

    /// The cache of this repository.
    fn cached(&self, id: &HubId) -> CacheRepo {
        self.cache.repo(id.at(self.kind, &id.revision))
    }

    /// The commit of the cache that the id stands for, as far as it has this file.
    fn cached_commit(&self, id: &HubId, file: &str) -> Option<String> {
        let commit = match id.is_pinned() {
            true => id.revision.clone(),
            false => self.noted_commit(id)?,
        };
        let path = self.cached(id).pointer_path(&commit).join(file);
        path.exists().then_some(commit)
    }

    /// The commit that was noted as the newest of the id's revision.
    fn noted_commit(&self, id: &HubId) -> Option<String> {
        let folder = self.cached(id).get("")?;
        Some(folder.file_name()?.to_str()?.to_owned())
    }

    /// Notes in the cache that this commit is the newest one.
    fn note_newest(&self, id: &HubId, commit: &str) -> Result<()> {
        let noted = self.cached(id).create_ref(commit);
        noted.context("noting in the cache which commit is the newest")
    }

    /// The commit to go on with where the hub cannot be asked for the newest one: that in the cache.
    fn instead_of_newest(
        &self,
        id: &HubId,
        here: Option<String>,
        why: &anyhow::Error,
    ) -> Result<String> {
        let commit = here.with_context(|| {
            let cache = self.cache.path().display();
            format!("{id} is not in the cache {cache}: {why:#}")
        })?;
        if !self.offline {
            eprintln!("{why:#}; going on with {id} as it is in the cache");
        }
        Ok(commit)
    }

    fn ask(&self, id: &HubId, revision: &str, file: &str) -> Result<Answer<RemoteFile>> {
        if self.offline {
            return Ok(Answer::Unreachable(anyhow!(OFFLINE)));
        }
        let url = url(&self.api, id, self.kind, revision, file)?;
        self.client.ask(&url)
    }
}

fn url(api: &Api, id: &HubId, kind: RepoKind, revision: &str, file: &str) -> Result<Url> {
    let text = api.repo(id.at(kind, revision)).url(file);
    Url::parse(&text).with_context(|| text)
}
