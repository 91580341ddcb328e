//! The clipboard.

use js_sys::Reflect;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Clipboard;

use crate::platform::fetch::message;

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
