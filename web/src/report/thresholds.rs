//! The section on thresholds: what is left of precision and recall when only surer names are shown.

use namelight_scores::report::{Report, tables};
use namelight_scores::{Score, ThresholdRow};

use super::line_chart::{LineChart, Style};
use super::{Content, Figure, NOT_MEASURED, Section, Table};
use crate::plot::{Axis, Point};
use crate::presentation::format::percent;

/// The chart over all thresholds.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("thresholds", "Precision and recall by threshold");
    let rows = report.diagnostics.as_ref().map(|it| &it.thresholds[..]);
    match rows {
        None => Section::note(id, title, NOT_MEASURED),
        Some([]) => Section::note(id, title, "The report has no thresholds."),
        Some(rows) => Section::new(id, title, vec![Content::Figures(vec![figure(rows)])]),
    }
}

fn figure(rows: &[ThresholdRow]) -> Figure {
    // Where nothing is found there is no precision; the table says so.
    let found = || rows.iter().filter(|row| row.found > 0);
    let points = |of: fn(&Score) -> f64| -> Vec<Point> {
        found()
            .map(|row| (f64::from(row.threshold), of(&row.score) * 100.0))
            .collect()
    };
    let curves = vec![
        ("F1", Style::Both, points(|score| score.f1)),
        ("precision", Style::Both, points(|score| score.precision)),
        ("recall", Style::Both, points(|score| score.recall)),
    ];
    let all = curves.iter().flat_map(|(.., points)| points);
    let title = "Precision, recall and F1 by the score from which names count, validation data";
    LineChart {
        id: "thresholds-figure".to_owned(),
        title: title.to_owned(),
        finding: finding(rows),
        x: (
            Axis::within([0.0, 1.0].into_iter(), 6),
            "score from which names count",
        ),
        y: (Axis::percent(all.map(|point| point.1), 6), "%"),
        table: Table::of("thresholds-table", title, &tables::thresholds(rows)),
        curves,
    }
    .figure()
}

fn finding(rows: &[ThresholdRow]) -> String {
    let found: Vec<_> = rows.iter().filter(|row| row.found > 0).collect();
    let best = found.iter().max_by(|one, two| {
        let (one, two) = (one.score.f1, two.score.f1);
        one.total_cmp(&two)
    });
    let (Some(first), Some(last), Some(best)) = (found.first(), found.last(), best) else {
        return "No threshold leaves a name.".to_owned();
    };
    format!(
        "From a threshold of {} to one of {}, precision goes from {} to {} and recall from {} to {}. F1 is highest at {}: {}.",
        first.threshold,
        last.threshold,
        percent(first.score.precision),
        percent(last.score.precision),
        percent(first.score.recall),
        percent(last.score.recall),
        best.threshold,
        percent(best.score.f1),
    )
}
