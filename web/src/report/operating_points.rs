//! The section on operating points: precision and recall from only sure names to none missed.

use namelight_scores::report::{Report, tables};
use namelight_scores::{OPERATING_POINTS, OperatingPoint, OperatingPointRow};

use super::line_chart::{LineChart, Style};
use super::{Content, Figure, NOT_MEASURED, Section, Table};
use crate::plot::{Axis, Point};
use crate::presentation::format::percent;
use crate::presentation::operating_point::rows_at;

/// The curve of the slider.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("operating-points", "From only sure names to none missed");
    let rows = report
        .diagnostics
        .as_ref()
        .map(|it| &it.operating_points[..]);
    match rows {
        None | Some([]) => Section::note(id, title, NOT_MEASURED),
        Some(rows) => Section::new(id, title, vec![Content::Figures(vec![figure(rows)])]),
    }
}

/// Recall and precision in percent at a point, over all sources.
fn at(rows: &[OperatingPointRow], point: OperatingPoint) -> Option<Point> {
    // Where nothing is found there is no precision; the table says so.
    rows_at(rows, point)
        .any(|row| row.found > 0)
        .then_some(())?;
    let (precision, recall) = OperatingPointRow::pooled(rows_at(rows, point))?;
    Some((recall * 100.0, precision * 100.0))
}

fn figure(rows: &[OperatingPointRow]) -> Figure {
    let points = OPERATING_POINTS.into_iter();
    let points: Vec<Point> = points.filter_map(|point| at(rows, point)).collect();
    let title = "Precision by recall at each point of the slider, validation data of all sources";
    LineChart {
        id: "operating-points-figure".to_owned(),
        title: title.to_owned(),
        finding: finding(rows),
        x: (
            Axis::percent(points.iter().map(|point| point.0), 6),
            "recall, %",
        ),
        y: (
            Axis::percent(points.iter().map(|point| point.1), 6),
            "precision, %",
        ),
        table: Table::of(
            "operating-points-table",
            title,
            &tables::operating_points(rows),
        ),
        curves: vec![("slider", Style::Both, points)],
    }
    .figure()
}

fn finding(rows: &[OperatingPointRow]) -> String {
    let [first, .., last] = OPERATING_POINTS;
    let told = |point| {
        at(rows, point).map(|(recall, precision)| {
            format!(
                "finds {} of the names with a precision of {}",
                percent(recall / 100.0),
                percent(precision / 100.0)
            )
        })
    };
    let told = [first, OperatingPoint::default(), last].map(told);
    let [Some(sure), Some(usual), Some(all)] = told else {
        return "At some point of the slider nothing is found.".to_owned();
    };
    format!(
        "Set to only sure names the slider {sure}; as it usually stands it {usual}; set to miss none it {all}."
    )
}
