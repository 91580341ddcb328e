//! A person's own model: local files, which the page hands over as `Blob`s beside the request.

use js_sys::{Array, Reflect};
use namelight_encoder::Config;
use namelight_protocol::{LOCAL_FILES, MODEL_FILES, TOKENIZER_CONFIG, VOCABULARY};
use namelight_recognizer::{RecognizerError, tokenizer_of_vocabulary};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::progress::Counted;
use crate::scope::describe;
use crate::source::Source;
use crate::stream::{Sink, StreamError, drain};

/// Place of the tokenizer in [`MODEL_FILES`].
const TOKENIZER: usize = 1;

/// `config.json` and `tokenizer.json` are read as a whole; the largest that there are have some megabytes.
const TEXT_LIMIT: u64 = 64 << 20;

/// What can go wrong with local files.
#[derive(Debug, Error)]
pub enum LocalFilesError {
    /// The message does not hold the files.
    #[error("the files did not reach the recogniser; open them again")]
    NotHandedOver,
    /// The browser cannot read a file any more.
    #[error(
        "{file} cannot be read ({reason}); was it moved or changed since it was opened? Open it again"
    )]
    Unreadable {
        /// The file's name.
        file: &'static str,
        /// What the browser says about it.
        reason: String,
    },
    /// A file is empty.
    #[error("{0} is empty; fetch it again")]
    Empty(&'static str),
    /// The vocabulary makes no tokenizer.
    #[error("vocab.txt: {0}")]
    Vocabulary(RecognizerError),
    /// A text file is far too long.
    #[error("{file} has {bytes} bytes, too many for such a file; is it another one?")]
    TooLong {
        /// The file's name.
        file: &'static str,
        /// The file's size in bytes.
        bytes: u64,
    },
}

/// The files of a model, as [`LOCAL_FILES`] says.
pub(crate) struct LocalFiles {
    name: String,
    files: Vec<Blob>,
    /// What is read in the place of each of [`MODEL_FILES`], by which it is called in messages.
    names: [&'static str; MODEL_FILES.len()],
    tokenizer_config: Option<Blob>,
}

impl LocalFiles {
    /// Takes the files beside a request in its message.
    pub(crate) fn from_message(name: String, message: &JsValue) -> Result<Self, LocalFilesError> {
        let files = Reflect::get(message, &LOCAL_FILES.into()).unwrap_or_default();
        let files = files.dyn_into::<Array>().unwrap_or_default();
        let mut names = MODEL_FILES;
        if file_name(&files.get(TOKENIZER as u32)).as_deref() == Some(VOCABULARY) {
            names[TOKENIZER] = VOCABULARY;
        }
        let files = files.iter().filter_map(|file| file.dyn_into().ok());
        let mut files: Vec<Blob> = files.collect();
        if files.len() < MODEL_FILES.len() {
            return Err(LocalFilesError::NotHandedOver);
        }
        let tokenizer_config = files.drain(MODEL_FILES.len()..).next();
        let files = Self {
            name,
            files,
            names,
            tokenizer_config,
        };
        files.check_sizes()?;
        Ok(files)
    }

    fn check_sizes(&self) -> Result<(), LocalFilesError> {
        for (file, blob) in self.names.into_iter().zip(&self.files) {
            let bytes = blob.size() as u64;
            if bytes == 0 {
                return Err(LocalFilesError::Empty(file));
            }
            let is_text = !file.ends_with(".safetensors");
            if is_text && bytes > TEXT_LIMIT {
                return Err(LocalFilesError::TooLong { file, bytes });
            }
        }
        Ok(())
    }

    /// The file in the place of one of [`MODEL_FILES`], with its own name.
    fn file(&self, name: &str) -> Result<(&'static str, &Blob), LocalFilesError> {
        let place = MODEL_FILES.iter().position(|file| *file == name);
        let found = place.and_then(|place| Some((*self.names.get(place)?, self.files.get(place)?)));
        found.ok_or(LocalFilesError::NotHandedOver)
    }
}

impl Source for LocalFiles {
    type Error = LocalFilesError;

    fn name(&self) -> &str {
        &self.name
    }

    fn bytes(&self, file: &str) -> Result<u64, LocalFilesError> {
        Ok(self.file(file)?.1.size() as u64)
    }

    async fn tokenizer(
        &mut self,
        config: &Config,
        read: Vec<u8>,
    ) -> Result<Vec<u8>, LocalFilesError> {
        if self.names[TOKENIZER] != VOCABULARY {
            return Ok(read);
        }
        let mut settings = Vec::new();
        if let Some(blob) = &self.tokenizer_config {
            let read = drain(blob.stream(), blob.size() as usize, &mut settings).await;
            read.map_err(|error| unreadable(TOKENIZER_CONFIG, &error))?;
        }
        let settings = self.tokenizer_config.is_some().then_some(&*settings);
        tokenizer_of_vocabulary(config, settings, &read).map_err(LocalFilesError::Vocabulary)
    }

    async fn read(
        &mut self,
        file: &'static str,
        to: &mut Counted<'_, impl Sink>,
    ) -> Result<(), LocalFilesError> {
        let (name, blob) = self.file(file)?;
        to.restart();
        let read = drain(blob.stream(), blob.size() as usize, to).await;
        read.map_err(|error| unreadable(name, &error))?;
        Ok(())
    }
}

/// The name of what may be a `File`.
fn file_name(file: &JsValue) -> Option<String> {
    Reflect::get(file, &"name".into()).ok()?.as_string()
}

fn unreadable(file: &'static str, error: &StreamError) -> LocalFilesError {
    let reason = match error {
        StreamError::Broken(error) => describe(error),
        StreamError::TooLong => "it has grown".to_owned(),
        StreamError::Stalled => "nothing of it came for half a minute".to_owned(),
    };
    LocalFilesError::Unreadable { file, reason }
}
