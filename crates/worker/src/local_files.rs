//! A person's own model: local files, which the page hands over as `Blob`s beside the request.

use js_sys::{Array, Reflect};
use namelight_protocol::{LOCAL_FILES, MODEL_FILES};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Blob;

use crate::progress::Counted;
use crate::scope::describe;
use crate::source::Source;
use crate::stream::{Sink, StreamError, drain};

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
    /// A text file is far too long.
    #[error("{file} has {bytes} bytes, too many for such a file; is it another one?")]
    TooLong {
        /// The file's name.
        file: &'static str,
        /// The file's size in bytes.
        bytes: u64,
    },
}

/// The files of a model, in the order of [`MODEL_FILES`].
pub(crate) struct LocalFiles {
    name: String,
    files: Vec<Blob>,
}

impl LocalFiles {
    /// Takes the files beside a request in its message.
    pub(crate) fn from_message(name: String, message: &JsValue) -> Result<Self, LocalFilesError> {
        let files = Reflect::get(message, &LOCAL_FILES.into()).unwrap_or_default();
        let files = files.dyn_into::<Array>().unwrap_or_default();
        let files: Vec<Blob> = files
            .iter()
            .filter_map(|file| file.dyn_into().ok())
            .collect();
        if files.len() != MODEL_FILES.len() {
            return Err(LocalFilesError::NotHandedOver);
        }
        let files = Self { name, files };
        files.check_sizes()?;
        Ok(files)
    }

    fn check_sizes(&self) -> Result<(), LocalFilesError> {
        for (file, blob) in MODEL_FILES.into_iter().zip(&self.files) {
            let bytes = blob.size() as u64;
            if bytes == 0 {
                return Err(LocalFilesError::Empty(file));
            }
            let is_text = file.ends_with(".json");
            if is_text && bytes > TEXT_LIMIT {
                return Err(LocalFilesError::TooLong { file, bytes });
            }
        }
        Ok(())
    }

    fn file(&self, name: &str) -> Result<&Blob, LocalFilesError> {
        let place = MODEL_FILES.iter().position(|file| *file == name);
        let blob = place.and_then(|place| self.files.get(place));
        blob.ok_or(LocalFilesError::NotHandedOver)
    }
}

impl Source for LocalFiles {
    type Error = LocalFilesError;

    fn name(&self) -> &str {
        &self.name
    }

    fn bytes(&self, file: &str) -> Result<u64, LocalFilesError> {
        Ok(self.file(file)?.size() as u64)
    }

    async fn read(
        &mut self,
        file: &'static str,
        to: &mut Counted<'_, impl Sink>,
    ) -> Result<(), LocalFilesError> {
        let blob = self.file(file)?;
        to.restart();
        let read = drain(blob.stream(), blob.size() as usize, to).await;
        read.map_err(|error| unreadable(file, &error))?;
        Ok(())
    }
}

fn unreadable(file: &'static str, error: &StreamError) -> LocalFilesError {
    let reason = match error {
        StreamError::Broken(error) => describe(error),
        StreamError::TooLong => "it has grown".to_owned(),
    };
    LocalFilesError::Unreadable { file, reason }
}
