//! The section on other readings of the data: as plain text, and in other cases.

use namelight_scores::report::{Condition, ConditionRow, Report, tables};

use super::row_chart::RowChart;
use super::{Content, Figure, NOT_MEASURED, Section, Table, splits};
use crate::presentation::format::percent;

/// The chart of F1 by reading.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("conditions", "Other readings of the data");
    let rows = report.diagnostics.as_ref().map(|it| &it.conditions[..]);
    match rows {
        None => Section::note(id, title, NOT_MEASURED),
        Some([]) => Section::note(id, title, "The report has no other readings."),
        Some(rows) => Section::new(
            id,
            title,
            vec![Content::Figures(vec![figure(report, rows)])],
        ),
    }
}

/// A name that is short enough for a chart.
fn short(condition: Condition) -> &'static str {
    match condition {
        Condition::Lines => "text, in lines",
        Condition::Text => "text, one line",
        Condition::UpperCase => "UPPER CASE",
        Condition::LowerCase => "lower case",
    }
}

fn figure(report: &Report, rows: &[ConditionRow]) -> Figure {
    let f1 = |split: &str, condition| {
        let mut rows = rows.iter();
        let row = rows.find(|row| row.split == split && row.condition == condition)?;
        Some(row.score.f1 * 100.0)
    };
    let used = |condition: &Condition| rows.iter().any(|row| row.condition == *condition);
    let conditions: Vec<_> = Condition::ALL.into_iter().filter(used).collect();
    let series = splits(rows.iter().map(|row| &row.split))
        .into_iter()
        .map(|split| {
            let words = report.released(&split);
            let words = words.map(|row| row.scores.overall.f1 * 100.0);
            let others = conditions.iter().map(|condition| f1(&split, *condition));
            let values = [words].into_iter().chain(others).collect();
            (split, values)
        });
    let names = conditions.iter().map(|condition| short(*condition));
    let title = "F1 by how the data is read";
    RowChart {
        id: "conditions-figure".to_owned(),
        title: title.to_owned(),
        finding: finding(rows),
        unit: "F1, %",
        series: series.collect(),
        names: ["words"]
            .into_iter()
            .chain(names)
            .map(str::to_owned)
            .collect(),
        table: Table::of("conditions-table", title, &tables::conditions(rows)),
    }
    .dots()
}

fn finding(rows: &[ConditionRow]) -> String {
    let rows = rows.iter();
    let worst = rows.min_by(|one, two| one.score.f1.total_cmp(&two.score.f1));
    worst.map_or_else(String::new, |row| {
        format!(
            "F1 is lowest, {}, on {} data read as {}.",
            percent(row.score.f1),
            row.split,
            row.condition.name(),
        )
    })
}
