//! Files beside the page.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::url;

/// The bytes of a file beside the page.
///
/// # Errors
/// A message for a person, with the status when the host refused.
pub async fn bytes(path: &str) -> Result<Vec<u8>, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let response = JsFuture::from(window.fetch_with_str(&url::absolute(path)?))
        .await
        .map_err(message)?;
    let response: web_sys::Response = response.dyn_into().map_err(message)?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let body = JsFuture::from(response.array_buffer().map_err(message)?);
    let body = body.await.map_err(message)?;
    Ok(js_sys::Uint8Array::new(&body).to_vec())
}

/// What a thrown value says.
pub fn message(thrown: JsValue) -> String {
    match thrown.dyn_into::<js_sys::Error>() {
        Ok(error) => String::from(error.message()),
        Err(other) => other
            .as_string()
            .unwrap_or_else(|| "unknown error".to_owned()),
    }
}
