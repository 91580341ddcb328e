//! Leads to a name in the text: from the list, or from the name before it.

use gloo_timers::callback::Timeout;
use namelight_text::{Offsets, Span};
use wasm_bindgen::JsCast;
use web_sys::{
    Element, HtmlElement, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::platform::marks;
use crate::state::Document;

/// Marks are drawn once their block is near the viewport; that takes at most this time.
const WAIT_MILLIS: u32 = 50;
const TRIES: u32 = 20;

/// Scrolls to a name, and moves caret or focus there.
pub fn scroll_to_name(document: &Document, span: Span) {
    if document.fits_a_field() {
        return select_in_field(document, span);
    }
    let blocks = document.blocks();
    let index = blocks.partition_point(|block| block.span.end <= span.start);
    let page = web_sys::window().and_then(|window| window.document());
    let text = page.and_then(|page| page.get_element_by_id(marks::SURFACE));
    if let Some(passage) = text.and_then(|text| text.children().item(index as u32)) {
        show(&passage);
        focus(span, TRIES);
    }
}

/// Selects a name in the field, and brings it into sight.
pub fn select_in_field(document: &Document, span: Span) {
    let page = web_sys::window().and_then(|window| window.document());
    let field = page.and_then(|page| page.get_element_by_id("text"));
    let Some(field) = field.and_then(|field| field.dyn_into::<HtmlTextAreaElement>().ok()) else {
        return;
    };
    let mut offsets = Offsets::new(document.text());
    let (start, end) = (offsets.at(span.start).utf16, offsets.at(span.end).utf16);
    // A name that cannot be selected is still in sight.
    let _ = field.focus();
    let _ = field.set_selection_range(start as u32, end as u32);
    if let Some(mark) = marks::of(span) {
        show(&mark);
    }
}

fn focus(span: Span, tries: u32) {
    if let Some(mark) = marks::of(span) {
        show(&mark);
        if let Some(mark) = mark.dyn_ref::<HtmlElement>() {
            // A mark that cannot be focused is still in sight.
            let _ = mark.focus();
        }
        return;
    }
    if tries > 0 {
        Timeout::new(WAIT_MILLIS, move || focus(span, tries - 1)).forget();
    }
}

fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
