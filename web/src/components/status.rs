//! Where the recogniser stands, and what is wrong.

use std::collections::BTreeMap;

use yew::prelude::*;

use crate::format::{self, megabytes};
use crate::kinds;
use crate::models::ModelSource;
use crate::state::{Phase, Problem, State};

/// The properties of [`Status`] and [`Announcement`].
#[derive(Clone, PartialEq, Properties)]
pub struct StatusProps {
    /// What the page knows.
    pub state: State,
}

/// The line below the text field, with a bar while the model is fetched.
#[component]
pub fn Status(props: &StatusProps) -> Html {
    let state = &props.state;
    let run = state.run;
    html! {
        <div
            id="status"
            data-state={name(state.phase)}
            data-requested={state.requested.to_string()}
            data-analysed={state.analysed.to_string()}
            data-millis={run.map(|run| run.millis.to_string())}
            data-wordpieces={run.map(|run| run.wordpieces.to_string())}
            data-threads={state.model.as_ref().map(|model| model.threads.to_string())}
            data-instructions={state.model.as_ref().map(|model| model.instructions.clone())}
        >
            <p>
                <span class="lamp" aria-hidden="true"></span>
                { line(state) }
            </p>
            { bar(state.phase) }
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
    match state.phase {
        Phase::Starting => "Starting the recogniser …".to_owned(),
        Phase::Loading { total: 0, .. } => "Looking for the model …".to_owned(),
        Phase::Loading { loaded, total } if loaded >= total => "Reading the model …".to_owned(),
        Phase::Loading { loaded, total } => {
            let (loaded, total) = (megabytes(loaded), megabytes(total));
            let verb = match state.source {
                ModelSource::Shipped(_) => "Fetching",
                ModelSource::Own(_) => "Reading",
            };
            format!("{verb} the model: {loaded} of {total}")
        }
        Phase::Ready => ready_line(state),
        Phase::Failed => "No model is loaded.".to_owned(),
    }
}

fn ready_line(state: &State) -> String {
    let model = state.model.as_ref();
    let model = model.map(|model| {
        let size = megabytes(model.weight_bytes);
        let threads = match model.threads {
            0 | 1 => String::new(),
            more => format!(", {more} threads"),
        };
        format!(
            "Model {}, {size}, {}{threads}",
            model.name, model.instructions
        )
    });
    let mut parts: Vec<String> = model.into_iter().collect();
    match state.run {
        Some(run) => {
            parts.push(format::millis(run.millis));
            parts.push(format::counted(run.wordpieces, "wordpiece"));
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

/// What a screen reader says when something changed; the line with its milliseconds would be too much.
#[component]
pub fn Announcement(props: &StatusProps) -> Html {
    html! {
        <p class="unseen" role="status" aria-live="polite">{ announcement(&props.state) }</p>
    }
}

fn announcement(state: &State) -> String {
    match state.phase {
        Phase::Failed => String::new(),
        Phase::Starting | Phase::Loading { .. } => "The model is loading.".to_owned(),
        Phase::Ready if state.text.is_empty() => "The model is ready.".to_owned(),
        Phase::Ready => found(state),
    }
}

fn found(state: &State) -> String {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for entity in state.entities.iter() {
        *counts.entry(kinds::full_name(&entity.kind)).or_default() += 1;
    }
    let each: Vec<_> = counts
        .iter()
        .map(|(name, count)| format!("{name} {count}"))
        .collect();
    let all = format::counted(state.entities.len(), "name");
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
    /// The person wants another try.
    pub on_retry: Callback<()>,
}

/// What is wrong, with a button where the person can do something.
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
