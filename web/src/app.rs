//! Joins state, worker and views.

use std::cell::RefCell;
use std::rc::Rc;

use namelight_protocol::{Request, Response};
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::prelude::*;

use crate::client::{Client, Event, address};
use crate::components::{Analyse, Report};
use crate::state::{Action, Model, State};

/// The shipped model.
const MODEL: &str = "model/small/";

/// The whole page.
#[component]
pub fn App() -> Html {
    let state = use_reducer(State::default);
    let client = use_mut_ref(|| None::<Client>);
    let shows_report = use_state(is_report);

    use_hash_change(shows_report.clone());
    use_worker(&state, &client);

    // Everything that the worker has not answered yet goes to it as soon as it can take it.
    {
        let client = client.clone();
        let text = state.text.clone();
        let ready = matches!(state.model, Model::Ready(_));
        use_effect_with((state.request, ready), move |&(id, ready)| {
            if ready
                && id > 0
                && let Some(client) = &*client.borrow()
            {
                client.send(&Request::Recognize { id, text });
            }
        });
    }

    let on_type = {
        let state = state.dispatcher();
        Callback::from(move |text: String| state.dispatch(Action::Type(text)))
    };
    let on_retry = {
        let (state, client) = (state.dispatcher(), client.clone());
        Callback::from(move |_: MouseEvent| {
            state.dispatch(Action::Retry);
            start(state.clone(), client.clone());
        })
    };
    let current = |report: bool| (*shows_report == report).then_some("page");
    html! {
        <>
            <header class="top">
                <h1>{ "Namelight" }</h1>
                <nav aria-label="Views">
                    <a href="#analyse" aria-current={current(false)}>{ "Analyse" }</a>
                    <a href="#report" aria-current={current(true)}>{ "Report" }</a>
                </nav>
            </header>
            <main>
                if *shows_report {
                    <Report />
                } else {
                    <Analyse state={(*state).clone()} {on_type} {on_retry} />
                }
            </main>
            <footer>{ "Runs in your browser. No text leaves this page." }</footer>
        </>
    }
}

type Dispatcher = UseReducerDispatcher<State>;
type Slot = Rc<RefCell<Option<Client>>>;

/// Starts the first worker, and a fresh one when one broke.
#[hook]
fn use_worker(state: &UseReducerHandle<State>, client: &Slot) {
    let (dispatcher, client) = (state.dispatcher(), client.clone());
    let failed = state.model == Model::Failed;
    use_effect_with(state.restarts, move |&restarts| {
        if !failed && (restarts > 0 || client.borrow().is_none()) {
            start(dispatcher, client);
        }
    });
}

fn start(dispatcher: Dispatcher, client: Slot) {
    let slot = client.clone();
    let teller = dispatcher.clone();
    let tell = Callback::from(move |event: Event| {
        match &event {
            Event::Heard(Response::Ready) => load(&slot, &teller),
            // Its closures run this very code, so that it is dropped only when the next one takes its place.
            Event::Broke(_) | Event::Heard(_) => (),
        }
        teller.dispatch(match event {
            Event::Heard(response) => Action::Heard(response),
            Event::Broke(reason) => Action::Broke(reason),
        });
    });
    match Client::start(tell) {
        Ok(started) => *client.borrow_mut() = Some(started),
        Err(reason) => dispatcher.dispatch(Action::Broke(reason)),
    }
}

fn load(client: &Slot, dispatcher: &Dispatcher) {
    match (address(MODEL), &*client.borrow()) {
        (Ok(url), Some(client)) => client.send(&Request::Load { url }),
        (Err(reason), _) => dispatcher.dispatch(Action::Broke(reason)),
        (Ok(_), None) => (),
    }
}

fn is_report() -> bool {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    hash.as_deref() == Some("#report")
}

/// Follows the part of the address behind `#`.
#[hook]
fn use_hash_change(shows_report: UseStateHandle<bool>) {
    use_effect_with((), move |()| {
        let follow = Closure::<dyn FnMut()>::new(move || shows_report.set(is_report()));
        if let Some(window) = web_sys::window() {
            window.set_onhashchange(Some(follow.as_ref().unchecked_ref()));
        }
        // The page lives as long as the program.
        follow.forget();
    });
}
