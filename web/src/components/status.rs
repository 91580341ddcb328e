//! The line that says what the model is doing.

use yew::prelude::*;

use crate::state::{Model, State};

#[derive(PartialEq, Properties)]
pub(crate) struct Props {
    pub state: State,
}

#[component]
pub(crate) fn Status(props: &Props) -> Html {
    let state = &props.state;
    let name = match &state.model {
        Model::Starting => "starting",
        Model::Loading { .. } => "loading",
        Model::Ready(_) => "ready",
        Model::Failed => "failed",
    };
    let millis = state.run.map(|run| format!("{:.1}", run.millis));
    let wordpieces = state.run.map(|run| run.wordpieces.to_string());
    html! {
        <div id="status" data-state={name} data-millis={millis} data-wordpieces={wordpieces} data-analysed={state.analysed.to_string()}>
            if let Model::Loading { loaded, total } = state.model {
                <progress id="progress" aria-label="Loading the model" max={total.to_string()} value={loaded.to_string()} />
            }
            <p role="status">{ line(state) }</p>
        </div>
    }
}

fn line(state: &State) -> String {
    match &state.model {
        Model::Starting => "Starting…".to_owned(),
        Model::Loading { loaded, total } => format!(
            "Loading the model: {} of {}",
            megabytes(*loaded),
            megabytes(*total)
        ),
        Model::Failed => "No model.".to_owned(),
        Model::Ready(info) => {
            let model = format!("Model {}, {}", info.name, megabytes(info.weight_bytes));
            match state.run {
                Some(run) => format!(
                    "{model}. {:.1} ms for {} wordpieces.",
                    run.millis, run.wordpieces
                ),
                None => format!("{model}. Ready."),
            }
        }
    }
}

fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
