//! What the browser stores for this site, on this device only.

use thiserror::Error;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{DomException, Storage};

/// The key of the text. `web/prerendered.js` reads it too.
const TEXT: &str = "namelight.text";
/// The key of the settings. `web/theme.js` reads them too.
const SETTINGS: &str = "namelight.settings";
/// The key of the texts that are set aside.
const SET_ASIDE: &str = "namelight.set-aside";

/// Why something is not stored.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum StorageError {
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
    /// There is no room for the text beside another one that would be lost.
    #[error(
        "Another text is stored already, and this browser has no room for both: this one will be gone when the page is \
         loaded again. Copy or download it."
    )]
    Occupied,
}

/// The settings as they were written.
pub fn settings() -> Option<String> {
    read(SETTINGS)
}

/// The text; empty when none is stored.
pub fn text() -> String {
    read(TEXT).unwrap_or_default()
}

/// The texts that are set aside, as they were written; empty when there are none.
pub fn set_aside() -> String {
    read(SET_ASIDE).unwrap_or_default()
}

/// Stores the settings.
///
/// # Errors
/// When the browser stores nothing.
pub fn write_settings(settings: &str) -> Result<(), StorageError> {
    let written = storage()?.set_item(SETTINGS, settings);
    written.map_err(|_| StorageError::Denied)
}

/// Stores the texts that are set aside.
///
/// # Errors
/// When the browser stores nothing or not as much; what was stored before is there still.
pub fn write_set_aside(texts: &str) -> Result<(), StorageError> {
    let written = storage()?.set_item(SET_ASIDE, texts);
    written.map_err(|thrown| match reason(&thrown) {
        StorageError::Full => StorageError::Occupied,
        other => other,
    })
}

/// Stores the text. One for which there is no room takes the older one's place all the same, lest that come back.
///
/// # Errors
/// When the browser stores nothing or not as much.
pub fn write_text(text: &str) -> Result<(), StorageError> {
    let storage = storage()?;
    storage.set_item(TEXT, text).map_err(|thrown| {
        let _ = storage.remove_item(TEXT);
        reason(&thrown)
    })
}

/// Removes everything.
///
/// # Errors
/// When the browser lets nothing be changed.
pub fn clear() -> Result<(), StorageError> {
    let storage = storage()?;
    for key in [TEXT, SETTINGS, SET_ASIDE] {
        storage.remove_item(key).map_err(|_| StorageError::Denied)?;
    }
    Ok(())
}

fn read(key: &str) -> Option<String> {
    storage().ok()?.get_item(key).ok()?
}

/// Where storage is forbidden, asking for it throws.
fn storage() -> Result<Storage, StorageError> {
    let storage = web_sys::window().and_then(|window| window.local_storage().ok().flatten());
    storage.ok_or(StorageError::Denied)
}

fn reason(thrown: &JsValue) -> StorageError {
    match thrown.dyn_ref::<DomException>() {
        Some(thrown) if thrown.name() == "QuotaExceededError" => StorageError::Full,
        _ => StorageError::Denied,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_that_run_before_the_page_read_the_same_keys() {
        for (script, key) in [
            (include_str!("../../prerendered.js"), TEXT),
            (include_str!("../../theme.js"), SETTINGS),
        ] {
            let asked: Vec<&str> = script.split("localStorage.getItem(\"").skip(1).collect();
            assert_eq!(asked.len(), 1);
            assert!(asked[0].starts_with(&format!("{key}\")")), "{key}");
        }
    }
}
