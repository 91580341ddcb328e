//! Links with a text that are opened while the page is there already.

use gloo_events::EventListener;
use yew::prelude::*;

use crate::export::share_link;
use crate::platform::url;

/// Opens them, and takes them out of the URL; what is wrong with one is told.
#[hook]
pub fn use_links(on_text: Callback<String>, on_notice: Callback<Option<String>>) {
    use_effect_with((on_text, on_notice), move |(on_text, on_notice)| {
        let (on_text, on_notice) = (on_text.clone(), on_notice.clone());
        let open = move |_: &Event| {
            let Some(text) = share_link::text_of(&url::fragment()) else {
                return;
            };
            url::remove_fragment();
            match text {
                Ok(text) => on_text.emit(text),
                Err(error) => on_notice.emit(Some(error.to_string())),
            }
        };
        let window = web_sys::window();
        let listener = window.map(|window| EventListener::new(&window, "hashchange", open));
        move || drop(listener)
    });
}
