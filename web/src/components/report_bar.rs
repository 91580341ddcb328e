//! The bar above a report: which report is shown, and the controls to open another or to save it.

use std::rc::Rc;

use wasm_bindgen_futures::spawn_local;
use web_sys::{Event, File, HtmlInputElement};
use yew::prelude::*;

use crate::models::hosted::HOSTED;
use crate::platform::download::download;
use crate::platform::files;
use crate::report::{LARGEST_FILE, Loaded, ReportSelection, ReportSource, SelectionAction};

/// The properties of [`ReportBar`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReportBarProps {
    /// The report that is shown.
    pub selection: ReportSelection,
    /// Called when the person wants another report.
    pub on_action: Callback<SelectionAction>,
}

/// The bar above a report.
#[component]
pub fn ReportBar(props: &ReportBarProps) -> Html {
    let ReportBarProps {
        selection,
        on_action,
    } = props;
    let source = selection.source();
    let on_choice =
        |model: &'static str| on_action.reform(move |_: Event| SelectionAction::Chose(model));
    html! {
        <div class="report-bar">
            <p id="shown" role="status" class={matches!(source, ReportSource::File(_)).then_some("of-file")}>{ told(source) }</p>
            <fieldset>
                <legend>{ "Report of the model" }</legend>
                for model in HOSTED {
                    <label>
                        <input
                            type="radio"
                            name="report-model"
                            value={model}
                            checked={source == ReportSource::Model(model)}
                            onchange={on_choice(model)}
                        />
                        { model }
                    </label>
                }
            </fieldset>
            <OpenReport on_action={on_action.clone()} />
            if let Loaded::Here(file) = selection.shown() {
                { save_button(file.text, on_action.clone()) }
            }
            if let ReportSource::File(_) = source {
                <button id="close-report" class="button" type="button" onclick={on_action.reform(|_| SelectionAction::Closed)}>
                    { format!("Back to the report of {}", selection.model) }
                </button>
            }
        </div>
    }
}

fn told(source: ReportSource) -> String {
    match source {
        ReportSource::Model(model) => {
            format!("Shown is the report of the model {model} beside this page.")
        }
        ReportSource::File(name) => {
            format!("Shown is the report of another run, from the file {name}.")
        }
    }
}

/// Reads a file that the person picked or dropped.
pub fn open(file: File, on_action: Callback<SelectionAction>) {
    spawn_local(async move {
        let bytes = files::read(&file, LARGEST_FILE).await;
        let bytes = bytes.map_err(|error| error.to_string());
        on_action.emit(SelectionAction::Opened(file.name(), bytes));
    });
}

/// The properties of [`OpenReport`].
#[derive(Clone, PartialEq, Properties)]
struct OpenReportProps {
    on_action: Callback<SelectionAction>,
}

/// A file field that looks like the buttons beside it.
#[component]
fn OpenReport(props: &OpenReportProps) -> Html {
    let on_action = props.on_action.clone();
    let onchange = move |event: Event| {
        let Some(field) = event.target_dyn_into::<HtmlInputElement>() else {
            return;
        };
        let file = field.files().and_then(|files| files.get(0));
        if let Some(file) = file {
            open(file, on_action.clone());
        }
        // So that the same file can be picked once more.
        field.set_value("");
    };
    html! {
        <label class="button">
            { "Open a report.json …" }
            <input id="open-report" class="unseen" type="file" accept=".json,application/json" {onchange} />
        </label>
    }
}

/// A button that saves the text of the report unchanged.
fn save_button(text: Rc<str>, on_action: Callback<SelectionAction>) -> Html {
    let onclick = move |_: MouseEvent| {
        if let Err(reason) = download("report.json", "application/json", &text) {
            on_action.emit(SelectionAction::NotSaved(reason.to_string()));
        }
    };
    html! {
        <button id="save-report" class="button" type="button" {onclick}>{ "Save this report.json" }</button>
    }
}
