//! Fetches files that lie beside the page.

use js_sys::Uint8Array;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::{BrowserError, url};

/// The bytes of a file at a path relative to the page.
///
/// # Errors
/// When it cannot be fetched, or the host answers with an error.
pub async fn bytes(path: &str) -> Result<Vec<u8>, BrowserError> {
    let window = web_sys::window().ok_or(BrowserError::Missing("window"))?;
    let response = JsFuture::from(window.fetch_with_str(&url::absolute(path)?)).await?;
    let response: Response = response.dyn_into()?;
    if !response.ok() {
        return Err(BrowserError::Status(response.status()));
    }
    let body = JsFuture::from(response.array_buffer()?).await?;
    Ok(Uint8Array::new(&body).to_vec())
}
