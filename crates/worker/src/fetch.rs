//! Files over HTTP, piece by piece as they come in.

use js_sys::{Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache, RequestInit, Response};

use crate::host::{describe, scope};

/// What can go wrong while a file is fetched.
#[derive(Debug, Error)]
pub enum FetchError {
    /// No answer.
    #[error("{url} cannot be reached ({reason}); check the connection and try again")]
    Network {
        /// The address.
        url: String,
        /// What the browser says.
        reason: String,
    },
    /// An answer that is not the file.
    #[error("{url} answers with status {status}; the model's files have to stand beside the page")]
    Status {
        /// The address.
        url: String,
        /// HTTP status.
        status: u16,
    },
    /// More bytes than expected.
    #[error(
        "{url} is longer than the {expected} bytes that the manifest says; load the page again"
    )]
    TooLong {
        /// The address.
        url: String,
        /// Bytes in the manifest.
        expected: usize,
    },
}

/// Takes the bytes of a file in their order.
pub trait Sink {
    /// Forgets what it has: the file comes once more.
    fn restart(&mut self);
    /// Takes the next bytes.
    fn push(&mut self, bytes: &[u8]);
}

impl Sink for Vec<u8> {
    fn restart(&mut self) {
        self.clear();
    }

    fn push(&mut self, bytes: &[u8]) {
        self.extend_from_slice(bytes);
    }
}

/// A file that was asked for. While it is on its way another one can be asked for; when this is dropped, it is not
/// wanted any more.
pub struct Request {
    url: String,
    answer: JsFuture,
    abort: AbortController,
}

impl Request {
    /// Asks for a file. `cache` says how far the browser's own copy may be used.
    ///
    /// # Errors
    /// When the browser cannot even be asked.
    pub fn start(url: &str, cache: RequestCache) -> Result<Self, FetchError> {
        let abort = AbortController::new().map_err(|error| network(url, &error))?;
        let options = RequestInit::new();
        options.set_cache(cache);
        options.set_signal(Some(&abort.signal()));
        Ok(Self {
            url: url.to_owned(),
            answer: JsFuture::from(scope().fetch_with_str_and_init(url, &options)),
            abort,
        })
    }

    /// Takes the file, of at most `limit` bytes, into `sink`.
    ///
    /// # Errors
    /// When there is no answer, not the file, or too much of it.
    pub async fn read(mut self, limit: usize, sink: &mut impl Sink) -> Result<(), FetchError> {
        sink.restart();
        let Some(body) = self.head().await?.body() else {
            return Ok(());
        };
        let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
        let (mut length, mut buffer) = (0, Vec::new());
        while let Some(part) = self.next(&reader).await? {
            let part_length = part.length() as usize;
            length += part_length;
            if length > limit {
                return Err(FetchError::TooLong {
                    url: self.url.clone(),
                    expected: limit,
                });
            }
            // One buffer for all parts, which are of much the same length.
            if buffer.len() < part_length {
                buffer.resize(part_length, 0);
            }
            let bytes = &mut buffer[..part_length];
            part.copy_to(bytes);
            sink.push(bytes);
        }
        Ok(())
    }

    /// The head of the answer, which says that the file comes.
    async fn head(&mut self) -> Result<Response, FetchError> {
        let network = |error| network(&self.url, &error);
        let answer = (&mut self.answer).await.map_err(network)?;
        let answer: Response = answer.dyn_into().map_err(network)?;
        if !answer.ok() {
            return Err(FetchError::Status {
                url: self.url.clone(),
                status: answer.status(),
            });
        }
        Ok(answer)
    }

    /// The next bytes; none at the end.
    async fn next(
        &self,
        reader: &ReadableStreamDefaultReader,
    ) -> Result<Option<Uint8Array>, FetchError> {
        let network = |error| network(&self.url, &error);
        let part = JsFuture::from(reader.read()).await.map_err(network)?;
        let done = Reflect::get(&part, &"done".into()).map_err(network)?;
        if done.is_truthy() {
            return Ok(None);
        }
        let part = Reflect::get(&part, &"value".into()).map_err(network)?;
        part.dyn_into().map(Some).map_err(network)
    }
}

impl Drop for Request {
    fn drop(&mut self) {
        // Of a file that is here as a whole nothing is left to stop.
        self.abort.abort();
    }
}

fn network(url: &str, error: &JsValue) -> FetchError {
    FetchError::Network {
        url: url.to_owned(),
        reason: describe(error),
    }
}
