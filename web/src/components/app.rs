//! The page.

use yew::prelude::*;

use super::analyse::Analyse;
use super::header::Header;
use super::report::ReportView;
use crate::hooks::{use_recogniser, use_report, use_route, use_thresholds};
use crate::report::MODELS;
use crate::route::Route;

/// Both views under one header. The state lives here, so that changing views loses nothing.
#[component]
pub fn App() -> Html {
    let (state, on_action) = use_recogniser();
    let route = use_route();
    let shelf = use_report(route == Route::Report);
    let on_report = {
        let dispatcher = shelf.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    let wants_thresholds = use_state_eq(|| false);
    let thresholds = use_thresholds(wants_thresholds.then(|| MODELS[0].to_owned()));
    let on_want_thresholds = {
        let set = wants_thresholds.setter();
        use_callback((), move |(), ()| set.set(true))
    };
    html! {
        <>
            <Header {route} />
            <main id="main">
                if route == Route::Analyse {
                    <Analyse {state} {on_action} {thresholds} {on_want_thresholds} />
                } else {
                    <ReportView shelf={(*shelf).clone()} on_action={on_report} />
                }
            </main>
            <footer class="page-footer">
                <p>{ "Runs in your browser. No text leaves this page." }</p>
            </footer>
        </>
    }
}
