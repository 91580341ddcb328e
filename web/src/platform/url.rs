//! The page's own address.

use crate::share::{self, ShareError};

/// The fragment, with its `#`.
pub fn hash() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.unwrap_or_default()
}

/// The text that the address holds, if it holds one. It is taken out of the address, so that loading the page again
/// shows what became of it.
pub fn take_text() -> Option<Result<String, ShareError>> {
    let text = share::text_of(&hash())?;
    forget_hash();
    Some(text)
}

/// The link to this page that holds a text.
///
/// # Errors
/// When the text is too long for a link.
pub fn link_to(text: &str) -> Result<String, ShareError> {
    let fragment = share::fragment(text)?;
    Ok(without_hash() + &fragment)
}

fn forget_hash() {
    let history = web_sys::window().and_then(|window| window.history().ok());
    if let Some(history) = history {
        // Where a browser refuses, the address is as it was, and the text comes again.
        let _ = history.replace_state_with_url(&"".into(), "", Some(&without_hash()));
    }
}

fn without_hash() -> String {
    let address = web_sys::window().and_then(|window| window.location().href().ok());
    let address = address.unwrap_or_default();
    match address.split_once('#') {
        Some((page, _)) => page.to_owned(),
        None => address,
    }
}
