//! What ties the state to the browser.

use std::cell::RefCell;
use std::rc::Rc;

use gloo_events::EventListener;
use gloo_timers::callback::Timeout;
use namelight_protocol::Request;
use yew::prelude::*;

use crate::client::{Client, Message, WorkerEvent, load_request};
use crate::fetch;
use crate::models::{self, SHIPPED, ShippedModel};
use crate::report::{self, Loaded};
use crate::route::Route;
use crate::state::{Action, Phase, State};

/// The folder of the model, beside the page.
pub const MODEL: &str = "model/small/";

/// A worker that has not said a word by then will not. Its code is fetched within this time.
const START_MILLIS: u32 = 60_000;

/// The state, with a worker that follows it: started anew when the state says so, given the model to load, and every
/// new text to analyse.
#[hook]
pub fn use_recogniser() -> UseReducerHandle<State> {
    let state = use_reducer(State::default);
    let client = use_mut_ref(|| None::<Client>);

    let start = (client.clone(), state.dispatcher());
    use_effect_with(state.worker, move |worker| {
        let (client, dispatcher) = start;
        // Ends the old worker before the new one claims memory.
        client.take();
        let dispatch = dispatcher.clone();
        let on_event = Callback::from(move |event| dispatch.dispatch(action(event)));
        match Client::start(on_event) {
            Ok(started) => drop(client.replace(Some(started))),
            Err(message) => dispatcher.dispatch(Action::Crashed(message)),
        }
        let worker = *worker;
        let overdue = Timeout::new(START_MILLIS, move || {
            dispatcher.dispatch(Action::StartOverdue(worker));
        });
        move || drop(overdue)
    });

    let load = (client.clone(), state.dispatcher());
    let listens = !matches!(state.phase, Phase::Starting | Phase::Failed);
    let source = state.source.clone();
    use_effect_with(
        (state.worker, listens, state.load),
        move |(_, listens, _)| {
            if *listens {
                send(&load.0, &load.1, load_request(&source));
            }
        },
    );

    // While another model is loaded, the one in use answers.
    let ready = state.model.is_some() && state.is_pending();
    let (requested, text) = (state.requested, state.text.clone());
    let dispatcher = state.dispatcher();
    use_effect_with((state.worker, requested, ready), move |(_, id, ready)| {
        if *ready {
            let text = text.to_string();
            let request = Request::Recognize { id: *id, text };
            send(&client, &dispatcher, Ok(request.into()));
        }
    });
    state
}

fn action(event: WorkerEvent) -> Action {
    match event {
        WorkerEvent::Message(response) => Action::Received(response),
        WorkerEvent::Crashed(message) => Action::Crashed(message),
    }
}

fn send(
    client: &Rc<RefCell<Option<Client>>>,
    dispatcher: &UseReducerDispatcher<State>,
    request: Result<Message, String>,
) {
    let sent = match (client.borrow().as_ref(), request) {
        (_, Err(message)) => Err(message),
        // A fresh worker is on its way and will be told.
        (None, _) => Ok(()),
        (Some(client), Ok(request)) => client.send(&request),
    };
    if let Err(message) = sent {
        dispatcher.dispatch(Action::Crashed(message));
    }
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

/// The models that the page's host has, asked for when they are first wanted; the first of all is always there.
#[hook]
pub fn use_shipped(wanted: bool) -> Rc<[ShippedModel]> {
    let first = |name| ShippedModel { name, bytes: None };
    let found = use_state(move || Rc::<[ShippedModel]>::from([first(SHIPPED[0])]));
    let set = found.setter();
    use_effect_with(wanted, move |wanted| {
        if *wanted {
            wasm_bindgen_futures::spawn_local(async move { set.set(find_shipped().await) });
        }
    });
    (*found).clone()
}

async fn find_shipped() -> Rc<[ShippedModel]> {
    let mut found = Vec::new();
    for name in SHIPPED {
        let manifest = fetch::text(&format!("{}manifest.json", models::folder(name))).await;
        let bytes = manifest.ok().and_then(|text| models::weight_bytes(&text));
        if bytes.is_some() || found.is_empty() {
            found.push(ShippedModel { name, bytes });
        }
    }
    found.into()
}
