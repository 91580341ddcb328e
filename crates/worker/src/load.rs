//! A model's folder to a recogniser.

use namelight_encoder::manifest::{Manifest, ManifestError, ManifestFile};
use namelight_encoder::weights::FILE_NAME as WEIGHTS;
use namelight_protocol::{ModelInfo, Response};
use namelight_recognizer::{ModelFiles, Recognizer, RecognizerError};
use thiserror::Error;
use web_sys::RequestCache;

use crate::fetch::{FetchError, fetch};
use crate::host::{now, post};

/// A manifest is a few hundred bytes; more than this is something else.
const MANIFEST_LIMIT: usize = 64 * 1024;

const CONFIG: &str = "config.json";
const TOKENIZER: &str = "tokenizer.json";

#[derive(Debug, Error)]
pub(crate) enum LoadError {
    #[error(transparent)]
    Fetch(#[from] FetchError),
    #[error(transparent)]
    Manifest(#[from] ManifestError),
    #[error(transparent)]
    Recognizer(#[from] RecognizerError),
}

/// Fetches, verifies and reads a model; tells the page how many bytes are here.
pub(crate) async fn load(url: &str) -> Result<(Recognizer, ModelInfo), LoadError> {
    let started = now();
    let manifest = fetch_manifest(url).await?;
    let mut progress = Progress {
        before: 0,
        total: total(&manifest)?,
    };
    let config = progress.fetch(url, manifest.file(CONFIG)?).await?;
    let tokenizer = progress.fetch(url, manifest.file(TOKENIZER)?).await?;
    let weight_file = manifest.file(WEIGHTS)?;
    let weights = progress.fetch(url, weight_file).await?;
    let recognizer = Recognizer::load(&ModelFiles {
        config,
        tokenizer,
        weights,
    })?;
    let info = ModelInfo {
        name: manifest.name.clone(),
        weight_bytes: weight_file.bytes,
        weight_sha256: weight_file.sha256.clone(),
        kinds: recognizer.labels().types().to_vec(),
        load_millis: now() - started,
    };
    Ok((recognizer, info))
}

/// The host is always asked whether there is a newer manifest: it decides whether all other files still hold.
async fn fetch_manifest(url: &str) -> Result<Manifest, LoadError> {
    let url = format!("{url}manifest.json");
    let bytes = fetch(&url, MANIFEST_LIMIT, RequestCache::NoCache, |_| ()).await?;
    Ok(Manifest::from_json(&bytes)?)
}

fn total(manifest: &Manifest) -> Result<u64, ManifestError> {
    let mut total = 0;
    for name in [CONFIG, TOKENIZER, WEIGHTS] {
        total += manifest.file(name)?.bytes;
    }
    Ok(total)
}

/// Bytes of a model's files.
struct Progress {
    /// Of the files that are here.
    before: u64,
    /// Of all files.
    total: u64,
}

impl Progress {
    /// A file that is what the manifest says. The browser's copy of an older model, or a damaged one, is fetched anew.
    async fn fetch(&mut self, url: &str, file: &ManifestFile) -> Result<Vec<u8>, LoadError> {
        let bytes = match self.try_fetch(url, file, RequestCache::Default).await {
            Err(LoadError::Manifest(_) | LoadError::Fetch(FetchError::TooLong { .. })) => {
                self.try_fetch(url, file, RequestCache::Reload).await?
            }
            other => other?,
        };
        self.before += file.bytes;
        Ok(bytes)
    }

    async fn try_fetch(
        &self,
        url: &str,
        file: &ManifestFile,
        cache: RequestCache,
    ) -> Result<Vec<u8>, LoadError> {
        let tell = |here: usize| {
            post(&Response::Progress {
                loaded: self.before + here as u64,
                total: self.total,
            })
        };
        let url = format!("{url}{}", file.name);
        let bytes = fetch(&url, file.bytes as usize, cache, tell).await?;
        file.verify(&bytes)?;
        Ok(bytes)
    }
}
