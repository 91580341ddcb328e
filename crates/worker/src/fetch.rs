//! Files over HTTP, piece by piece as they come in.

use js_sys::{Object, Reflect, Uint8Array};
use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{ReadableStreamDefaultReader, RequestCache, RequestInit, Response};

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

/// Fetches a file of at most `limit` bytes into `sink`. `cache` says how far the browser's own copy may be used.
///
/// # Errors
/// When there is no answer, not the file, or too much of it.
pub async fn fetch(
    url: &str,
    limit: usize,
    cache: RequestCache,
    sink: &mut impl Sink,
) -> Result<(), FetchError> {
    let network = |error: JsValue| FetchError::Network {
        url: url.to_owned(),
        reason: describe(&error),
    };
    sink.restart();
    let Some(body) = open(url, cache).await?.body() else {
        return Ok(());
    };
    let reader: ReadableStreamDefaultReader = body.get_reader().unchecked_into();
    let mut length = 0;
    loop {
        let part: Object = JsFuture::from(reader.read())
            .await
            .map_err(network)?
            .unchecked_into();
        let done = Reflect::get(&part, &"done".into()).map_err(network)?;
        if done.is_truthy() {
            return Ok(());
        }
        let part: Uint8Array = Reflect::get(&part, &"value".into())
            .map_err(network)?
            .dyn_into()
            .map_err(network)?;
        length += part.length() as usize;
        if length > limit {
            return Err(FetchError::TooLong {
                url: url.to_owned(),
                expected: limit,
            });
        }
        sink.push(&part.to_vec());
    }
}

/// The head of the answer, which says that the file comes.
async fn open(url: &str, cache: RequestCache) -> Result<Response, FetchError> {
    let network = |error: JsValue| FetchError::Network {
        url: url.to_owned(),
        reason: describe(&error),
    };
    let options = RequestInit::new();
    options.set_cache(cache);
    let answer = JsFuture::from(scope().fetch_with_str_and_init(url, &options))
        .await
        .map_err(network)?;
    let answer: Response = answer.dyn_into().map_err(network)?;
    if !answer.ok() {
        return Err(FetchError::Status {
            url: url.to_owned(),
            status: answer.status(),
        });
    }
    Ok(answer)
}
