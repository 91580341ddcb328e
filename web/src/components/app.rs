//! The page as a whole: its views under one header, and the state that they share.

use std::rc::Rc;

use yew::prelude::*;

use super::analyse::Analyse;
use super::header::Header;
use super::measure::Measure;
use super::notice::Notice;
use super::offline::{NewerBuild, OfflineLine};
use super::report::ReportView;
use crate::hooks::route::Route;
use crate::hooks::{
    use_app_state, use_hosted_models, use_links, use_measured, use_offline, use_report, use_route,
};
use crate::start::autosave::use_autosave;
use crate::start::initial_state::InitialState;
use crate::start::prerendered;
use crate::start::settings::Settings;
use crate::state::{Action, OpenedTexts};

/// The properties of [`App`].
#[derive(Clone, PartialEq, Properties)]
pub struct AppProps {
    /// What the page starts with.
    pub initial: Rc<InitialState>,
}

/// The state lives here, so that changing views loses nothing.
#[component]
pub fn App(props: &AppProps) -> Html {
    let initial = &props.initial;
    let (state, on_action) = use_app_state(initial);
    let route = use_route();
    let on_text = on_action.reform(Action::Typed);
    let opened = use_state_eq(OpenedTexts::default);
    let on_opened = {
        let set = opened.setter();
        use_callback((), move |opened, ()| set.set(opened))
    };
    let stored = use_autosave(initial, state.document.text(), on_text);
    let selection = use_report(route == Route::Report);
    let on_report = {
        let dispatcher = selection.dispatcher();
        use_callback((), move |action, ()| dispatcher.dispatch(action))
    };
    // Not before the first model is there, which they would delay.
    let hosted = use_hosted_models(state.model().is_some());
    let offline = use_offline(state.hosted_model_in_use());
    let wants_measured = use_state_eq(|| false);
    let measured = use_measured(state.measured_model().filter(|_| *wants_measured));
    let on_want_measured = {
        let set = wants_measured.setter();
        use_callback((), move |(), ()| set.set(true))
    };
    use_links(stored.open_link.clone(), stored.tell.clone());
    use_effect_with(initial.selection, |selection| {
        prerendered::give_back(*selection);
    });
    // What is shown and by which model is stored as it changes.
    let shown = (state.view.filter.clone(), state.model_choice.source.clone());
    use_effect_with(shown, {
        let stored = stored.clone();
        move |(filter, source)| {
            let settings = stored.settings.with_filter(filter);
            stored.change.emit(settings.with_model(source));
        }
    });
    use_effect_with(stored.settings.list.clone(), {
        let (on_action, settings) = (on_action.clone(), stored.settings.clone());
        move |_| on_action.emit(Action::SetList(Rc::new(settings.list())))
    });
    let on_theme = {
        let settings = stored.settings.clone();
        stored.change.reform(move |theme| Settings {
            theme,
            ..settings.clone()
        })
    };
    let on_clear = {
        let (clear, forget) = (stored.clear.clone(), offline.forget.clone());
        move |_| {
            clear.emit(());
            forget.emit(());
        }
    };
    html! {
        <>
            <Header {route} theme={stored.settings.theme} {on_theme} />
            <main id="main">
                <Notice message={stored.notice.clone()} on_close={stored.tell.reform(|()| None)}>
                    <NewerBuild is_there={offline.has_newer} save={stored.save.clone()} />
                </Notice>
                if route == Route::Measure {
                    <Measure source={state.model_choice.source.clone()} />
                } else if route == Route::Analyse {
                    <Analyse
                        {state}
                        {hosted}
                        {on_action}
                        {measured}
                        {on_want_measured}
                        stored={stored.clone()}
                        opened={(*opened).clone()}
                        {on_opened}
                    />
                } else {
                    <ReportView selection={(*selection).clone()} on_action={on_report} />
                }
            </main>
            <footer class="page-footer">
                <p>{ "Runs in your browser. No text leaves this page. Text and settings are stored on this device only." }</p>
                <OfflineLine kept={offline.kept} />
                <button type="button" id="forget" class="small" onclick={on_clear}>
                    { "Clear stored data" }
                </button>
            </footer>
        </>
    }
}
