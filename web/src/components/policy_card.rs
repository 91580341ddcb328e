//! What the page may do, and where that is written.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use crate::platform::policy;

/// Says where the content security policy in force came from.
#[component]
pub fn PolicyCard() -> Html {
    let is_in_header = use_state_eq(|| None::<bool>);
    let set = is_in_header.setter();
    use_effect_with((), move |()| {
        spawn_local(async move { set.set(policy::is_in_header().await) });
    });
    let place = match *is_in_header {
        Some(true) => "It came in the page’s headers.",
        Some(false) => "It stands in the page itself, because the host sends no header with it.",
        None => "",
    };
    html! {
        <section class="card" aria-labelledby="policy-title">
            <h2 id="policy-title">{ "What this page may do" }</h2>
            <p id="policy">
                { "A policy lets the page and its workers ask their own host for files, and no other host for anything. " }
                { place }
            </p>
        </section>
    }
}
