//! Files over HTTP, taken piece by piece as they come in.

use js_sys::Promise;
use thiserror::Error;
use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, ReadableStream, ReadableWritablePair, RequestCache, RequestInit, Response,
};

use crate::scope::{describe, scope};
use crate::stream::{Sink, StreamError, drain};
use crate::timeout::{TimeoutError, within_timeout};

/// What can go wrong while a file is fetched.
#[derive(Debug, Error)]
pub enum FetchError {
    /// The host did not answer.
    #[error("{url} cannot be reached ({reason}); check the connection and try again")]
    Network {
        /// The URL.
        url: String,
        /// What the browser says about it.
        reason: String,
    },
    /// The host answered with something else than the file.
    #[error("{url} answers with status {status}; the model's files have to stand beside the page")]
    Status {
        /// The URL.
        url: String,
        /// The HTTP status.
        status: u16,
    },
    /// The host stopped sending.
    #[error("{url} has stopped coming for half a minute; check the connection and try again")]
    Stalled {
        /// The URL.
        url: String,
    },
    /// The file has more bytes than expected.
    #[error(
        "{url} is longer than the {expected} bytes that the manifest says; load the page again"
    )]
    TooLong {
        /// The URL.
        url: String,
        /// The number of bytes in the manifest.
        expected: usize,
    },
}

/// A request for a file. Several can be under way at a time. Dropping one aborts it.
pub struct FileRequest {
    url: String,
    answer: Promise,
    /// Waits from the start on: a request that fails before its turn would be an unhandled rejection on the console.
    _awaited: JsFuture,
    abort: AbortController,
}

impl FileRequest {
    /// Asks for a file. `cache` says how far the browser's own copy may be used.
    ///
    /// # Errors
    /// Fails when the browser cannot even be asked.
    pub fn start(url: &str, cache: RequestCache) -> Result<Self, FetchError> {
        let abort = AbortController::new().map_err(|error| network(url, &error))?;
        let options = RequestInit::new();
        options.set_cache(cache);
        options.set_signal(Some(&abort.signal()));
        let answer = scope().fetch_with_str_and_init(url, &options);
        Ok(Self {
            url: url.to_owned(),
            _awaited: JsFuture::from(answer.clone()),
            answer,
            abort,
        })
    }

    /// Takes the file, of at most `limit` bytes, into `sink`.
    ///
    /// # Errors
    /// Fails when the host does not answer, or answers with something else than the file or with more of it.
    pub async fn read(self, limit: usize, sink: &mut impl Sink) -> Result<(), FetchError> {
        self.read_body(limit, sink, Ok).await
    }

    /// The same for a file in gzip's form, of which at most `limit` bytes come out.
    ///
    /// # Errors
    /// As [`Self::read`], and when it is not in that form.
    pub async fn read_gzip(self, limit: usize, sink: &mut impl Sink) -> Result<(), FetchError> {
        self.read_body(limit, sink, decompressed).await
    }

    async fn read_body(
        self,
        limit: usize,
        sink: &mut impl Sink,
        through: impl FnOnce(ReadableStream) -> Result<ReadableStream, JsValue>,
    ) -> Result<(), FetchError> {
        sink.restart();
        let Some(body) = self.head().await?.body() else {
            return Ok(());
        };
        let body = through(body).map_err(|error| network(&self.url, &error))?;
        drain(body, limit, sink).await.map_err(|error| match error {
            StreamError::Broken(error) => network(&self.url, &error),
            StreamError::Stalled => stalled(&self.url),
            StreamError::TooLong => FetchError::TooLong {
                url: self.url.clone(),
                expected: limit,
            },
        })
    }

    /// Waits for the head of the answer, which says whether the file comes.
    async fn head(&self) -> Result<Response, FetchError> {
        let answer = within_timeout(&self.answer)
            .await
            .map_err(|reason| match reason {
                TimeoutError::Stalled => stalled(&self.url),
                TimeoutError::Thrown(error) => network(&self.url, &error),
            })?;
        let answer: Response = answer
            .dyn_into()
            .map_err(|error| network(&self.url, &error))?;
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
        // Aborting a file that has arrived as a whole does nothing.
        self.abort.abort();
    }
}

#[wasm_bindgen]
extern "C" {
    /// The browser's own decompression; web-sys has it behind a switch for interfaces that may change.
    type DecompressionStream;

    #[wasm_bindgen(constructor, catch)]
    fn new(format: &str) -> Result<DecompressionStream, JsValue>;
}

fn decompressed(body: ReadableStream) -> Result<ReadableStream, JsValue> {
    let gzip = DecompressionStream::new("gzip")?;
    // It has the two ends of such a pair.
    Ok(body.pipe_through(gzip.unchecked_ref::<ReadableWritablePair>()))
}

fn stalled(url: &str) -> FetchError {
    FetchError::Stalled {
        url: url.to_owned(),
    }
}

fn network(url: &str, error: &JsValue) -> FetchError {
    FetchError::Network {
        url: url.to_owned(),
        reason: describe(error),
    }
}
