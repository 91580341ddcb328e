//! The section on kinds of text: how good the model is on each of the sources that it was scored on.

use namelight_scores::report::{Evaluation, Report, tables};

use super::row_chart::RowChart;
use super::{Content, Figure, Section, Table};
use crate::presentation::format::percent;

/// The table of scores by source, and their chart.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("where-it-works", "Where it works");
    let rows = report.released_by_source("validation");
    if rows.iter().all(|row| row.source.is_none()) {
        let note = "The model was scored on one kind of text only, that of the files below. On other kinds it is \
                    weaker; `namelight train --data` with several sources scores each.";
        return Section::note(id, title, note);
    }
    let note = "Each source is a kind of text. Of a source that does not label all types, those that it labels count.";
    Section::new(
        id,
        title,
        vec![
            Content::Note(note.to_owned()),
            Content::Figures(vec![figure(&rows)]),
        ],
    )
}

fn name(row: &Evaluation) -> &str {
    row.source.as_deref().unwrap_or("not named")
}

fn figure(rows: &[&Evaluation]) -> Figure {
    let score = |name: &str, of: fn(&Evaluation) -> f64| {
        let values = rows.iter().map(|row| Some(of(row) * 100.0));
        (name.to_owned(), values.collect())
    };
    let title = "Scores by source, validation data";
    RowChart {
        id: "where-it-works-figure".to_owned(),
        title: title.to_owned(),
        finding: finding(rows),
        unit: "%",
        names: rows.iter().map(|row| name(row).to_owned()).collect(),
        series: vec![
            score("F1", |row| row.scores.overall.f1),
            score("Precision", |row| row.scores.overall.precision),
            score("Recall", |row| row.scores.overall.recall),
        ],
        table: Table::of("where-it-works-table", title, &tables::sources(rows)),
    }
    .dots()
}

fn finding(rows: &[&Evaluation]) -> String {
    let f1 = |row: &&&Evaluation| row.scores.overall.f1;
    let by_f1 = |one: &&&Evaluation, two: &&&Evaluation| f1(one).total_cmp(&f1(two));
    let told = |row: &&Evaluation| format!("{} on {}", percent(f1(&row)), name(row));
    let (best, worst) = (rows.iter().max_by(by_f1), rows.iter().min_by(by_f1));
    best.zip(worst).map_or_else(String::new, |(best, worst)| {
        format!(
            "F1 is highest, {}, and lowest, {}.",
            told(best),
            told(worst)
        )
    })
}
