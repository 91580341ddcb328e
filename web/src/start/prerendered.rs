//! The text field of `index.html`, which is there before the page has started, so that nobody has to wait with typing.
//!
//! `index.html` draws it as the page will draw it (`tests/e2e/prerendered.rs` compares the two), and
//! `web/prerendered.js` puts the stored text into it.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlTextAreaElement};

/// The id of the text field, in `index.html` and on the page.
const FIELD: &str = "text";

/// What the field held when the page started.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prerendered {
    /// The text that was typed or stored.
    pub text: String,
    /// The selection in UTF-16 units, if the field had the focus.
    pub selection: Option<(u32, u32)>,
}

/// Reads the field. Between this and the page's first drawing nothing can be typed: both are one task of the browser.
pub fn take() -> Prerendered {
    let Some((document, field)) = field() else {
        return Prerendered::default();
    };
    let focused = document
        .active_element()
        .is_some_and(|element| element.id() == FIELD);
    let place = |place: Result<Option<u32>, _>| place.ok().flatten().unwrap_or_default();
    let selection = (place(field.selection_start()), place(field.selection_end()));
    Prerendered {
        text: field.value(),
        selection: focused.then_some(selection),
    }
}

/// Gives focus and selection to the page's own field, once that is drawn.
pub fn give_back(selection: Option<(u32, u32)>) {
    if let (Some((start, end)), Some((_, field))) = (selection, field()) {
        // The page is usable without.
        let _ = field.focus();
        let _ = field.set_selection_range(start, end);
    }
}

fn field() -> Option<(Document, HtmlTextAreaElement)> {
    let document = web_sys::window()?.document()?;
    let field = document.get_element_by_id(FIELD)?.dyn_into().ok()?;
    Some((document, field))
}
