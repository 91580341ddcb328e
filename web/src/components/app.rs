//! The page.

use yew::prelude::*;

use super::analyse::Analyse;
use super::header::Header;
use super::report::ReportView;
use crate::hooks::{use_recogniser, use_report, use_route};
use crate::route::Route;

/// Both views under one header. The state lives here, so that changing views loses nothing.
#[component]
pub fn App() -> Html {
    let state = use_recogniser();
    let route = use_route();
    let shelf = use_report(route == Route::Report);
    let on_action = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    let on_report = {
        let dispatcher = shelf.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    html! {
        <>
            <Header {route} />
            <main id="main">
                if route == Route::Analyse {
                    <Analyse state={(*state).clone()} {on_action} />
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
