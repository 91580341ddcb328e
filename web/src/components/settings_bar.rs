//! The bar below the text: model, operating point, and how the model reads. It is folded, since most people need none of it.

use std::rc::Rc;

use namelight_scores::OperatingPointRow;
use yew::prelude::*;

use super::model_menu::ModelMenu;
use super::operating_point::OperatingPointSlider;
use super::own_list::OwnList;
use super::tokens::Tokens;
use crate::models::hosted::HostedModel;
use crate::presentation::operating_point;
use crate::state::{Action, Change, State};

/// The properties of [`SettingsBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct SettingsBarProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
    /// The models that the page's host has.
    pub hosted: Rc<[HostedModel]>,
    /// What was measured of the model at each operating point.
    pub measured: Vec<OperatingPointRow>,
    /// Is called when that is wanted.
    pub on_want_measured: Callback<()>,
    /// The person's own list, as it was written.
    pub list: AttrValue,
    /// Gets the list after a change.
    pub on_list: Callback<String>,
}

/// One line that says what is set, and opens.
#[component]
pub fn SettingsBar(props: &SettingsBarProps) -> Html {
    let state = &props.state;
    let on_action = &props.on_action;
    let point = state.view.filter.point;
    let on_point = on_action.reform(|point| Action::ChangeView(Change::OperatingPoint(point)));
    let shown = operating_point::name(point);
    let model = state
        .model()
        .map_or("model", |model| &model.name)
        .to_owned();
    html! {
        <details class="card settings" id="settings">
            <summary>
                <span>{ "Settings" }</span>
                <span class="note">
                    { format!("Model {model} · {shown} · your own list") }
                </span>
            </summary>
            <ModelMenu state={state.clone()} hosted={props.hosted.clone()} {on_action} />
            <OperatingPointSlider
                {point}
                measured={props.measured.clone()}
                {on_point}
                on_want={&props.on_want_measured}
            />
            <OwnList list={props.list.clone()} on_list={props.on_list.clone()} />
            <Tokens state={state.clone()} {on_action} />
        </details>
    }
}
