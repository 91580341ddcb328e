//! The tables of a report.

use namelight_scores::Score;
use namelight_scores::report::{DataFacts, EpochRow, Evaluation, Report};
use yew::prelude::*;

use super::table::Table;
use crate::format::{count, megabytes, percent, score, short_hash};
use crate::kinds;

/// The properties of every table here.
#[derive(Clone, PartialEq, Properties)]
pub struct RowsProps<T: PartialEq> {
    /// The rows.
    pub rows: Vec<T>,
}

/// A row an epoch.
#[component]
pub fn Epochs(props: &RowsProps<EpochRow>) -> Html {
    let row = |epoch: &EpochRow| {
        vec![
            score(epoch.training_loss),
            format!("{:.1}", epoch.epoch),
            count(epoch.step),
            score(epoch.validation_loss),
            score(epoch.precision),
            score(epoch.recall),
            score(epoch.f1),
            score(epoch.accuracy),
        ]
    };
    html! {
        <Table
            id="epochs"
            caption="Validation after each epoch"
            columns={vec![
                "Training Loss", "Epoch", "Step", "Validation Loss", "Precision", "Recall", "F1", "Accuracy",
            ]}
            rows={props.rows.iter().map(row).collect::<Vec<_>>()}
            named_rows={false}
        />
    }
}

/// The properties of [`PerType`].
#[derive(Clone, PartialEq, Properties)]
pub struct PerTypeProps {
    /// The scores shown.
    pub evaluation: Evaluation,
}

/// A row a type, and one for all.
#[component]
pub fn PerType(props: &PerTypeProps) -> Html {
    let Evaluation {
        split,
        weights,
        scores,
        ..
    } = &props.evaluation;
    let row = |name: &str, of: &Score| {
        vec![
            name.to_owned(),
            score(of.precision),
            score(of.recall),
            score(of.f1),
            count(of.support),
        ]
    };
    let mut rows: Vec<_> = scores
        .per_type
        .iter()
        .map(|(kind, of)| row(kinds::full_name(kind), of))
        .collect();
    rows.push(row("All", &scores.overall));
    html! {
        <Table
            caption={format!("By type, {split} data, {weights} weights")}
            columns={vec!["Type", "Precision", "Recall", "F1", "Names"]}
            {rows}
        />
    }
}

/// The weight files beside each other.
#[component]
pub fn Weights(props: &RowsProps<Evaluation>) -> Html {
    let row = |evaluation: &Evaluation| {
        vec![
            evaluation.weights.clone(),
            evaluation.split.clone(),
            score(evaluation.scores.overall.f1),
            score(evaluation.scores.accuracy),
            score(evaluation.loss),
            megabytes(evaluation.weight_bytes),
        ]
    };
    html! {
        <Table
            id="weights"
            caption="What quantizing the weights costs and saves"
            columns={vec!["Weights", "Data", "F1", "Accuracy", "Loss", "Size"]}
            rows={props.rows.iter().map(row).collect::<Vec<_>>()}
        />
    }
}

/// The files that were trained and scored on.
#[component]
pub fn Data(props: &RowsProps<DataFacts>) -> Html {
    let row = |data: &DataFacts| {
        vec![
            data.split.clone(),
            data.file.clone(),
            count(data.sentences),
            count(data.words),
            count(data.entities.values().sum()),
            short_hash(&data.sha256),
        ]
    };
    html! {
        <Table
            caption="The files"
            columns={vec!["Data", "File", "Sentences", "Words", "Names", "SHA-256"]}
            rows={props.rows.iter().map(row).collect::<Vec<_>>()}
        />
    }
}

/// The F1 that int8 weights lose on a split, in points; none when one of the two was not scored.
pub fn int8_cost(report: &Report, split: &str) -> Option<String> {
    let f1 = |weights: &str| {
        let same = |row: &&Evaluation| row.split == split && row.weights == weights;
        let row = report.evaluations.iter().find(same)?;
        Some(row.scores.overall.f1)
    };
    let (full, small) = (f1("f32")?, f1("int8")?);
    let points = (small - full) * 100.0;
    let full = percent(full);
    Some(format!(
        "int8 changes F1 on {split} data by {points:+.2} points of {full}."
    ))
}
