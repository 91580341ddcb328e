//! What ties the state to the browser.

use std::rc::Rc;

use gloo_events::EventListener;
use yew::prelude::*;

use crate::engine::Engine;
use crate::fetch;
use crate::pool::MODEL;
use crate::report::{self, Loaded};
use crate::route::Route;
use crate::state::{Action, State};

/// The state, with workers that follow it, and what changes it.
#[hook]
pub fn use_recogniser() -> (Rc<State>, Callback<Action>) {
    let state = use_state(|| Rc::new(State::default()));
    let set = state.setter();
    let engine = use_memo((), move |()| {
        Engine::start(
            State::default(),
            Callback::from(move |state| set.set(state)),
        )
    });
    let dispatch = use_callback((), move |action, ()| engine.dispatch(action));
    ((*state).clone(), dispatch)
}

/// The view that the address names, followed as it changes.
#[hook]
pub fn use_route() -> Route {
    let route = use_state_eq(current_route);
    let set = route.setter();
    use_effect_with((), move |()| {
        let listener = web_sys::window().map(|window| {
            EventListener::new(&window, "hashchange", move |_| set.set(current_route()))
        });
        move || drop(listener)
    });
    *route
}

fn current_route() -> Route {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    Route::from_hash(&hash.unwrap_or_default())
}

/// The model's report, fetched when it is first wanted, and a callback that fetches it again.
#[hook]
pub fn use_report(wanted: bool) -> (Rc<Loaded>, Callback<()>) {
    let report = use_state(|| Rc::new(Loaded::Waiting));
    let attempt = use_state_eq(|| 0_u32);
    // Once wanted it stays, so that changing views fetches nothing again.
    let started = use_mut_ref(|| false);
    let start = wanted || *started.borrow();
    *started.borrow_mut() = start;

    let set = report.setter();
    use_effect_with((start, *attempt), move |(start, _)| {
        if *start {
            set.set(Rc::new(Loaded::Waiting));
            wasm_bindgen_futures::spawn_local(async move {
                let text = fetch::text(&format!("{MODEL}report.json")).await;
                set.set(Rc::new(report::read(text)));
            });
        }
    });
    let again = Callback::from(move |()| attempt.set(*attempt + 1));
    ((*report).clone(), again)
}
