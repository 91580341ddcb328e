//! The measure view: a benchmark of the visitor's own device.

use std::rc::Rc;

use yew::prelude::*;

use super::copy_button::CopyButton;
use super::policy_card::PolicyCard;
use super::table::TableView;
use crate::measure::{Benchmark, Rate, Results, Session, Timing};
use crate::models::ModelSource;
use crate::presentation::format;
use crate::report::Table;

/// The properties of [`Measure`].
#[derive(Clone, PartialEq, Properties)]
pub struct MeasureProps {
    /// The model that is measured.
    pub source: ModelSource,
}

/// A button that starts the benchmark, and what was measured.
#[component]
pub fn Measure(props: &MeasureProps) -> Html {
    let source = props.source.clone();
    let bench = use_state(|| None::<Benchmark>);
    let session = use_mut_ref(|| None::<Rc<Session>>);
    let onclick = {
        let (bench, session) = (bench.setter(), session.clone());
        move |_: MouseEvent| {
            let started = Session::start(
                source.clone(),
                Callback::from({
                    let bench = bench.clone();
                    move |state| bench.set(Some(state))
                }),
            );
            *session.borrow_mut() = Some(started);
        }
    };
    let runs = bench.as_ref().is_some_and(|bench| !bench.is_over());
    html! {
        <div class="measure">
            <div class="intro">
                <h1>{ "How fast is it here?" }</h1>
                <p>{ "Runs the model on this device, some seconds long. Nothing is sent anywhere." }</p>
            </div>
            <section class="card" aria-labelledby="measure-title">
                <h2 id="measure-title">{ "Measure this device" }</h2>
                <button id="measure" type="button" disabled={runs} {onclick}>{ "Measure" }</button>
                <p id="activity" role="status">
                    { bench.as_ref().map(Benchmark::activity).unwrap_or_default() }
                </p>
            </section>
            if let Some(bench) = &*bench {
                { results(bench.results(), bench.is_over() && bench.error().is_none()) }
            }
            <PolicyCard />
        </div>
    }
}

fn results(results: &Results, is_whole: bool) -> Html {
    html! {
        <section class="card" aria-labelledby="measured-title" id="measured">
            <h2 id="measured-title">{ "Measured" }</h2>
            if let Some(line) = results.model_line() {
                <p>{ line }</p>
            }
            <TableView table={timings(results)} />
            for line in results.too_long_lines() {
                <p class="note">{ line }</p>
            }
            <TableView table={rates(results)} />
            if is_whole {
                <div class="copies">
                    <CopyButton id="copy-card" label="Copy as text" text={results.to_card()} />
                    <CopyButton id="copy-json" label="Copy as JSON" text={results.to_json()} />
                </div>
            }
        </section>
    }
}

fn timings(results: &Results) -> Table {
    let millis = |value: f64| format!("{value:.1} ms");
    let row = |timing: &Timing| {
        let count = timing.wordpieces.to_string();
        vec![count, millis(timing.median), millis(timing.p95)]
    };
    let columns = ["Wordpieces", "Median", "95 % within"];
    let rows = results.timings.iter().map(row);
    Table::new("timings", "A sentence", &columns, rows)
}

fn rates(results: &Results) -> Table {
    let row = |rate: &Rate| {
        let count = format::count(rate.wordpieces_per_second.round() as usize);
        vec![rate.workers.to_string(), count]
    };
    let columns = ["Workers", "Wordpieces a second"];
    let rows = results.rates.iter().map(row);
    Table::new("rates", "Workers side by side", &columns, rows)
}
