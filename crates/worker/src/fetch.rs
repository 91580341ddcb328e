//! Files over HTTP, piece by piece as they come in.

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, RequestCache, RequestInit, Response};

use crate::scope::{describe, scope};
use crate::stream::{Sink, StreamError, drain};

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

/// A file that was asked for. While it is on its way another one can be asked for; when this is dropped, it is not
/// wanted any more.
pub struct FileRequest {
    url: String,
    answer: JsFuture,
    abort: AbortController,
}

impl FileRequest {
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
        drain(body, limit, sink).await.map_err(|error| match error {
            StreamError::Broken(error) => network(&self.url, &error),
            StreamError::TooLong => FetchError::TooLong {
                url: self.url.clone(),
                expected: limit,
            },
        })
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
}

impl Drop for FileRequest {
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
