//! Hooks that tell what is in the viewport.

use gloo_events::{EventListener, EventListenerOptions};
use gloo_timers::callback::Timeout;
use js_sys::Array;
use wasm_bindgen::{JsCast, prelude::Closure};
use web_sys::{Element, IntersectionObserver, IntersectionObserverEntry, IntersectionObserverInit};
use yew::prelude::*;

/// How far beyond the viewport an element still counts: a screen or two, so that scrolling shows nothing half drawn.
const MARGIN: &str = "1200px";

/// Whether the element is in the viewport or near it; `at_first` until the browser has said so.
#[hook]
pub fn use_in_viewport(node: &NodeRef, at_first: bool) -> bool {
    let is_in_viewport = use_state_eq(|| at_first);
    let set = is_in_viewport.setter();
    use_effect_with(node.clone(), move |node| {
        let observer = node.cast::<Element>().and_then(|element| {
            Observer::start(&element, Callback::from(move |near| set.set(near)))
        });
        move || drop(observer)
    });
    // On paper everything is seen.
    let set = is_in_viewport.setter();
    use_effect_with((), move |()| {
        let window = web_sys::window();
        let listener = window.map(|window| {
            EventListener::new(&window, "beforeprint", move |_: &Event| set.set(true))
        });
        move || drop(listener)
    });
    *is_in_viewport
}

/// Milliseconds without a movement after which scrolling is over.
const REST_MILLIS: u32 = 120;

/// Tells which child of an element is the first in the viewport, whenever scrolling is over.
#[hook]
pub fn use_first_in_viewport(node: &NodeRef, on_first: Callback<usize>) {
    use_effect_with((node.clone(), on_first), |(node, on_first)| {
        let (node, on_first) = (node.clone(), on_first.clone());
        let mut rest: Option<Timeout> = None;
        let on_scroll = move |_: &Event| {
            let (node, on_first) = (node.clone(), on_first.clone());
            // The timer before it is dropped, and does nothing then.
            rest.replace(Timeout::new(REST_MILLIS, move || {
                if let Some(element) = node.cast::<Element>() {
                    on_first.emit(first_in_viewport(&element));
                }
            }));
        };
        // The element scrolls as well as the page, and its event reaches the window only on its way down.
        let options = EventListenerOptions::run_in_capture_phase();
        let listener = web_sys::window()
            .map(|window| EventListener::new_with_options(&window, "scroll", options, on_scroll));
        move || drop(listener)
    });
}

/// The index of the first child whose end lies below the upper edges of the viewport and of the element.
fn first_in_viewport(element: &Element) -> usize {
    let children = element.children();
    let top = element.get_bounding_client_rect().top().max(0.0);
    let is_above = |index: u32| {
        let child = children.item(index);
        child.is_some_and(|child| child.get_bounding_client_rect().bottom() < top)
    };
    let (mut low, mut high) = (0, children.length());
    while low < high {
        let middle = low + (high - low) / 2;
        if is_above(middle) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    low as usize
}

/// Watches an element until this is dropped.
struct Observer {
    observer: IntersectionObserver,
    _on_change: Closure<dyn FnMut(Array)>,
}

impl Observer {
    fn start(element: &Element, on_change: Callback<bool>) -> Option<Self> {
        let closure = Closure::new(move |entries: Array| {
            let last = entries.get(entries.length().saturating_sub(1));
            let entry: IntersectionObserverEntry = last.unchecked_into();
            on_change.emit(entry.is_intersecting());
        });
        let options = IntersectionObserverInit::new();
        options.set_root_margin(MARGIN);
        let callback = closure.as_ref().unchecked_ref();
        let observer = IntersectionObserver::new_with_options(callback, &options).ok()?;
        observer.observe(element);
        Some(Self {
            observer,
            _on_change: closure,
        })
    }
}

impl Drop for Observer {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
