//! The page's own URL, and those of files beside it.

use wasm_bindgen::JsValue;
use web_sys::Element;

use super::BrowserError;

/// The fragment of the page's URL, with its `#`; empty when there is none.
pub fn fragment() -> String {
    let fragment = web_sys::window().and_then(|window| window.location().hash().ok());
    fragment.unwrap_or_default()
}

/// The page's URL without the fragment.
pub fn without_fragment() -> String {
    let url = web_sys::window().and_then(|window| window.location().href().ok());
    let url = url.unwrap_or_default();
    match url.split_once('#') {
        Some((page, _)) => page.to_owned(),
        None => url,
    }
}

/// Takes the fragment out of the page's URL, without another entry in the history.
pub fn remove_fragment() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Where a browser refuses, the URL keeps its fragment.
        let _ = history.replace_state_with_url(&JsValue::from(""), "", Some(&without_fragment()));
    }
}

/// The absolute URL of a path relative to the page, so that the site works from any folder of any host.
///
/// # Errors
/// When the page has no URL to start from.
pub fn absolute(path: &str) -> Result<String, BrowserError> {
    let base = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.base_uri().ok().flatten())
        .ok_or(BrowserError::Missing("address"))?;
    resolved(path, &base)
}

/// The absolute URL of one of the page's own programs, which a build puts into a folder (`data-programs`).
///
/// # Errors
/// When the page has no URL to start from.
pub fn program(name: &str) -> Result<String, BrowserError> {
    let folder = root().and_then(|root| root.get_attribute("data-programs"));
    absolute(&(folder.unwrap_or_default() + name))
}

/// The hash of one of the page's own programs, which a build writes into the page (`data-integrity`, as `NAME:HASH …`).
pub fn integrity(name: &str) -> Option<String> {
    let hashes = root()?.get_attribute("data-integrity")?;
    let mut pairs = hashes.split(' ').filter_map(|pair| pair.split_once(':'));
    let (_, hash) = pairs.find(|(file, _)| *file == name)?;
    Some(hash.to_owned())
}

fn root() -> Option<Element> {
    web_sys::window()?.document()?.document_element()
}

/// The absolute URL of an address that is relative to another one.
///
/// # Errors
/// When it is no address.
pub fn resolved(address: &str, base: &str) -> Result<String, BrowserError> {
    Ok(web_sys::Url::new_with_base(address, base)?.href())
}
