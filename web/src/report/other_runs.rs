//! The section on all models that were trained on the way.

use namelight_scores::report::{Report, VariantRow, tables};

use super::line_chart::{LineChart, Style};
use super::{Content, Figure, Section, Table};
use crate::plot::{Axis, Mark, Point};
use crate::presentation::format::{percent, score};

/// The table of models, and the chart of score by cost.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("variants", "All models that were trained");
    if report.variants.is_empty() {
        let note = "The report names no other models that were trained.";
        return Section::note(id, title, note);
    }
    let rows = &report.variants;
    let caption = "Every model with score and cost, in f32";
    let table = Table::of("variants-table", caption, &tables::variants(rows));
    Section::new(
        id,
        title,
        vec![Content::Table(table), Content::Figures(vec![figure(rows)])],
    )
}

fn figure(rows: &[VariantRow]) -> Figure {
    let place = |row: &VariantRow| -> Point { (row.thread_hours(), row.validation_f1 * 100.0) };
    let of = |this: bool| {
        let rows = rows.iter().filter(|row| row.is_this == this);
        rows.map(place).collect()
    };
    let numbered = || (1..).zip(rows);
    let notes =
        numbered().map(|(number, row): (usize, _)| Mark::Note(place(row), number.to_string()));
    let cells = |(number, row): (usize, &VariantRow)| {
        let hours = format!("{:.1}", row.thread_hours());
        vec![
            number.to_string(),
            row.name.clone(),
            hours,
            score(row.validation_f1),
        ]
    };
    LineChart {
        id: "variants-figure".to_owned(),
        title: "Validation F1 by cost; numbers as in the table".to_owned(),
        finding: finding(rows),
        x: (
            Axis::from_zero(rows.iter().map(VariantRow::thread_hours), 6),
            "thread hours of training",
        ),
        y: (
            Axis::percent(rows.iter().map(|row| row.validation_f1 * 100.0), 6),
            "F1, %",
        ),
        curves: vec![
            ("this model", Style::Symbols, of(true)),
            ("others", Style::Symbols, of(false)),
        ],
        table: Table::new(
            "variants-figure-table",
            "Validation F1 by cost",
            &["Number", "Model", "Thread hours", "Validation F1"],
            numbered().map(cells),
        ),
    }
    .with(None, notes.collect())
}

fn finding(rows: &[VariantRow]) -> String {
    let told = |row: &VariantRow| {
        format!(
            "{}, with {} for {:.1} thread hours",
            row.name,
            percent(row.validation_f1),
            row.thread_hours()
        )
    };
    let best = rows
        .iter()
        .max_by(|one, two| one.validation_f1.total_cmp(&two.validation_f1));
    let best = best.map(|row| format!("The best is {}.", told(row)));
    let this = rows.iter().find(|row| row.is_this);
    let this = this.map(|row| format!("This model is {}.", told(row)));
    let both: Vec<_> = best.into_iter().chain(this).collect();
    both.join(" ")
}
