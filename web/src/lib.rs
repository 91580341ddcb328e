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
use platform::{storage, url};
use start::initial_state::{Found, InitialState};
use start::prerendered;

/// Mounts the page.
pub fn start() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    let initial = InitialState::of(Found {
        prerendered: prerendered::take(),
        fragment: url::fragment(),
        settings: storage::settings(),
        text: storage::text(),
    });
    if initial.took_link {
        // Loading the page again is to show what became of the text.
        url::remove_fragment();
    }
    let props = AppProps {
        initial: Rc::new(initial),
    };
    match root {
        Some(root) => yew::Renderer::<App>::with_root_and_props(root, props).render(),
        None => yew::Renderer::<App>::with_props(props).render(),
    };
}
