//! A model's folder to a recogniser.

use namelight_encoder::Config;
use namelight_encoder::manifest::{FileCheck, Manifest, ManifestError, ManifestFile};
use namelight_encoder::weights::{FILE_NAME as WEIGHTS, Reader, Weights, WeightsError};
use namelight_protocol::{ModelInfo, Response};
use namelight_recognizer::{Recognizer, RecognizerError, read_texts};
use thiserror::Error;
use web_sys::RequestCache;

use crate::fetch::{FetchError, Request, Sink};
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
        told: f64::NEG_INFINITY,
    };
    // All are asked for before the first is read, so that they come while others are worked on.
    let coming = |name| Coming::new(url, manifest.file(name)?);
    let (config_file, tokenizer_file) = (coming(CONFIG)?, coming(TOKENIZER)?);
    let weight_file = coming(WEIGHTS)?;
    let (mut config, mut tokenizer) = (Vec::new(), Vec::new());
    config_file.read(&mut progress, &mut config).await?;
    tokenizer_file.read(&mut progress, &mut tokenizer).await?;
    let (config, tokenizer) = read_texts(&config, &tokenizer)?;
    let mut weights = WeightSink::new(&config);
    weight_file.read(&mut progress, &mut weights).await?;
    let weight_file = manifest.file(WEIGHTS)?;
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
    let request = Request::start(&url, RequestCache::NoCache)?;
    request.read(MANIFEST_LIMIT, &mut bytes).await?;
    Ok(Manifest::from_json(&bytes)?)
}

fn total(manifest: &Manifest) -> Result<u64, ManifestError> {
    let mut total = 0;
    for name in [CONFIG, TOKENIZER, WEIGHTS] {
        total += manifest.file(name)?.bytes;
    }
    Ok(total)
}

/// A file of the model, asked for and on its way.
struct Coming<'a> {
    url: String,
    file: &'a ManifestFile,
    request: Request,
}

impl<'a> Coming<'a> {
    fn new(folder: &str, file: &'a ManifestFile) -> Result<Self, LoadError> {
        let url = format!("{folder}{}", file.name);
        let request = Request::start(&url, RequestCache::Default)?;
        Ok(Self { url, file, request })
    }

    /// The file as the manifest says it is. The browser's copy of an older model, or a damaged one, is fetched anew.
    async fn read(self, progress: &mut Progress, sink: &mut impl Sink) -> Result<(), LoadError> {
        let Self { url, file, request } = self;
        match progress.read(request, file, sink).await {
            Err(LoadError::Manifest(_) | LoadError::Fetch(FetchError::TooLong { .. })) => {
                let again = Request::start(&url, RequestCache::Reload)?;
                progress.read(again, file, sink).await?;
            }
            other => other?,
        }
        progress.before += file.bytes;
        Ok(())
    }
}

/// Milliseconds between two messages of progress: no screen shows more.
const PROGRESS_MILLIS: f64 = 16.0;

/// Bytes of a model's files.
struct Progress {
    /// Of the files that are here.
    before: u64,
    /// Of all files.
    total: u64,
    /// When the page was last told.
    told: f64,
}

impl Progress {
    async fn read(
        &mut self,
        request: Request,
        file: &ManifestFile,
        sink: &mut impl Sink,
    ) -> Result<(), LoadError> {
        let mut checked = Checked {
            progress: self,
            file,
            check: file.check(),
            sink,
        };
        request.read(file.bytes as usize, &mut checked).await?;
        checked.check.finish()?;
        Ok(())
    }

    fn tell(&mut self, of_this_file: u64) {
        let now = now();
        if now - self.told >= PROGRESS_MILLIS {
            self.told = now;
            post(&Response::Progress {
                loaded: self.before + of_this_file,
                total: self.total,
            });
        }
    }
}

/// Counts and hashes what goes on to another sink.
struct Checked<'a, S> {
    progress: &'a mut Progress,
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
        self.progress.tell(self.check.bytes());
    }
}
