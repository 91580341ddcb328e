//! What ties the state to the browser.

mod palette;
pub mod route;

use std::rc::Rc;

use gloo_events::EventListener;
use namelight_scores::ThresholdRow;
use yew::prelude::*;

use crate::export::share_link;
use crate::models::hosted::{self, HOSTED, HostedModel};
use crate::platform::{fetch, url};
use crate::report::{ReportFile, ReportSelection, SelectionAction};
use crate::start::initial_state::InitialState;
use crate::state::{Action, State};
use crate::workers::engine::Engine;

pub use palette::use_palette;
use route::Route;

/// The state, with workers that follow it, and what changes it. It starts with what the page opens with.
#[hook]
pub fn use_app_state(initial: &InitialState) -> (Rc<State>, Callback<Action>) {
    let state = use_state(|| Rc::new(initial.state()));
    let set = state.setter();
    let first = (*state).clone();
    let engine = use_memo((), move |()| {
        Engine::start(first, Callback::from(move |state| set.set(state)))
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
    Route::from_hash(&url::fragment())
}

/// Opens links that hold a text while the page is there already.
#[hook]
pub fn use_links(on_text: Callback<String>, on_notice: Callback<Option<String>>) {
    use_effect_with((), move |()| {
        let open = move |_: &Event| match share_link::take_from_address() {
            None => {}
            Some(Ok(text)) => on_text.emit(text),
            Some(Err(error)) => on_notice.emit(Some(error.to_string())),
        };
        let listener =
            web_sys::window().map(|window| EventListener::new(&window, "hashchange", open));
        move || drop(listener)
    });
}

/// Which report is shown. That of a model beside the page is fetched when it is first wanted, and again when another
/// model is chosen or the person asks for another try.
#[hook]
pub fn use_report(wanted: bool) -> UseReducerHandle<ReportSelection> {
    let selection = use_reducer(ReportSelection::default);
    // Once wanted it stays, so that changing views fetches nothing again.
    let started = use_mut_ref(|| false);
    let start = wanted || *started.borrow();
    *started.borrow_mut() = start;

    let dispatcher = selection.dispatcher();
    let asked = (start, selection.model, selection.attempt);
    use_effect_with(asked, move |(start, model, attempt)| {
        let (model, attempt) = (*model, *attempt);
        if *start {
            wasm_bindgen_futures::spawn_local(async move {
                let bytes = fetch::bytes(&format!("{}report.json", hosted::folder(model))).await;
                dispatcher.dispatch(SelectionAction::Fetched(attempt, bytes));
            });
        }
    });
    selection
}

/// What thresholds did on validation data with a model beside the page, fetched once it is wanted; none before that, and
/// none of a model without a report.
#[hook]
pub fn use_thresholds(model: Option<&'static str>) -> Vec<ThresholdRow> {
    let rows = use_state(Vec::new);
    let set = rows.setter();
    use_effect_with(model, move |model| {
        let Some(model) = *model else {
            set.set(Vec::new());
            return;
        };
        wasm_bindgen_futures::spawn_local(async move {
            let bytes = fetch::bytes(&format!("{}report.json", hosted::folder(model))).await;
            let file = bytes.ok().and_then(|bytes| ReportFile::read(bytes).ok());
            let diagnostics = file.and_then(|file| file.report.diagnostics.clone());
            set.set(diagnostics.map_or(Vec::new(), |it| it.thresholds));
        });
    });
    (*rows).clone()
}

/// The models that the page's host has, asked for when they are first wanted; the first of all is always there.
#[hook]
pub fn use_hosted_models(wanted: bool) -> Rc<[HostedModel]> {
    let first = |name| HostedModel { name, bytes: None };
    let found = use_state(move || Rc::<[HostedModel]>::from([first(HOSTED[0])]));
    let set = found.setter();
    use_effect_with(wanted, move |wanted| {
        if *wanted {
            wasm_bindgen_futures::spawn_local(async move { set.set(find_hosted().await) });
        }
    });
    (*found).clone()
}

async fn find_hosted() -> Rc<[HostedModel]> {
    let mut found = Vec::new();
    for name in HOSTED {
        let manifest = fetch::bytes(&format!("{}manifest.json", hosted::folder(name))).await;
        let bytes = manifest.ok().and_then(|bytes| hosted::weight_bytes(&bytes));
        if bytes.is_some() || found.is_empty() {
            found.push(HostedModel { name, bytes });
        }
    }
    found.into()
}
