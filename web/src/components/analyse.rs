//! The analyse view: the text field, what was found in it, and what can be done with that.

use std::rc::Rc;

use namelight_masking::{Entry, Kind};
use namelight_scores::OperatingPointRow;
use namelight_text::Span;
use yew::prelude::*;

use super::editor::Editor;
use super::entity_list::EntityList;
use super::export_menu::ExportMenu;
use super::legend::Legend;
use super::mask_switch::MaskSwitch;
use super::masking::Masking;
use super::scroll_to_name::scroll_to_name;
use super::set_aside_notice::SetAsideNotice;
use super::settings_bar::SettingsBar;
use super::status::{Announcement, ProblemBox, Status};
use crate::entity_types::{self, Palette};
use crate::export::Completeness;
use crate::models::hosted::HostedModel;
use crate::presentation::language;
use crate::presentation::masking::{self, ReadableKinds};
use crate::start::autosave::Stored;
use crate::start::settings::Settings;
use crate::state::{Action, Change, OpenedTexts, State};

/// The properties of [`Analyse`].
#[derive(Clone, PartialEq, Properties)]
pub struct AnalyseProps {
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
    /// What is stored.
    pub stored: Stored,
    /// The texts that are open side by side.
    pub opened: OpenedTexts,
    /// Gets the texts after a change.
    pub on_opened: Callback<OpenedTexts>,
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
    let on_jump = {
        let (document, on_action) = (document.clone(), on_action.clone());
        Callback::from(move |span: Span| {
            scroll_to_name(&document, span);
            on_action.emit(Action::ChangeView(Change::Select(Some(span))));
        })
    };
    let on_entity_type = on_action.reform(|name| Action::ChangeView(Change::EntityType(name)));
    let on_fixed_forms = on_action.reform(|()| Action::ChangeView(Change::FixedForms));
    let on_retry = on_action.reform(|()| Action::Retry);
    let entity_types = match state.model() {
        Some(model) => model.entity_types.clone(),
        None => entity_types::CONLL.map(str::to_owned).to_vec(),
    };
    let forms = Kind::ALL.map(|kind| kind.name().to_owned());
    let palette = Palette::new(&[&entity_types[..], &forms].concat());
    let filter = &state.view.filter;
    let refusal = Completeness::of(state).allows_masking().err();
    let wants_mask = use_state_eq(|| false);
    let readable = use_state_eq(ReadableKinds::new);
    let answer = use_state_eq(String::new);
    let on_answer = {
        let answer = answer.setter();
        Callback::from(move |text| answer.set(text))
    };
    let is_masked = *wants_mask && refusal.is_none();
    let masked = use_memo(
        (
            is_masked,
            document.clone(),
            filter.clone(),
            (*readable).clone(),
        ),
        |(is_masked, document, filter, readable)| {
            is_masked.then(|| Rc::new(masking::masked(document, filter, readable)))
        },
    );
    let is_foreign = use_memo(document.text().clone(), |text| language::is_foreign(text));
    let on_switch = {
        let (wants_mask, on_want) = (wants_mask.clone(), props.on_want_measured.clone());
        Callback::from(move |()| {
            on_want.emit(());
            wants_mask.set(!*wants_mask);
        })
    };
    let on_entry = {
        let stored = props.stored.clone();
        Callback::from(move |entry: Entry| stored.change.emit(stored.settings.with_entry(&entry)))
    };
    let on_list = {
        let stored = props.stored.clone();
        Callback::from(move |list: String| {
            let settings = stored.settings.clone();
            stored.change.emit(Settings { list, ..settings });
        })
    };
    let on_kind = {
        let readable = readable.clone();
        Callback::from(move |kind: &'static str| {
            let mut kinds = (*readable).clone();
            if !kinds.remove(kind) {
                kinds.insert(kind);
            }
            readable.set(kinds);
        })
    };
    html! {
      <ContextProvider<Palette> context={palette}>
        <div class="analyse">
            <div class="intro">
                <h1>{ "Names light up as you type" }</h1>
                <p>{ "People, organisations, places and other names, found by a small neural network in your browser." }</p>
            </div>
            <div class="work">
                <div>
                    <Editor state={state.clone()} opened={props.opened.clone()} on_opened={&props.on_opened}
                        {on_text} {on_action} masked={(*masked).clone()} {on_entry}>
                        <Legend {entity_types} document={document.clone()} filter={filter.clone()} {on_entity_type} {on_fixed_forms} />
                        <MaskSwitch
                            is_on={masked.is_some()}
                            refusal={refusal.map(|refusal| refusal.to_string())}
                            is_empty={document.text().is_empty()}
                            {on_switch}
                        />
                    </Editor>
                    <SetAsideNotice stored={props.stored.clone()} />
                </div>
                if *is_foreign {
                    <p class="note" id="foreign">
                        { "This text seems to be in another language than English, which is all that the models know: they miss \
                           more names in it and invent some." }
                    </p>
                }
                if let Some(masked) = &*masked {
                    <Masking
                        masked={masked.clone()}
                        counts={masking::counts(document.text())}
                        readable={(*readable).clone()}
                        {on_kind}
                        answer={AttrValue::from((*answer).clone())}
                        {on_answer}
                        measured={props.measured.clone()}
                        point={filter.point}
                    />
                }
                if let Some(problem) = &state.problem {
                    <ProblemBox problem={problem.clone()} {on_retry} />
                }
                <Status state={state.clone()} on_action={on_action.clone()} />
                <ExportMenu
                    document={document.clone()}
                    filter={filter.clone()}
                    completeness={Completeness::of(state)}
                />
            </div>
            <aside class="found" aria-label="What was found">
                <EntityList
                    document={document.clone()}
                    filter={filter.clone()}
                    is_pending={state.is_pending()}
                    selected={state.view.selected}
                    {on_jump}
                />
            </aside>
            <div class="more">
                <SettingsBar
                    state={state.clone()}
                    {on_action}
                    hosted={props.hosted.clone()}
                    measured={props.measured.clone()}
                    on_want_measured={&props.on_want_measured}
                    list={AttrValue::from(props.stored.settings.list.clone())}
                    {on_list}
                />
            </div>
            <Announcement state={state.clone()} />
        </div>
      </ContextProvider<Palette>>
    }
}
