//! Files over HTTP.
#![cfg(target_arch = "wasm32")]

use namelight_worker::{FetchError, FileRequest, Sink};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::RequestCache;

wasm_bindgen_test_configure!(run_in_dedicated_worker);

const HELLO: &str = "data:text/plain,Zo%C3%AB";

/// The bytes of a file, and how many there were after each piece.
#[derive(Default)]
struct Counted {
    bytes: Vec<u8>,
    counts: Vec<usize>,
}

impl Sink for Counted {
    fn restart(&mut self) {
        *self = Self::default();
    }

    fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
        self.counts.push(self.bytes.len());
    }
}

async fn bytes(url: &str, limit: usize) -> Result<Vec<u8>, FetchError> {
    let mut bytes = Vec::new();
    let request = FileRequest::start(url, RequestCache::Default)?;
    request.read(limit, &mut bytes).await?;
    Ok(bytes)
}

#[wasm_bindgen_test]
async fn a_file_comes_piece_by_piece_in_place_of_what_was_there() {
    let mut sink = Counted::default();
    sink.push(b"of another file");
    let request = FileRequest::start(HELLO, RequestCache::Default).unwrap();
    request.read(100, &mut sink).await.unwrap();
    assert_eq!(sink.bytes, "Zoë".as_bytes());
    assert_eq!(sink.counts.last(), Some(&4));
}

#[wasm_bindgen_test]
async fn a_file_may_be_as_long_as_the_limit_and_no_longer() {
    assert_eq!(bytes(HELLO, 4).await.unwrap().len(), 4);
    let error = bytes(HELLO, 3).await.unwrap_err();
    assert!(
        matches!(error, FetchError::TooLong { expected: 3, .. }),
        "{error}"
    );
}

#[wasm_bindgen_test]
async fn an_empty_file_is_no_error() {
    assert_eq!(bytes("data:,", 10).await.unwrap(), b"");
}

#[wasm_bindgen_test]
async fn an_address_that_nothing_answers_is_an_error_that_names_it() {
    let url = "http://127.0.0.1:1/model.safetensors";
    let error = bytes(url, 10).await.unwrap_err();
    assert!(matches!(error, FetchError::Network { .. }), "{error}");
    assert!(error.to_string().contains(url), "{error}");
}
