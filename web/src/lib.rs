//! The page: a text field whose names light up as one types, and a report on the model that finds them.
//!
//! The state ([`state`]) knows no browser and is tested natively. [`engine`] holds it, and [`pool`] keeps
//! the workers as it has them; each is reached through [`client`] alone. Components turn properties into HTML.

pub mod address;
pub mod client;
pub mod components;
pub mod early;
pub mod engine;
pub mod explained;
pub mod export;
pub mod fetch;
pub mod files;
pub mod format;
pub mod hooks;
pub mod keeping;
pub mod kinds;
pub mod measure;
pub mod model_files;
pub mod models;
pub mod names;
pub mod opening;
pub mod outbox;
pub mod own_files;
pub mod plot;
pub mod pool;
pub mod report;
pub mod route;
pub mod settings;
pub mod share;
pub mod state;
pub mod store;
pub mod text_files;
pub mod theme;
pub mod utf16;

use std::rc::Rc;

use components::{App, AppProps};
use opening::opening;

/// Mounts the page.
pub fn start() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    let opening = opening(early::take(), address::take_text, store::settings());
    let props = AppProps {
        opening: Rc::new(opening),
    };
    match root {
        Some(root) => yew::Renderer::<App>::with_root_and_props(root, props).render(),
        None => yew::Renderer::<App>::with_props(props).render(),
    };
}
