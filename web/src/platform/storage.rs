//! What the browser keeps for this site, on this device only.

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

/// Where the text is. `web/prerendered.js` reads it too.
const TEXT: &str = "namelight.text";
/// Where the settings are. `web/theme.js` reads them too.
const SETTINGS: &str = "namelight.settings";

/// Why something is not kept.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum StoreError {
    /// The browser or the person allows no storage.
    #[error(
        "This browser keeps nothing for this page, so text and settings will be gone when it is loaded again."
    )]
    Denied,
    /// There is no room for the text.
    #[error(
        "The text is too long for this browser to keep: it will be gone when the page is loaded again."
    )]
    Full,
}

/// The settings as they were written.
pub fn settings() -> Option<String> {
    storage().ok()?.get_item(SETTINGS).ok()?
}

/// Keeps the settings.
///
/// # Errors
/// When the browser keeps nothing.
pub fn keep_settings(settings: &str) -> Result<(), StoreError> {
    let kept = storage()?.set_item(SETTINGS, settings);
    kept.map_err(|_| StoreError::Denied)
}

/// Keeps the text. One for which there is no room takes the older one's place all the same, lest that come back.
///
/// # Errors
/// When the browser keeps nothing or not as much.
pub fn keep_text(text: &str) -> Result<(), StoreError> {
    let storage = storage()?;
    if text.is_empty() {
        return storage.remove_item(TEXT).map_err(|_| StoreError::Denied);
    }
    storage.set_item(TEXT, text).map_err(|thrown| {
        let _ = storage.remove_item(TEXT);
        reason(&thrown)
    })
}

/// Forgets everything.
///
/// # Errors
/// When the browser lets nothing be changed.
pub fn clear() -> Result<(), StoreError> {
    let storage = storage()?;
    for key in [TEXT, SETTINGS] {
        storage.remove_item(key).map_err(|_| StoreError::Denied)?;
    }
    Ok(())
}

/// Where storage is forbidden, asking for it throws.
fn storage() -> Result<Storage, StoreError> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.ok_or(StoreError::Denied)
}

fn reason(thrown: &JsValue) -> StoreError {
    match thrown.dyn_ref::<DomException>() {
        Some(thrown) if thrown.name() == "QuotaExceededError" => StoreError::Full,
        _ => StoreError::Denied,
    }
}
