//! The page.

use namelight_scores::ThresholdRow;
use yew::prelude::*;

use super::analyse::Analyse;
use super::header::Header;
use super::report::ReportView;
use crate::hooks::{use_recogniser, use_report, use_route};
use crate::report::Loaded;
use crate::route::Route;

/// What a report says of thresholds.
fn thresholds(report: &Loaded) -> Vec<ThresholdRow> {
    match report {
        Loaded::Here(report) => {
            let trust = report.trust.as_ref();
            trust.map_or(Vec::new(), |trust| trust.thresholds.clone())
        }
        Loaded::Waiting | Loaded::Failed(_) => Vec::new(),
    }
}

/// Both views under one header. The state lives here, so that changing views loses nothing.
#[component]
pub fn App() -> Html {
    let (state, on_action) = use_recogniser();
    let route = use_route();
    let wants_report = use_state_eq(|| false);
    let (report, fetch_report) = use_report(route == Route::Report || *wants_report);
    let on_want_thresholds = {
        let set = wants_report.setter();
        use_callback((), move |(), ()| set.set(true))
    };
    let thresholds = thresholds(&report);
    html! {
        <>
            <Header {route} />
            <main id="main">
                if route == Route::Analyse {
                    <Analyse {state} {on_action} {thresholds} {on_want_thresholds} />
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
