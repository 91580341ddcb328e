//! Files beside the page.

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The absolute address of a path relative to the page, so that the site works from any folder of any host.
///
/// # Errors
/// A message for a person, when the page has no address to start from.
pub fn address(path: &str) -> Result<String, String> {
    let base = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .ok_or("the page has no address")?;
    let url = web_sys::Url::new_with_base(path, &base).map_err(message)?;
    Ok(url.href())
}

/// The text of a file beside the page.
///
/// # Errors
/// A message for a person, with the status when the host refused.
pub async fn text(path: &str) -> Result<String, String> {
    let window = web_sys::window().ok_or("there is no window")?;
    let response = JsFuture::from(window.fetch_with_str(&address(path)?))
        .await
        .map_err(message)?;
    let response: web_sys::Response = response.dyn_into().map_err(message)?;
    if !response.ok() {
        return Err(format!("the server answered {}", response.status()));
    }
    let body = JsFuture::from(response.text().map_err(message)?)
        .await
        .map_err(message)?;
    body.as_string()
        .ok_or_else(|| "the answer is not text".to_owned())
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
