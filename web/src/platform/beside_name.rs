//! Puts a card beside the name that it is about.

use namelight_text::Span;
use web_sys::{Element, HtmlElement};

use super::marks;

/// Pixels between the name and the card, which leave the name's edge to be seen.
const GAP: f64 = 6.0;

/// Puts a card below the last line of a name, as far to the right as there is room. The card's place is relative to its
/// offset parent, which has the text in it. Where the name is not drawn the card stays where it is. On a narrow page the
/// styles fix the card to the lower edge of the window, and the page is scrolled until the name is above it.
pub fn put(card: &HtmlElement, span: Span) {
    let Some(mark) = marks::of(span) else {
        return;
    };
    if is_fixed(card) {
        return scroll_above(&mark, card);
    }
    let rects = marks::rects(&mark);
    let ends = (rects.first(), rects.last(), card.offset_parent());
    let (Some(first), Some(last), Some(parent)) = ends else {
        return;
    };
    let around = parent.get_bounding_client_rect();
    let top = last.bottom() - around.top() + GAP;
    let room = around.width() - f64::from(card.offset_width());
    let left = (first.left() - around.left()).min(room).max(0.0);
    let style = card.style();
    for (property, value) in [("inset-block-start", top), ("inset-inline-start", left)] {
        // A card in another place is readable all the same.
        let _ = style.set_property(property, &format!("{}px", value.round()));
    }
}

/// Whether the styles fix an element to the window.
fn is_fixed(element: &HtmlElement) -> bool {
    let window = web_sys::window();
    let style = window.and_then(|window| window.get_computed_style(element).ok().flatten());
    style.is_some_and(|style| style.get_property_value("position").as_deref() == Ok("fixed"))
}

/// Scrolls the page until a mark is above a card at the lower edge of the window.
fn scroll_above(mark: &Element, card: &HtmlElement) {
    let hidden = mark.get_bounding_client_rect().bottom() - card.get_bounding_client_rect().top();
    if let Some(window) = web_sys::window().filter(|_| hidden + GAP > 0.0) {
        window.scroll_by_with_x_and_y(0.0, hidden + 2.0 * GAP);
    }
}
