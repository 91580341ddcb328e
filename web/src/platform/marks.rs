//! Names that are lit up, as elements of the page.
//!
//! The text is drawn in blocks, each an element with the place of its first byte (`data-start`); a mark has its place in the
//! block (`data-from`, `data-to`). So a block that moves needs no new marks.

use namelight_text::Span;
use wasm_bindgen::JsCast;
use web_sys::{DomRect, Element};

/// The id of the element that has the blocks.
pub const SURFACE: &str = "highlights";

/// The mark whose letters are at a point of the window. Elements that lie over it do not count: in the field marks lie behind
/// the letters that are typed.
pub fn at(x: f64, y: f64) -> Option<Span> {
    let blocks = surface()?.children();
    let bottom = |index: u32| Some(blocks.item(index)?.get_bounding_client_rect().bottom());
    let (mut low, mut high) = (0, blocks.length());
    while low < high {
        let middle = low + (high - low) / 2;
        match bottom(middle)? < y {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    let marks = blocks.item(low)?.get_elements_by_tag_name("mark");
    let mut marks = (0..marks.length()).filter_map(|index| marks.item(index));
    span_of(&marks.find(|mark| rects(mark).iter().any(|rect| holds(rect, x, y)))?)
}

/// The mark of a name; none where it is not drawn.
pub fn of(span: Span) -> Option<Element> {
    let blocks = surface()?.children();
    let start = |index: u32| place(&blocks.item(index)?, "data-start");
    // The last block that starts at or in front of the name.
    let (mut low, mut high) = (0, blocks.length());
    while low < high {
        let middle = low + (high - low) / 2;
        match start(middle).is_some_and(|start| start <= span.start) {
            true => low = middle + 1,
            false => high = middle,
        }
    }
    let block = blocks.item(low.checked_sub(1)?)?;
    let from = span.start.checked_sub(place(&block, "data-start")?)?;
    block
        .query_selector(&format!("mark[data-from=\"{from}\"]"))
        .ok()
        .flatten()
}

/// The place of a mark's name in the text.
pub fn span_of(mark: &Element) -> Option<Span> {
    let block = mark.closest("[data-start]").ok()??;
    let start = place(&block, "data-start")?;
    Some(Span {
        start: start + place(mark, "data-from")?,
        end: start + place(mark, "data-to")?,
    })
}

/// The rectangles of an element's lines.
pub fn rects(element: &Element) -> Vec<DomRect> {
    let rects = element.get_client_rects();
    (0..rects.length())
        .filter_map(|index| rects.item(index))
        .collect()
}

fn surface() -> Option<Element> {
    web_sys::window()?.document()?.get_element_by_id(SURFACE)
}

fn place(element: &Element, name: &str) -> Option<usize> {
    element.get_attribute(name)?.parse().ok()
}

fn holds(rect: &DomRect, x: f64, y: f64) -> bool {
    rect.left() <= x && x <= rect.right() && rect.top() <= y && y <= rect.bottom()
}

/// The place of the name whose mark the element is, or is in.
pub fn under(element: &Element) -> Option<Span> {
    span_of(&element.closest("mark").ok()??)
}

/// The element of an event, if it is one.
pub fn target(event: &web_sys::Event) -> Option<Element> {
    event.target()?.dyn_into().ok()
}
