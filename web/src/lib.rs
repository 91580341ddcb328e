//! The page: a text field whose names light up as one types, and a report on the model that finds them.
//!
//! The way of a key to a name that is lit up:
//!
//! 1. [`components`]: the text field tells its new text as an [`state::Action`].
//! 2. [`state`]: the action makes a new state. The text is cut into sentences; what an edit left alone keeps its names,
//!    and the scheduler decides which worker is asked for which of the others. Nothing of this needs a browser.
//! 3. [`workers`]: the engine holds the state, and the pool sends the workers what the new state asks of them.
//! 4. A worker answers with entities. That is an action too, and makes the next state.
//! 5. [`components`]: Yew draws the blocks of the text that have changed, with a mark for each name.
//!
//! The folders:
//!
//! | folder | what is in it |
//! |---|---|
//! | [`state`] | all that the page knows, changed by actions alone |
//! | [`workers`] | the web workers, which follow the state |
//! | [`components`] | Yew components: properties in, HTML out |
//! | [`hooks`] | what ties components to the state and to the browser |
//! | [`presentation`] | numbers, lists and explanations as components show them |
//! | [`entity_types`] | names and colours of entity types |
//! | [`export`] | the text with its names in other forms, and links that hold a text |
//! | [`models`] | the models that can be chosen: hosted ones, and local files |
//! | [`report`], [`plot`] | the report on a model, and its charts |
//! | [`measure`] | the benchmark of the visitor's device |
//! | [`start`] | what a visit starts with, and what is stored for the next one |
//! | [`platform`] | the browser: files, clipboard, storage, URL |
//!
//! What can be, is tested natively (`cargo test -p namelight-web`); the rest in browsers, by `tests/e2e`.

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
pub fn mount() {
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
