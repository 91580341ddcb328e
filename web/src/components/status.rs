//! The state of the recognizer in words, for the eye and for screen readers, and what is wrong with it.

use std::collections::BTreeMap;
use std::rc::Rc;

use yew::prelude::*;

use super::entity_list::spoken;
use crate::entity_types;
use crate::models::ModelSource;
use crate::presentation::format::{self, megabytes};
use crate::presentation::grouped_names::{Name, grouped};
use crate::state::{Action, Phase, Problem, SentenceStatus, State};

/// Bytes that have to wait before the page shows a progress bar: what is done in a moment needs none.
const LONG_BYTES: usize = 20_000;

/// The properties of [`Status`].
#[derive(Clone, PartialEq, Properties)]
pub struct StatusProps {
    /// The state of the page.
    pub state: Rc<State>,
    /// Gets what the person does.
    pub on_action: Callback<Action>,
}

/// The line below the text field, with a bar while the model is fetched.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let state = &props.state;
    let run = state.run;
    let phase = state.scheduler.phase();
    let model = state.model();
    let analysed = state.edits - u32::from(state.is_pending());
    html! {
        <div
            id="status"
            data-state={name(phase)}
            data-requested={state.edits.to_string()}
            data-analysed={analysed.to_string()}
            data-millis={run.map(|run| run.millis.to_string())}
            data-wordpieces={run.map(|run| run.wordpieces.to_string())}
            data-workers={state.scheduler.workers.len().to_string()}
            data-threads={model.map(|model| model.threads.to_string())}
            data-instructions={model.map(|model| model.instructions.clone())}
        >
            <p>
                <span class="lamp" aria-hidden="true"></span>
                { line(state) }
            </p>
            { bar(phase) }
            <Advance state={state.clone()} on_action={&props.on_action} />
        </div>
    }
}

fn name(phase: Phase) -> &'static str {
    match phase {
        Phase::Starting => "starting",
        Phase::Loading { .. } => "loading",
        Phase::Ready => "ready",
        Phase::Failed => "failed",
    }
}

fn line(state: &State) -> String {
    match state.scheduler.phase() {
        Phase::Starting => "Starting the recogniser …".to_owned(),
        Phase::Loading { total: 0, .. } => "Looking for the model …".to_owned(),
        Phase::Loading { loaded, total } if loaded >= total => "Reading the model …".to_owned(),
        Phase::Loading { loaded, total } => {
            let (loaded, total) = (megabytes(loaded), megabytes(total));
            let verb = match state.model_choice.source {
                ModelSource::Hosted(_) => "Fetching",
                ModelSource::Local(_) => "Reading",
            };
            format!("{verb} the model: {loaded} of {total}")
        }
        Phase::Ready => ready_line(state),
        Phase::Failed => "No model is loaded.".to_owned(),
    }
}

fn ready_line(state: &State) -> String {
    let model = state.model().map(|model| {
        let size = megabytes(model.weight_bytes);
        let threads = match model.threads {
            0 | 1 => String::new(),
            more => format!(", {more} threads"),
        };
        // Eight digits tell models apart; the report has all of them.
        let hash = model.weight_sha256.get(..8).unwrap_or_default();
        let memory = megabytes(model.memory_bytes);
        format!(
            "Model {}, {size}, {hash}, {}{threads}, {memory} of memory",
            model.name, model.instructions
        )
    });
    let mut parts: Vec<String> = model.into_iter().collect();
    match state.run {
        Some(run) => {
            parts.push(format::millis(run.millis));
            parts.push(format::counted(run.wordpieces, "wordpiece"));
            if let Some(rate) = format::rate(run.wordpieces, run.elapsed) {
                parts.push(format!("{rate} wordpieces/s"));
            }
        }
        None => parts.push("ready".to_owned()),
    }
    if state.is_pending() {
        parts.push("analysing …".to_owned());
    }
    parts.join(" · ")
}

fn bar(phase: Phase) -> Html {
    let Phase::Loading { loaded, total } = phase else {
        return html! {};
    };
    // Without a value the browser shows that something goes on, not how far it is.
    let value = (total > 0).then(|| loaded.min(total).to_string());
    html! {
        <progress
            id="progress"
            aria-label="Model fetched"
            max={total.max(1).to_string()}
            {value}
        />
    }
}

/// The progress of a long analysis with a button that stops it, or a button that resumes a stopped one.
#[component]
fn Advance(props: &StatusProps) -> Html {
    let document = &props.state.document;
    let open = document.bytes(SentenceStatus::Waiting) + document.bytes(SentenceStatus::Asked);
    let left = document.bytes(SentenceStatus::Abandoned);
    let all = open + left + document.bytes(SentenceStatus::Known);
    let act = |action: Action| props.on_action.reform(move |_: MouseEvent| action.clone());
    if open > LONG_BYTES || (open > 0 && all > LONG_BYTES) {
        return html! {
            <div class="advance">
                <progress
                    id="advance"
                    aria-label="Text analysed"
                    max={all.to_string()}
                    value={(all - open - left).to_string()}
                />
                <button id="stop" type="button" class="small" onclick={act(Action::Stop)}>{ "Stop" }</button>
            </div>
        };
    }
    if left > 0 && props.state.problem.is_none() {
        return html! {
            <div class="advance">
                <p>{ format!("Stopped: {} of the text is analysed.", format::percent((all - left) as f64 / all as f64)) }</p>
                <button id="go-on" type="button" class="small" onclick={act(Action::Resume)}>{ "Go on" }</button>
            </div>
        };
    }
    html! {}
}

/// The properties of [`Announcement`].
#[derive(Clone, PartialEq, Properties)]
pub struct AnnouncementProps {
    /// The state of the page.
    pub state: Rc<State>,
}

/// What a screen reader says when something has changed; the status line with its milliseconds would be too much.
#[component]
pub fn Announcement(props: &AnnouncementProps) -> Html {
    html! {
        <p class="unseen" role="status" aria-live="polite">{ announcement(&props.state) }</p>
    }
}

fn announcement(state: &State) -> String {
    match state.scheduler.phase() {
        Phase::Failed => String::new(),
        Phase::Starting | Phase::Loading { .. } => "The model is loading.".to_owned(),
        Phase::Ready if state.document.text().is_empty() => "The model is ready.".to_owned(),
        // Said when it is known, not with each key.
        Phase::Ready if state.is_pending() => String::new(),
        Phase::Ready if state.view.selected.is_some() => selected(state),
        Phase::Ready => found(state),
    }
}

/// The name that is open, with its type and which of its places this is.
fn selected(state: &State) -> String {
    let Some((entity, _)) = state.selected() else {
        return String::new();
    };
    let document = &state.document;
    let shown = document
        .entities()
        .filter(|entity| state.view.filter.shows(entity));
    let names = grouped(document.text(), shown);
    let place = |name: &Name| name.places.iter().position(|place| *place == entity.span);
    let name = names.iter().find_map(|name| Some((name, place(name)?)));
    name.map_or_else(String::new, |(name, place)| {
        let full_name = entity_types::full_name(&name.entity_type);
        let rest = spoken(full_name, Some(place), name.places.len());
        format!("{}{rest}", name.surface)
    })
}

fn found(state: &State) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let sentences = state.document.sentences().iter();
    for entity in sentences.flat_map(|sentence| sentence.entities.iter()) {
        *counts
            .entry(entity_types::full_name(&entity.entity_type))
            .or_default() += 1;
    }
    let each: Vec<_> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    let all = format::counted(counts.values().sum(), "name");
    if each.is_empty() {
        return format!("{all} found.");
    }
    format!("{all} found: {}.", each.join(", "))
}

/// The properties of [`ProblemBox`].
#[derive(Clone, PartialEq, Properties)]
pub struct ProblemBoxProps {
    /// What is wrong.
    pub problem: Problem,
    /// Is called when the person wants another try.
    pub on_retry: Callback<()>,
}

/// What is wrong, with a button where another try can help.
#[component]
pub fn ProblemBox(props: &ProblemBoxProps) -> Html {
    html! {
        <div class="problem">
            <p id="error" role="alert">{ &props.problem.message }</p>
            if props.problem.retry {
                <button id="retry" type="button" onclick={props.on_retry.reform(|_| ())}>
                    { "Try again" }
                </button>
            }
        </div>
    }
}
