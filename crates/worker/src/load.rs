//! A model's folder to a recogniser.

use namelight_encoder::Config;
use namelight_encoder::manifest::{FileCheck, Manifest, ManifestError, ManifestFile};
use namelight_encoder::weights::{FILE_NAME as WEIGHTS, Reader, Weights, WeightsError};
use namelight_protocol::{ModelInfo, Response};
use namelight_recognizer::{Recognizer, RecognizerError, read_texts};
use thiserror::Error;
use web_sys::RequestCache;

use crate::fetch::{FetchError, Sink, fetch};
use crate::host::{memory_bytes, now, post};

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

/// Fetches, verifies and reads a model; tells the page how many bytes are here. Weights are taken in as they come, so
/// that the file is never here as a whole.
pub(crate) async fn load(url: &str) -> Result<(Recognizer, ModelInfo), LoadError> {
    let started = now();
    let manifest = fetch_manifest(url).await?;
    let mut progress = Progress {
        before: 0,
        total: total(&manifest)?,
    };
    let (mut config, mut tokenizer) = (Vec::new(), Vec::new());
    progress
        .fetch(url, manifest.file(CONFIG)?, &mut config)
        .await?;
    progress
        .fetch(url, manifest.file(TOKENIZER)?, &mut tokenizer)
        .await?;
    let (config, tokenizer) = read_texts(&config, &tokenizer)?;
    let weight_file = manifest.file(WEIGHTS)?;
    let mut weights = WeightSink::new(&config);
    progress.fetch(url, weight_file, &mut weights).await?;
    let weights = weights.finish().map_err(RecognizerError::from)?;
    let recognizer = Recognizer::int8(tokenizer, weights, &config)?;
    let info = ModelInfo {
        name: manifest.name.clone(),
        weight_bytes: weight_file.bytes,
        weight_sha256: weight_file.sha256.clone(),
        kinds: recognizer.labels().types().to_vec(),
        load_millis: now() - started,
        instructions: namelight_kernels::Path::best().name().to_owned(),
        threads: namelight_kernels::crew::members(),
        memory_bytes: memory_bytes(),
    };
    Ok((recognizer, info))
}

/// A weight file on its way in. What is wrong with it is told at the end, after its hash: a damaged copy of a good file
/// is fetched again, and not called a bad model.
struct WeightSink<'a> {
    config: &'a Config,
    reader: Result<Reader<'a>, WeightsError>,
}

impl<'a> WeightSink<'a> {
    fn new(config: &'a Config) -> Self {
        Self {
            config,
            reader: Ok(Reader::new(config)),
        }
    }

    fn finish(self) -> Result<Weights, WeightsError> {
        self.reader?.finish()
    }
}

impl Sink for WeightSink<'_> {
    fn restart(&mut self) {
        self.reader = Ok(Reader::new(self.config));
    }

    fn push(&mut self, bytes: &[u8]) {
        if let Ok(reader) = &mut self.reader
            && let Err(error) = reader.push(bytes)
        {
            self.reader = Err(error);
        }
    }
}

/// The host is always asked whether there is a newer manifest: it decides whether all other files still hold.
async fn fetch_manifest(url: &str) -> Result<Manifest, LoadError> {
    let url = format!("{url}manifest.json");
    let mut bytes = Vec::new();
    fetch(&url, MANIFEST_LIMIT, RequestCache::NoCache, &mut bytes).await?;
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
    async fn fetch(
        &mut self,
        url: &str,
        file: &ManifestFile,
        sink: &mut impl Sink,
    ) -> Result<(), LoadError> {
        match self.try_fetch(url, file, RequestCache::Default, sink).await {
            Err(LoadError::Manifest(_) | LoadError::Fetch(FetchError::TooLong { .. })) => {
                self.try_fetch(url, file, RequestCache::Reload, sink)
                    .await?;
            }
            other => other?,
        }
        self.before += file.bytes;
        Ok(())
    }

    async fn try_fetch(
        &self,
        url: &str,
        file: &ManifestFile,
        cache: RequestCache,
        sink: &mut impl Sink,
    ) -> Result<(), LoadError> {
        let url = format!("{url}{}", file.name);
        let mut checked = Checked {
            progress: self,
            file,
            check: file.check(),
            sink,
        };
        fetch(&url, file.bytes as usize, cache, &mut checked).await?;
        checked.check.finish()?;
        Ok(())
    }
}

/// Counts and hashes what goes on to another sink.
struct Checked<'a, S> {
    progress: &'a Progress,
    file: &'a ManifestFile,
    check: FileCheck<'a>,
    sink: &'a mut S,
}

impl<S: Sink> Sink for Checked<'_, S> {
    fn restart(&mut self) {
        self.check = self.file.check();
        self.sink.restart();
    }

    fn push(&mut self, bytes: &[u8]) {
        self.check.push(bytes);
        self.sink.push(bytes);
        post(&Response::Progress {
            loaded: self.progress.before + self.check.bytes(),
            total: self.progress.total,
        });
    }
}
