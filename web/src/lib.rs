//! The page: a text field whose names light up as one types, and a report on the model that finds them.
//!
//! The state ([`state`]) knows no browser and is tested natively. The worker that runs the model is reached through
//! [`client`] alone. Components turn properties into HTML.

pub mod client;
pub mod components;
pub mod fetch;
pub mod files;
pub mod format;
pub mod hooks;
pub mod kinds;
pub mod models;
pub mod own_files;
pub mod plot;
pub mod report;
pub mod route;
pub mod state;

use components::App;

/// Mounts the page.
pub fn start() {
    let root = web_sys::window()
        .and_then(|window| window.document())
        .and_then(|document| document.get_element_by_id("app"));
    match root {
        Some(root) => yew::Renderer::<App>::with_root(root).render(),
        None => yew::Renderer::<App>::new().render(),
    };
}
