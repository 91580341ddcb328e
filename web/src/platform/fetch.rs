//! Fetches files that lie beside the page.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{RequestCache, RequestInit, Response};

use super::BrowserError;

/// The bytes of a file at an absolute URL. The browser asks whether a copy that it has is still the newest.
///
/// # Errors
/// When it cannot be fetched, or the host answers with an error.
pub async fn bytes(url: &str) -> Result<Vec<u8>, BrowserError> {
    let window = web_sys::window().ok_or(BrowserError::Missing("window"))?;
    let options = RequestInit::new();
    options.set_cache(RequestCache::NoCache);
    let response = JsFuture::from(window.fetch_with_str_and_init(url, &options)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(BrowserError::Status(response.status()));
    }
    let body = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&body).to_vec())
}
