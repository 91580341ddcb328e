//! The analyse view: the text field, what was found in it, and what can be done with that.

use std::rc::Rc;

use namelight_scores::ThresholdRow;
use namelight_text::Span;
use yew::prelude::*;

use super::details::Details;
use super::editor::Editor;
use super::entity_list::EntityList;
use super::export_menu::ExportMenu;
use super::highlights::Highlights;
use super::legend::Legend;
use super::model_menu::ModelMenu;
use super::scroll_to_name::scroll_to_name;
use super::set_aside_notice::SetAsideNotice;
use super::status::{Announcement, ProblemBox, Status};
use super::threshold::ThresholdSlider;
use super::tokens::Tokens;
use crate::entity_types::{self, Palette};
use crate::export::Completeness;
use crate::models::hosted::HostedModel;
use crate::start::autosave::Stored;
use crate::state::{Action, Change, State};

/// The properties of [`Analyse`].
#[derive(Clone, PartialEq, Properties)]
pub struct AnalyseProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
    /// The models that the page's host has.
    pub hosted: Rc<[HostedModel]>,
    /// What thresholds did on validation data; empty while that is not known.
    pub thresholds: Vec<ThresholdRow>,
    /// Is called when what thresholds did is wanted.
    pub on_want_thresholds: Callback<()>,
    /// What is stored.
    pub stored: Stored,
}

/// The view with which the page opens.
#[component]
pub fn Analyse(props: &AnalyseProps) -> Html {
    let AnalyseProps {
        state, on_action, ..
    } = props;
    let on_text = use_callback(on_action.clone(), |text, on_action| {
        on_action.emit(Action::Typed(text));
    });
    let document = &state.document;
    let on_select = use_callback(on_action.clone(), |span, on_action| {
        on_action.emit(Action::ChangeView(Change::Select(span)));
    });
    let on_caret = {
        let document = document.clone();
        on_select.reform(move |byte| document.entity_at(byte).map(|entity| entity.span))
    };
    let on_seen = use_callback(on_action.clone(), |byte, on_action| {
        on_action.emit(Action::Scrolled(byte));
    });
    let on_jump = {
        let (document, on_select) = (document.clone(), on_select.clone());
        Callback::from(move |span: Span| {
            on_select.emit(Some(span));
            scroll_to_name(&document, span);
        })
    };
    let on_entity_type = on_action.reform(|name| Action::ChangeView(Change::EntityType(name)));
    let on_threshold = on_action.reform(|score| Action::ChangeView(Change::Threshold(score)));
    let on_retry = on_action.reform(|()| Action::Retry);
    let entity_types = match state.model() {
        Some(model) => model.entity_types.clone(),
        None => entity_types::CONLL.map(str::to_owned).to_vec(),
    };
    let palette = Palette::new(&entity_types);
    let filter = &state.view.filter;
    html! {
      <ContextProvider<Palette> context={palette}>
        <div class="analyse">
            <div class="intro">
                <h1>{ "Names light up as you type" }</h1>
                <p>{ "People, organisations, places and other names, found by a small neural network in your browser." }</p>
            </div>
            <div class="work">
                <div>
                    <Editor document={document.clone()} filter={filter.clone()} {on_text} {on_caret} />
                    <SetAsideNotice stored={props.stored.clone()} />
                </div>
                if let Some(problem) = &state.problem {
                    <ProblemBox problem={problem.clone()} {on_retry} />
                }
                <Status state={state.clone()} on_action={on_action.clone()} />
                <ModelMenu state={state.clone()} hosted={props.hosted.clone()} {on_action} />
                <Highlights document={document.clone()} filter={filter.clone()} {on_seen} {on_select} />
                <Tokens state={state.clone()} {on_action} />
                <ExportMenu
                    document={document.clone()}
                    filter={filter.clone()}
                    completeness={Completeness::of(state)}
                />
            </div>
            <aside class="found" aria-label="What was found">
                <Details state={state.clone()} {on_action} />
                <Legend {entity_types} document={document.clone()} filter={filter.clone()} {on_entity_type} />
                <ThresholdSlider
                    threshold={filter.threshold}
                    measured={props.thresholds.clone()}
                    {on_threshold}
                    on_want={&props.on_want_thresholds}
                />
                <EntityList
                    document={document.clone()}
                    filter={filter.clone()}
                    selected={state.view.selected}
                    {on_jump}
                />
            </aside>
            <Announcement state={state.clone()} />
        </div>
      </ContextProvider<Palette>>
    }
}
