//! The page: a text field whose names light up as one types, and a report on the model that finds them.
//!
//! The state ([`state`]) knows no browser and is tested natively. [`workers::engine`] holds it, and
//! [`workers::pool`] keeps the workers as it has them; each is reached through [`workers::client`] alone. Components turn properties into HTML.

pub mod components;
pub mod entity_types;
pub mod export;
pub mod hooks;
pub mod measure;
pub mod models;
pub mod platform;
pub mod plot;
pub mod presentation;
pub mod report;
pub mod start;
pub mod state;
pub mod workers;

use std::rc::Rc;

use components::{App, AppProps};
use export::share_link;
use platform::storage;
use start::initial_state::initial_state;
use start::prerendered;

/// Mounts the page.
pub fn start() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    let initial = initial_state(
        prerendered::take(),
        share_link::take_from_address,
        storage::settings(),
    );
    let props = AppProps {
        initial: Rc::new(initial),
    };
    match root {
        Some(root) => yew::Renderer::<App>::with_root_and_props(root, props).render(),
        None => yew::Renderer::<App>::with_props(props).render(),
    };
}
