//! A model's files to a recognizer, wherever they come from.
//!
//! Files are not trusted: a weight file's names, shapes, types, scales and size are checked before use. Weights of floats
//! are quantized row by row as they come in, so the memory of a worker that reads a DistilBERT of 265 MB in f32 grows to
//! 77 MB.

use namelight_encoder::Config;
use namelight_encoder::weights::{Reader, Weights, WeightsError};
use namelight_manifest::sha256_hex;
use namelight_protocol::{MODEL_FILES, ModelInfo, RequestId};
use namelight_recognizer::{Recognizer, RecognizerError, read_config, read_tokenizer};
use thiserror::Error;

use crate::hosted::HostedError;
use crate::local_files::LocalFilesError;
use crate::progress::{Counted, LoadProgress};
use crate::scope::{memory_bytes, now};
use crate::source::Source;
use crate::stream::Sink;

const CONFIG: &str = MODEL_FILES[0];
const TOKENIZER: &str = MODEL_FILES[1];
const WEIGHTS: &str = MODEL_FILES[2];

/// A model with more parameters would not fit beside the one in use into the memory that a browser gives.
const MAX_PARAMETERS: usize = 500_000_000;

#[derive(Debug, Error)]
pub(crate) enum LoadError {
    #[error(transparent)]
    Hosted(#[from] HostedError),
    #[error(transparent)]
    LocalFiles(#[from] LocalFilesError),
    #[error(transparent)]
    Recognizer(#[from] RecognizerError),
    #[error(
        "config.json describes a model of {0} million parameters, and at most {max} million fit into the browser; take a \
         smaller one",
        max = MAX_PARAMETERS / 1_000_000
    )]
    TooLarge(usize),
}

/// A model that was loaded, or why it was not.
pub(crate) type Loaded = Result<(Recognizer, ModelInfo), LoadError>;

/// Reads a model, and tells the page how many bytes have arrived. Weights are taken in as they come, so that their file
/// is never in memory as a whole. `started` is when the model was asked for, in milliseconds.
pub(crate) async fn load<S: Source>(request: RequestId, mut source: S, started: f64) -> Loaded
where
    LoadError: From<S::Error>,
{
    let mut progress = LoadProgress::new(request, total(&source)?);
    let (mut config, mut tokenizer) = (Vec::new(), Vec::new());
    let config_sha256 = take(&mut source, CONFIG, &mut progress, &mut config).await?;
    take(&mut source, TOKENIZER, &mut progress, &mut tokenizer).await?;
    let config = read_config(&config)?;
    let tokenizer = source.tokenizer(&config, tokenizer).await?;
    // Of a tokenizer that was made of a vocabulary, the settings count as well.
    let tokenizer_sha256 = sha256_hex(&tokenizer);
    let tokenizer = read_tokenizer(&tokenizer, &config)?;
    check_size(&config)?;

    let weight_bytes = source.bytes(WEIGHTS)?;
    let mut weights = WeightSink::new(&config, weight_bytes);
    let weight_sha256 = take(&mut source, WEIGHTS, &mut progress, &mut weights).await?;
    let weights = weights.finish().map_err(RecognizerError::from)?;
    let recognizer = Recognizer::int8(tokenizer, weights, &config)?;
    let info = ModelInfo {
        name: source.name().to_owned(),
        weight_bytes,
        weight_sha256,
        config_sha256,
        tokenizer_sha256,
        entity_types: recognizer.labels().entity_types().to_vec(),
        max_wordpieces: recognizer.max_positions(),
        load_millis: now() - started,
        instructions: namelight_kernels::Isa::best().name().to_owned(),
        threads: namelight_kernels::thread_pool::threads(),
        memory_bytes: memory_bytes(),
    };
    Ok((recognizer, info))
}

fn total<S: Source>(source: &S) -> Result<u64, S::Error> {
    let mut total = 0;
    for file in MODEL_FILES {
        total += source.bytes(file)?;
    }
    Ok(total)
}

/// Takes a file into a sink, and returns its SHA-256 in hexadecimal.
async fn take<S: Source>(
    source: &mut S,
    file: &'static str,
    progress: &mut LoadProgress,
    sink: &mut impl Sink,
) -> Result<String, S::Error> {
    let mut counted = Counted::new(progress, sink);
    source.read(file, &mut counted).await?;
    let (bytes, sha256) = (counted.content().bytes(), counted.content().sha256());
    progress.add(bytes);
    Ok(sha256)
}

fn check_size(config: &Config) -> Result<(), LoadError> {
    let numbers = |shape: &[usize]| {
        shape
            .iter()
            .fold(1, |product: usize, n| product.saturating_mul(*n))
    };
    let shapes = config.parameter_shapes();
    let sizes = shapes.iter().map(|parameter| numbers(&parameter.shape));
    let parameters = sizes.fold(0, usize::saturating_add);
    if parameters > MAX_PARAMETERS {
        return Err(LoadError::TooLarge(parameters / 1_000_000));
    }
    Ok(())
}

/// A weight file that is being read. What is wrong with it is told at the end, after its hash was checked: a damaged copy
/// of a good file is fetched again, and not called a bad model.
struct WeightSink<'a> {
    config: &'a Config,
    bytes: u64,
    reader: Result<Reader<'a>, WeightsError>,
}

impl<'a> WeightSink<'a> {
    fn new(config: &'a Config, bytes: u64) -> Self {
        Self {
            config,
            bytes,
            reader: Ok(Reader::quantizing(config, bytes)),
        }
    }

    fn finish(self) -> Result<Weights, WeightsError> {
        self.reader?.finish()
    }
}

impl Sink for WeightSink<'_> {
    fn restart(&mut self) {
        self.reader = Ok(Reader::quantizing(self.config, self.bytes));
    }

    fn push(&mut self, bytes: &[u8]) {
        if let Ok(reader) = &mut self.reader
            && let Err(error) = reader.push(bytes)
        {
            self.reader = Err(error);
        }
    }
}
