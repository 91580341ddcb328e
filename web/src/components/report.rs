//! The view that shows how the model was trained and how good it is.

use namelight_scores::report::{REPORT_FORMAT, Report as Facts};
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use yew::prelude::*;

use super::chart::Chart;
use super::tables::{data_table, epoch_table, recipe_table, score_tables};
use crate::client::address;

const REPORT: &str = "model/small/report.json";

#[component]
pub(crate) fn Report() -> Html {
    let report = use_state(|| None::<Result<Facts, String>>);
    {
        let report = report.clone();
        use_effect_with((), move |()| {
            wasm_bindgen_futures::spawn_local(async move { report.set(Some(fetch().await)) });
        });
    }
    match &*report {
        None => html! { <p role="status">{ "Loading the report…" }</p> },
        Some(Err(reason)) => {
            html! { <p class="error" role="alert">{ format!("The report cannot be shown: {reason}") }</p> }
        }
        Some(Ok(facts)) => draw(facts),
    }
}

fn draw(facts: &Facts) -> Html {
    let loss = facts
        .loss_curve
        .iter()
        .map(|point| (point.step as f64, point.loss))
        .collect::<Vec<_>>();
    let f1 = facts
        .epochs
        .iter()
        .map(|row| (row.epoch, row.f1))
        .collect::<Vec<_>>();
    let minutes = facts.duration_seconds / 60.0;
    let hardware = &facts.hardware;
    html! {
        <>
            <div class="panel">
                <h2>{ format!("Model {}", facts.model.name) }</h2>
                <p>{ format!("{} fine-tuned on CoNLL-2003: {}, {} layers of width {}, {:.1} million parameters. Trained for {minutes:.0} minutes on {} ({}, {} threads).",
                    facts.model.base, facts.model.model_type, facts.model.layers, facts.model.hidden_size,
                    facts.model.parameters as f64 / 1e6, hardware.processor, hardware.device, hardware.threads) }</p>
            </div>
            <div class="panel"><h2>{ "Epochs, scored on validation data" }</h2><div class="scroll" tabindex="0">{ epoch_table(&facts.epochs) }</div></div>
            <div class="charts">
                <div class="panel"><h2>{ "Training loss by step" }</h2><Chart points={loss} x="step" y="loss" /></div>
                <div class="panel"><h2>{ "Validation F1 by epoch" }</h2><Chart points={f1} x="epoch" y="F1" /></div>
            </div>
            { for facts.evaluations.iter().map(score_tables) }
            <div class="panel"><h2>{ "Recipe" }</h2><div class="scroll" tabindex="0">{ recipe_table(&facts.recipe) }</div></div>
            <div class="panel"><h2>{ "Data" }</h2><div class="scroll" tabindex="0">{ data_table(&facts.data) }</div></div>
        </>
    }
}

async fn fetch() -> Result<Facts, String> {
    let url = address(REPORT)?;
    let text = get(&url)
        .await
        .map_err(|error| format!("{url}: {error:?}"))??;
    let facts: Facts = serde_json::from_str(&text).map_err(|error| format!("{url}: {error}"))?;
    if facts.format != REPORT_FORMAT {
        return Err(format!(
            "{url}: format {} is not supported, expected {REPORT_FORMAT}",
            facts.format
        ));
    }
    Ok(facts)
}

async fn get(url: &str) -> Result<Result<String, String>, wasm_bindgen::JsValue> {
    let window = web_sys::window().ok_or("no window")?;
    let answer: web_sys::Response = JsFuture::from(window.fetch_with_str(url))
        .await?
        .dyn_into()?;
    if !answer.ok() {
        return Ok(Err(format!(
            "{url} answers with status {}",
            answer.status()
        )));
    }
    let text = JsFuture::from(answer.text()?).await?;
    Ok(text.as_string().ok_or_else(|| format!("{url} is not text")))
}
