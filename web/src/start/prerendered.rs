//! The text field that is there before the page has started, so that nobody has to wait with typing.

use wasm_bindgen::JsCast;
use web_sys::{Document, HtmlTextAreaElement};

/// The text field's name, before and after.
const FIELD: &str = "text";

/// What the field held, in UTF-16 as the browser counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prerendered {
    /// The text: typed, or the one kept from the last visit, which `prerendered.js` puts there.
    pub text: String,
    /// Whether it had the focus, and what was selected.
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

/// Gives the page's own field focus and selection, once it is drawn.
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
