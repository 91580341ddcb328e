//! Ways out of the page: the clipboard and the downloads.

use gloo_timers::callback::Timeout;
use js_sys::{Array, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, Clipboard, HtmlAnchorElement, Url};

use crate::fetch::message;

/// Some browsers read a download a while after it was asked for.
const DOWNLOAD_MILLIS: u32 = 40_000;

/// Puts a text on the clipboard.
///
/// # Errors
/// A message for a person, when the browser has none or does not allow it.
pub async fn copy(text: String) -> Result<(), String> {
    let clipboard = clipboard().ok_or("it is only there on pages fetched by https")?;
    let copied = JsFuture::from(clipboard.write_text(&text)).await;
    copied.map(drop).map_err(message)
}

/// A page that was not fetched safely has none.
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    (!clipboard.is_undefined()).then(|| clipboard.unchecked_into())
}

/// Hands a file to the browser's downloads.
///
/// # Errors
/// A message for a person, when the browser does not take it.
pub fn download(name: &str, media_type: &str, content: &str) -> Result<(), String> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(content));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options).map_err(message)?;
    let url = Url::create_object_url_with_blob(&blob).map_err(message)?;
    let clicked = click(name, &url);
    Timeout::new(DOWNLOAD_MILLIS, move || {
        // The address is of no more use either way.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    clicked
}

fn click(name: &str, url: &str) -> Result<(), String> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or("there is no document")?;
    let link = document.create_element("a").map_err(message)?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(url);
    link.set_download(name);
    link.click();
    Ok(())
}
