//! Leads from the list of names to a name in the text.

use gloo_timers::callback::Timeout;
use namelight_text::Span;
use wasm_bindgen::JsCast;
use web_sys::{
    Document as HtmlDocument, Element, HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition,
};

use crate::state::Document;

/// Marks are drawn once their block is near the viewport; that takes at most this time.
const WAIT_MILLIS: u32 = 50;
const TRIES: u32 = 20;

/// Scrolls to a name in the text for reading, and moves the focus there.
pub fn scroll_to_name(document: &Document, span: Span) {
    let blocks = document.blocks();
    let index = blocks.partition_point(|block| block.span.end <= span.start);
    let Some(page) = web_sys::window().and_then(|window| window.document()) else {
        return;
    };
    let passages = page
        .get_element_by_id("highlights")
        .map(|text| text.children());
    if let Some(passage) = passages.and_then(|passages| passages.item(index as u32)) {
        show(&passage);
        focus(page, span, TRIES);
    }
}

fn focus(page: HtmlDocument, span: Span, tries: u32) {
    let selector = format!("#highlights mark[data-start=\"{}\"]", span.start);
    if let Some(mark) = page.query_selector(&selector).ok().flatten() {
        show(&mark);
        if let Some(mark) = mark.dyn_ref::<HtmlElement>() {
            // A mark that cannot be focused is still in sight.
            let _ = mark.focus();
        }
        return;
    }
    if tries > 0 {
        Timeout::new(WAIT_MILLIS, move || focus(page, span, tries - 1)).forget();
    }
}

fn show(element: &Element) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Center);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}
