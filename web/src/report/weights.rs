//! f32 beside int8.

use namelight_scores::report::{Evaluation, Report};

use super::row_chart::RowChart;
use super::{Content, Figure, Section, Table};
use super::{SPLITS, splits};
use crate::presentation::format::{bytes, megabytes, percent, score};

/// What stands where a time was not measured.
pub const NOT_MEASURED: &str = "not measured";

/// What quantizing costs and saves.
pub fn section(report: &Report) -> Section {
    let rows = &report.evaluations;
    let mut contents = Vec::new();
    if rows.is_empty() {
        contents.push(Content::Note(
            "The report has no scores of weights.".to_owned(),
        ));
    } else {
        contents.push(Content::Table(table(rows)));
        let mut figures = vec![scores(report), sizes(rows)];
        figures.extend(times(rows));
        contents.push(Content::Figures(figures));
    }
    let costs = SPLITS.iter().filter_map(|split| int8_cost(report, split));
    contents.extend(costs.map(Content::Note));
    let measured = rows.iter().any(|row| row.millis.is_some());
    let note = match measured {
        true => {
            "Milliseconds are those of a pass over 32 wordpieces on one thread of the machine that measured them."
        }
        false => {
            "Milliseconds: not measured. `namelight quantize --data` measures them and writes them down."
        }
    };
    contents.push(Content::Note(note.to_owned()));
    Section {
        id: "weights-section",
        title: "Weights: f32 beside int8",
        contents,
    }
}

fn table(rows: &[Evaluation]) -> Table {
    let row = |row: &Evaluation| {
        vec![
            row.weights.clone(),
            row.split.clone(),
            score(row.scores.overall.f1),
            score(row.scores.accuracy),
            score(row.loss),
            bytes(row.weight_bytes),
            millis(row.millis),
        ]
    };
    let columns = [
        "Weights",
        "Data",
        "F1",
        "Accuracy",
        "Loss",
        "Bytes",
        "Milliseconds",
    ];
    let caption = "What int8 costs and saves";
    Table::new("weights", caption, &columns, rows.iter().map(row))
}

fn millis(millis: Option<f64>) -> String {
    millis.map_or_else(|| NOT_MEASURED.to_owned(), |it| format!("{it:.1}"))
}

/// The forms of the weights, in the order of the report.
fn forms(rows: &[Evaluation]) -> Vec<&Evaluation> {
    let mut forms: Vec<&Evaluation> = Vec::new();
    for row in rows {
        if forms.iter().all(|form| form.weights != row.weights) {
            forms.push(row);
        }
    }
    forms
}

fn scores(report: &Report) -> Figure {
    let rows = &report.evaluations;
    let splits = splits(rows.iter().map(|row| &row.split));
    let f1 = |split: &String, weights: &String| {
        let mut same = rows.iter();
        let row = same.find(|row| row.split == *split && row.weights == *weights)?;
        Some(row.scores.overall.f1)
    };
    let series = forms(rows).into_iter().map(|form| {
        let values = splits.iter().map(|split| f1(split, &form.weights));
        let values = values.map(|value| Some(value? * 100.0));
        (form.weights.clone(), values.collect())
    });
    let series: Vec<(String, Vec<Option<f64>>)> = series.collect();
    let named = |row: &Evaluation| {
        let f1 = score(row.scores.overall.f1);
        vec![row.weights.clone(), row.split.clone(), f1]
    };
    let told = rows.iter().map(|row| {
        let f1 = percent(row.scores.overall.f1);
        format!("{} has {f1} on {} data", row.weights, row.split)
    });
    RowChart {
        id: "weights-f1".to_owned(),
        title: "F1 by weights".to_owned(),
        finding: told.collect::<Vec<_>>().join(", ") + ".",
        unit: "F1, %",
        names: splits.clone(),
        series,
        table: Table::new(
            "weights-f1-table",
            "F1 by weights",
            &["Weights", "Data", "F1"],
            rows.iter().map(named),
        ),
    }
    .dots()
}

fn sizes(rows: &[Evaluation]) -> Figure {
    let forms = forms(rows);
    let named = |row: &&Evaluation| vec![row.weights.clone(), bytes(row.weight_bytes)];
    let told = forms.iter().map(|row| {
        let size = megabytes(row.weight_bytes);
        format!("{} weighs {size}", row.weights)
    });
    RowChart {
        id: "weights-bytes".to_owned(),
        title: "Size of the weight file".to_owned(),
        finding: told.collect::<Vec<_>>().join(", ") + ".",
        unit: "megabytes",
        names: forms.iter().map(|row| row.weights.clone()).collect(),
        series: vec![(
            "megabytes".to_owned(),
            forms
                .iter()
                .map(|row| Some(row.weight_bytes as f64 / 1e6))
                .collect(),
        )],
        table: Table::new(
            "weights-bytes-table",
            "Size of the weight file",
            &["Weights", "Bytes"],
            forms.iter().map(named),
        ),
    }
    .bars()
}

/// None where nothing was measured.
fn times(rows: &[Evaluation]) -> Option<Figure> {
    // Each split has the same number; the first that has one speaks.
    let of_form = |form: &&Evaluation| {
        let mut same = rows.iter().filter(|row| row.weights == form.weights);
        let measured = same.find_map(|row| row.millis);
        (form.weights.clone(), measured)
    };
    let times: Vec<_> = forms(rows).iter().map(of_form).collect();
    if times.iter().all(|(_, time)| time.is_none()) {
        return None;
    }
    let told = times.iter().map(|(weights, time)| match time {
        Some(time) => format!("{weights} takes {time:.1} ms"),
        None => format!("{weights} was {NOT_MEASURED}"),
    });
    let figure = RowChart {
        id: "weights-millis".to_owned(),
        title: "Time for 32 wordpieces, one thread".to_owned(),
        finding: told.collect::<Vec<_>>().join(", ") + ".",
        unit: "milliseconds",
        names: times.iter().map(|(weights, _)| weights.clone()).collect(),
        series: vec![(
            "milliseconds".to_owned(),
            times.iter().map(|(_, time)| *time).collect(),
        )],
        table: Table::new(
            "weights-millis-table",
            "Time for 32 wordpieces, one thread",
            &["Weights", "Milliseconds"],
            times
                .iter()
                .map(|(weights, time)| vec![weights.clone(), millis(*time)]),
        ),
    };
    Some(figure.bars())
}

/// The F1 that int8 weights lose on a split, in points; none when one of the two was not scored.
fn int8_cost(report: &Report, split: &str) -> Option<String> {
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
