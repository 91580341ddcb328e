//! Hands files to the browser's downloads.

use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

use super::BrowserError;

/// Milliseconds for which a download can be read. Some browsers read it a while after they were given it.
const DOWNLOAD_MILLIS: u32 = 40_000;

/// Hands a file to the browser's downloads.
///
/// # Errors
/// When the browser does not take it.
pub fn download(name: &str, media_type: &str, content: &str) -> Result<(), BrowserError> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    let parts = Array::of1(&JsValue::from_str(content));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let clicked = click(name, &url);
    Timeout::new(DOWNLOAD_MILLIS, move || {
        // The address is of no more use either way.
        let _ = Url::revoke_object_url(&url);
    })
    .forget();
    clicked
}

/// Hands a file to the browser's downloads, and says for a person what came of it.
pub fn told(name: &str, media_type: &str, content: &str) -> String {
    match download(name, media_type, content) {
        Ok(()) => format!("{name} is in your downloads."),
        Err(error) => format!("The browser does not take the file: {error}."),
    }
}

fn click(name: &str, url: &str) -> Result<(), BrowserError> {
    let document = web_sys::window().and_then(|window| window.document());
    let document = document.ok_or(BrowserError::Missing("document"))?;
    let link = document.create_element("a")?;
    let link: HtmlAnchorElement = link.unchecked_into();
    link.set_href(url);
    link.set_download(name);
    link.click();
    Ok(())
}
