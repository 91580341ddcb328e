//! Type and see the names.

use std::rc::Rc;

use yew::prelude::*;

use super::editor::Editor;
use super::entity_list::EntityList;
use super::highlights::Highlights;
use super::legend::Legend;
use super::model_menu::ModelMenu;
use super::status::{Announcement, ProblemBox, Status};
use crate::kinds::{self, Palette};
use crate::models::ShippedModel;
use crate::state::{Action, State};

/// The properties of [`Analyse`].
#[derive(Clone, PartialEq, Properties)]
pub struct AnalyseProps {
    /// What the page knows.
    pub state: State,
    /// The models that the page's host has.
    pub shipped: Rc<[ShippedModel]>,
    /// What the person does.
    pub on_action: Callback<Action>,
}

/// The view that the page opens with.
#[component]
pub fn Analyse(props: &AnalyseProps) -> Html {
    let AnalyseProps {
        state,
        shipped,
        on_action,
    } = props;
    let on_text = use_callback(on_action.clone(), |text, on_action| {
        on_action.emit(Action::Typed(text));
    });
    let on_retry = on_action.reform(|()| Action::Retry);
    let kinds = match &state.model {
        Some(model) => model.kinds.clone(),
        None => kinds::CONLL.map(str::to_owned).to_vec(),
    };
    let palette = Palette::new(&kinds);
    html! {
        <div class="analyse">
            <div class="intro">
                <h1>{ "Names light up as you type" }</h1>
                <p>{ "People, organisations, places and other names, found by a small neural network in your browser." }</p>
            </div>
            <div class="work">
                <Editor text={state.text.clone()} {on_text} />
                if let Some(problem) = &state.problem {
                    <ProblemBox problem={problem.clone()} {on_retry} />
                }
                <Status state={state.clone()} />
                <ModelMenu state={state.clone()} shipped={shipped.clone()} on_action={on_action.clone()} />
                <Highlights text={state.text.clone()} entities={state.entities.clone()} palette={palette.clone()} />
            </div>
            <aside class="found" aria-label="What was found">
                <Legend {kinds} entities={state.entities.clone()} palette={palette.clone()} />
                <EntityList text={state.text.clone()} entities={state.entities.clone()} {palette} />
            </aside>
            <Announcement state={state.clone()} />
        </div>
    }
}
