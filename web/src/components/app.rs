//! The page.

use yew::prelude::*;

use super::analyse::Analyse;
use super::header::Header;
use super::report::ReportView;
use crate::hooks::{use_recogniser, use_report, use_route, use_shipped};
use crate::route::Route;

/// Both views under one header. The state lives here, so that changing views loses nothing.
#[component]
pub fn App() -> Html {
    let state = use_recogniser();
    let route = use_route();
    // Not before the first model is there, which they would delay.
    let shipped = use_shipped(state.model.is_some());
    let (report, fetch_report) = use_report(route == Route::Report);
    let on_action = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    html! {
        <>
            <Header {route} />
            <main id="main">
                if route == Route::Analyse {
                    <Analyse state={(*state).clone()} {shipped} {on_action} />
                } else {
                    <ReportView {report} on_retry={fetch_report} />
                }
            </main>
            <footer class="page-footer">
                <p>{ "Runs in your browser. No text leaves this page." }</p>
            </footer>
        </>
    }
}
