//! The page.

use std::rc::Rc;

use yew::prelude::*;

use super::analyse::Analyse;
use super::header::Header;
use super::measure::Measure;
use super::notice::Notice;
use super::report::ReportView;
use crate::early;
use crate::hooks::{use_links, use_recogniser, use_report, use_route, use_shipped, use_thresholds};
use crate::keeping::use_kept;
use crate::opening::Opening;
use crate::route::Route;
use crate::settings::Settings;
use crate::state::Action;

/// The properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What it starts with.
    pub opening: Rc<Opening>,
}

/// Both views under one header. The state lives here, so that changing views loses nothing.
#[component]
pub fn App(props: &AppProps) -> Html {
    let opening = &props.opening;
    let (state, on_action) = use_recogniser(opening);
    let route = use_route();
    let kept = use_kept(opening, state.document.text());
    let shelf = use_report(route == Route::Report);
    let on_report = {
        let dispatcher = shelf.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    // Not before the first model is there, which they would delay.
    let shipped = use_shipped(state.model().is_some());
    let wants_thresholds = use_state_eq(|| false);
    let thresholds = use_thresholds(state.thresholds_of().filter(|_| *wants_thresholds));
    let on_want_thresholds = {
        let set = wants_thresholds.setter();
        use_callback((), move |(), ()| set.set(true))
    };
    use_links(on_action.reform(Action::Typed), kept.tell.clone());
    use_effect_with(opening.selection, |selection| {
        early::give_back(*selection);
    });
    // What is shown and by which model is kept as it changes.
    let shown = (state.view.filter.clone(), state.choice.source.clone());
    use_effect_with(shown, {
        let kept = kept.clone();
        move |(filter, source)| {
            let settings = kept.settings.with_filter(filter);
            kept.change.emit(settings.with_model(source));
        }
    });
    let on_theme = {
        let settings = kept.settings.clone();
        kept.change.reform(move |theme| Settings {
            theme,
            ..settings.clone()
        })
    };
    html! {
        <>
            <Header {route} theme={kept.settings.theme} {on_theme} />
            <main id="main">
                <Notice message={kept.notice.clone()} on_close={kept.tell.reform(|()| None)} />
                if route == Route::Measure {
                    <Measure source={state.choice.source.clone()} />
                } else if route == Route::Analyse {
                    <Analyse {state} {shipped} {on_action} {thresholds} {on_want_thresholds} />
                } else {
                    <ReportView shelf={(*shelf).clone()} on_action={on_report} />
                }
            </main>
            <footer class="page-footer">
                <p>{ "Runs in your browser. No text leaves this page. Text and settings are stored on this device only." }</p>
                <button type="button" id="forget" class="small" onclick={kept.clear.reform(|_| ())}>
                    { "Clear stored data" }
                </button>
            </footer>
        </>
    }
}
