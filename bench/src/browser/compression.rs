//! Compresses answers as a static host does that keeps compressed files: each file once, and well.

use std::collections::HashMap;
use std::io::Cursor;
use std::sync::{Arc, Mutex};

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH};
use axum::middleware::Next;
use axum::response::Response;
use brotli::enc::BrotliEncoderParams;

/// The ends of the names of what hosts compress. Weights are not among them.
const COMPRESSED: [&str; 6] = [".html", ".js", ".mjs", ".css", ".json", ".wasm"];

/// The quality that hosts take for files which are compressed once.
const QUALITY: i32 = 9;

/// What was compressed so far, by path.
pub type Cache = Arc<Mutex<HashMap<String, Bytes>>>;

/// Compresses an answer with brotli, if the browser takes that and hosts would do so.
pub async fn compress(State(cache): State<Cache>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let accepted = request.headers().get(ACCEPT_ENCODING);
    let takes_brotli = accepted.is_some_and(contains_brotli);
    let response = next.run(request).await;
    let is_compressed = COMPRESSED.iter().any(|end| path.ends_with(end));
    if !takes_brotli || !is_compressed || !response.status().is_success() {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let body = to_bytes(body, usize::MAX)
        .await
        .expect("a file can be read");
    let known = cache.lock().unwrap().get(&path).cloned();
    let small = known.unwrap_or_else(|| {
        let small = brotli_of(&body);
        cache.lock().unwrap().insert(path, small.clone());
        small
    });
    head.headers.remove(CONTENT_LENGTH);
    head.headers
        .insert(CONTENT_ENCODING, HeaderValue::from_static("br"));
    Response::from_parts(head, Body::from(small))
}

fn contains_brotli(value: &HeaderValue) -> bool {
    let value = value.to_str().unwrap_or_default();
    value.split(',').any(|encoding| encoding.trim() == "br")
}

fn brotli_of(bytes: &[u8]) -> Bytes {
    let parameters = BrotliEncoderParams {
        quality: QUALITY,
        ..BrotliEncoderParams::default()
    };
    let mut small = Vec::new();
    brotli::BrotliCompress(&mut Cursor::new(bytes), &mut small, &parameters)
        .expect("memory can be written to");
    Bytes::from(small)
}
