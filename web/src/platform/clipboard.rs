//! Writes to the clipboard.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use super::BrowserError;

/// Puts a text on the clipboard.
///
/// # Errors
/// When the browser has no clipboard or does not allow it.
pub async fn copy(text: &str) -> Result<(), BrowserError> {
    let clipboard = clipboard().ok_or(BrowserError::Insecure)?;
    JsFuture::from(clipboard.write_text(text)).await?;
    Ok(())
}

/// The clipboard; none on a page that was not fetched by https.
fn clipboard() -> Option<Clipboard> {
    let navigator = web_sys::window()?.navigator();
    let clipboard = Reflect::get(&navigator, &"clipboard".into()).ok()?;
    (!clipboard.is_undefined()).then(|| clipboard.unchecked_into())
}
