//! A model's folder to a recogniser.

use namelight_encoder::manifest::{Manifest, ManifestError};
use namelight_encoder::weights::FILE_NAME;
use namelight_protocol::{ModelInfo, Response};
use namelight_recognizer::{ModelFiles, Recognizer, RecognizerError};
use thiserror::Error;

use crate::fetch::{FetchError, fetch};
use crate::host::{now, post};

/// A manifest is a few hundred bytes; more than this is something else.
const MANIFEST_LIMIT: usize = 64 * 1024;

const FILES: [&str; 3] = ["config.json", "tokenizer.json", FILE_NAME];

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
    let manifest =
        Manifest::from_json(&fetch(&format!("{url}manifest.json"), MANIFEST_LIMIT, |_| ()).await?)?;
    let mut total = 0;
    for name in FILES {
        total += manifest.file(name)?.bytes;
    }
    let mut before = 0;
    let mut contents = Vec::new();
    for name in FILES {
        let file = manifest.file(name)?;
        let progress = |here: usize| {
            post(&Response::Progress {
                loaded: before + here as u64,
                total,
            })
        };
        let bytes = fetch(&format!("{url}{name}"), file.bytes as usize, progress).await?;
        file.verify(&bytes)?;
        before += file.bytes;
        contents.push(bytes);
    }
    let weights = contents.pop().unwrap_or_default();
    let tokenizer = contents.pop().unwrap_or_default();
    let config = contents.pop().unwrap_or_default();
    let recognizer = Recognizer::load(&ModelFiles {
        config,
        tokenizer,
        weights,
    })?;
    let weight_file = manifest.file(FILE_NAME)?;
    let info = ModelInfo {
        name: manifest.name.clone(),
        weight_bytes: weight_file.bytes,
        weight_sha256: weight_file.sha256.clone(),
        kinds: recognizer.labels().types().to_vec(),
        load_millis: now() - started,
    };
    Ok((recognizer, info))
}
