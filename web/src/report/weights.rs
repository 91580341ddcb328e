//! The section on weight formats: what int8 costs and saves beside f32.

use namelight_scores::report::{Evaluation, Report, tables};

use super::row_chart::RowChart;
use super::{Content, Figure, SPLITS, Section, Table, splits};
use crate::presentation::format::{bytes, megabytes, percent, score};

/// The table of scores, and charts of score, size and time by format.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("weights-section", "Weights: f32 beside int8");
    let (source, rows) = of_first_source(report);
    let rows = &rows;
    if rows.is_empty() {
        return Section::note(id, title, "The report has no scores of weights.");
    }
    let caption = match source {
        Some(source) => format!("What int8 costs and saves, on {source}"),
        None => "What int8 costs and saves".to_owned(),
    };
    let table = Table::of("weights", caption, &tables::evaluations(rows));
    let mut contents = vec![Content::Table(table)];
    let mut figures = vec![scores(rows), sizes(rows)];
    figures.extend(times(rows));
    contents.push(Content::Figures(figures));
    let costs = SPLITS.iter().filter_map(|split| int8_cost(report, split));
    contents.extend(costs.map(Content::Note));
    let note = match rows.iter().any(|row| row.millis.is_some()) {
        true => {
            "Milliseconds are those of a pass over 32 wordpieces on one thread of the machine that measured them."
        }
        false => {
            "Milliseconds: not measured. `namelight quantize --data` measures them and writes them down."
        }
    };
    contents.push(Content::Note(note.to_owned()));
    Section::new(id, title, contents)
}

/// The evaluations on the first source, whose name is told instead of standing in each.
fn of_first_source(report: &Report) -> (Option<&str>, Vec<Evaluation>) {
    let rows = report.evaluations.iter();
    let source = report
        .evaluations
        .first()
        .and_then(|row| row.source.as_deref());
    let of_source = rows.filter(|row| row.source.as_deref() == source);
    let unnamed = of_source.map(|row| Evaluation {
        source: None,
        ..row.clone()
    });
    (source, unnamed.collect())
}

/// The first row of each weight format, in the order of the report.
fn formats(rows: &[Evaluation]) -> Vec<&Evaluation> {
    let mut formats: Vec<&Evaluation> = Vec::new();
    for row in rows {
        if formats.iter().all(|format| format.weights != row.weights) {
            formats.push(row);
        }
    }
    formats
}

fn f1(rows: &[Evaluation], split: &str, weights: &str) -> Option<f64> {
    let mut same = rows.iter();
    let row = same.find(|row| row.split == split && row.weights == weights)?;
    Some(row.scores.overall.f1)
}

fn scores(rows: &[Evaluation]) -> Figure {
    let splits = splits(rows.iter().map(|row| &row.split));
    let series = formats(rows).into_iter().map(|format| {
        let values = splits.iter().map(|split| f1(rows, split, &format.weights));
        let values = values.map(|value| Some(value? * 100.0));
        (format.weights.clone(), values.collect())
    });
    let cells = |row: &Evaluation| {
        let f1 = score(row.scores.overall.f1);
        vec![row.weights.clone(), row.split.clone(), f1]
    };
    let told = rows.iter().map(|row| {
        let f1 = percent(row.scores.overall.f1);
        format!("{} has {f1} on {} data", row.weights, row.split)
    });
    let title = "F1 by weights";
    RowChart {
        id: "weights-f1".to_owned(),
        title: title.to_owned(),
        finding: told.collect::<Vec<_>>().join(", ") + ".",
        unit: "F1, %",
        series: series.collect(),
        table: Table::new(
            "weights-f1-table",
            title,
            &["Weights", "Split", "F1"],
            rows.iter().map(cells),
        ),
        names: splits,
    }
    .dots()
}

fn sizes(rows: &[Evaluation]) -> Figure {
    let sizes = formats(rows).into_iter().map(|row| Bar {
        name: row.weights.clone(),
        value: Some(row.weight_bytes as f64 / 1e6),
        exact: bytes(row.weight_bytes),
        told: format!("{} weighs {}", row.weights, megabytes(row.weight_bytes)),
    });
    let columns = ["Weights", "Bytes"];
    bars(
        "weights-bytes",
        "Size of the weight file",
        "megabytes",
        columns,
        sizes.collect(),
    )
}

/// None where nothing was measured.
fn times(rows: &[Evaluation]) -> Option<Figure> {
    let times = formats(rows).into_iter().map(|format| {
        // Each split has the same number; the first that has one is taken.
        let mut same = rows.iter().filter(|row| row.weights == format.weights);
        let name = &format.weights;
        match same.find_map(|row| row.millis) {
            Some(time) => Bar {
                name: name.clone(),
                value: Some(time),
                exact: format!("{time:.1}"),
                told: format!("{name} takes {time:.1} ms"),
            },
            None => Bar {
                name: name.clone(),
                value: None,
                exact: "not measured".to_owned(),
                told: format!("{name} was not measured"),
            },
        }
    });
    let times: Vec<Bar> = times.collect();
    let measured = times.iter().any(|bar| bar.value.is_some());
    let title = "Time for 32 wordpieces, one thread";
    let columns = ["Weights", "Milliseconds"];
    measured.then(|| bars("weights-millis", title, "milliseconds", columns, times))
}

/// A bar of a weight format.
struct Bar {
    name: String,
    value: Option<f64>,
    exact: String,
    told: String,
}

fn bars(id: &str, title: &str, unit: &'static str, columns: [&str; 2], bars: Vec<Bar>) -> Figure {
    let cells = bars
        .iter()
        .map(|bar| vec![bar.name.clone(), bar.exact.clone()]);
    let told: Vec<&str> = bars.iter().map(|bar| bar.told.as_str()).collect();
    RowChart {
        id: id.to_owned(),
        title: title.to_owned(),
        finding: told.join(", ") + ".",
        unit,
        names: bars.iter().map(|bar| bar.name.clone()).collect(),
        series: vec![(unit.to_owned(), bars.iter().map(|bar| bar.value).collect())],
        table: Table::new(format!("{id}-table"), title, &columns, cells),
    }
    .bars()
}

/// The F1 that int8 weights lose on a split, in points; none when one of the two was not scored.
fn int8_cost(report: &Report, split: &str) -> Option<String> {
    let rows = &report.evaluations;
    let (full, small) = (f1(rows, split, "f32")?, f1(rows, split, "int8")?);
    let points = (small - full) * 100.0;
    let full = percent(full);
    Some(format!(
        "int8 changes F1 on {split} data by {points:+.2} points of {full}."
    ))
}
