//! What the person has selected in the text.

use wasm_bindgen::JsCast;
use web_sys::HtmlTextAreaElement;

use super::marks;

/// The selected part of the text, in the field or in the text that is for reading; none when something else is selected.
pub fn in_text() -> Option<String> {
    let window = web_sys::window()?;
    let document = window.document()?;
    let field = document.active_element()?.dyn_into::<HtmlTextAreaElement>();
    if let Ok(field) = field {
        return (field.id() == "text").then(|| in_field(&field)).flatten();
    }
    let selection = window.get_selection().ok()??;
    let surface = document.get_element_by_id(marks::SURFACE)?;
    let is_inside = surface.contains(selection.anchor_node().as_ref())
        && surface.contains(selection.focus_node().as_ref());
    is_inside.then(|| String::from(selection.to_string()))
}

/// The ends of a selection count UTF-16 units, as JavaScript's strings do.
fn in_field(field: &HtmlTextAreaElement) -> Option<String> {
    let (start, end) = (field.selection_start().ok()??, field.selection_end().ok()??);
    let text = js_sys::JsString::from(field.value());
    Some(String::from(text.substring(start, end)))
}
