//! How the model was trained and how good it is.

use std::rc::Rc;

use namelight_scores::report::Report;
use yew::prelude::*;

use super::chart::{Chart, Series};
use super::facts::Facts;
use super::scores::{Data, Epochs, PerType, Weights, int8_cost};
use super::status::ProblemBox;
use crate::plot::Scale;
use crate::report::{Loaded, hardware, headline, recipe, shipped};
use crate::state::Problem;

const SPLITS: [&str; 2] = ["validation", "test"];

/// The properties of [`ReportView`].
#[derive(Clone, PartialEq, Properties)]
pub struct ReportViewProps {
    /// The report, as far as it is here.
    pub report: Rc<Loaded>,
    /// The person wants it fetched again.
    pub on_retry: Callback<()>,
}

/// The second view.
#[component]
pub fn ReportView(props: &ReportViewProps) -> Html {
    let body = match &*props.report {
        Loaded::Waiting => html! { <p class="empty" role="status">{ "Fetching the report …" }</p> },
        Loaded::Failed(message) => {
            let problem = Problem {
                message: message.clone(),
                retry: true,
            };
            html! { <ProblemBox {problem} on_retry={props.on_retry.clone()} /> }
        }
        Loaded::Here(report) => sections(report),
    };
    html! {
        <div class="report">
            <div class="intro">
                <h1>{ "How the model was made, and how good it is" }</h1>
            </div>
            { body }
        </div>
    }
}

fn sections(report: &Report) -> Html {
    html! {
        <>
            <p class="lead">
                { format!("{} is {} fine-tuned to find names.", report.model.name, report.model.base) }
            </p>
            <Facts class="tiles" facts={headline(report)} />
            <section class="card wide">
                <h2>{ "Training" }</h2>
                <Epochs rows={report.epochs.clone()} />
                <div class="charts">
                    { loss_chart(report) }
                    { score_chart(report) }
                </div>
            </section>
            <section class="card">
                <h2>{ "Scores by type" }</h2>
                <p class="note">{ "A name counts as found when its type, its first and its last word are right." }</p>
                for evaluation in SPLITS.iter().filter_map(|split| shipped(report, split)) {
                    <PerType evaluation={evaluation.clone()} />
                }
            </section>
            <section class="card">
                <h2>{ "Weights" }</h2>
                <Weights rows={report.evaluations.clone()} />
                for line in SPLITS.iter().filter_map(|split| int8_cost(report, split)) {
                    <p class="note">{ line }</p>
                }
            </section>
            <section class="card wide">
                <h2>{ "Data" }</h2>
                <Data rows={report.data.clone()} />
            </section>
            <section class="card">
                <h2>{ "Recipe" }</h2>
                <Facts class="pairs" facts={recipe(report)} />
            </section>
            <section class="card">
                <h2>{ "Model and machine" }</h2>
                <Facts class="pairs" facts={hardware(report)} />
            </section>
        </>
    }
}

fn loss_chart(report: &Report) -> Html {
    let training = report.loss_curve.iter();
    let training = training.map(|point| (point.step as f64, point.loss));
    let validation = report.epochs.iter();
    let validation = validation.map(|row| (row.step as f64, row.validation_loss));
    let series = vec![
        Series::line("Training", training.collect()),
        Series::dotted("Validation", validation.collect()),
    ];
    html! { <Chart title="Loss" x_unit="steps" y_unit="loss a word, logarithmic" y_scale={Scale::Logarithmic} {series} /> }
}

fn score_chart(report: &Report) -> Html {
    let points = |of: fn(&namelight_scores::report::EpochRow) -> f64| {
        let rows = report.epochs.iter();
        rows.map(|row| (row.epoch, of(row) * 100.0)).collect()
    };
    let series = vec![
        Series::dotted("F1", points(|row| row.f1)),
        Series::dotted("Precision", points(|row| row.precision)),
        Series::dotted("Recall", points(|row| row.recall)),
    ];
    html! { <Chart title="Scores on validation data" x_unit="epochs" y_unit="%" {series} /> }
}
