//! The section on calibration: whether probabilities mean what they say.

use namelight_scores::ReliabilityBin;
use namelight_scores::report::{CalibrationRow, Diagnostics, Reliability, Report, tables};

use super::line_chart::{LineChart, Style};
use super::{Content, Figure, NOT_MEASURED, Section, Table};
use crate::plot::{Axis, Point};
use crate::presentation::format::{count, percent, score};

/// The table of errors, and reliability diagrams of each split.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("calibration", "Calibration");
    match &report.diagnostics {
        None => Section::note(id, title, NOT_MEASURED),
        Some(diagnostics) => Section::new(id, title, contents(diagnostics)),
    }
}

fn contents(diagnostics: &Diagnostics) -> Vec<Content> {
    let note = format!(
        "Logits of the {} weights are divided by a temperature of {:.4}, which was fitted on validation data. \
         Below the dashed line a model is surer than it may be; where few predictions lie, points jump.",
        diagnostics.weights, diagnostics.temperature,
    );
    let note = match diagnostics.outside_bias {
        Some(bias) => format!(
            "The weights add {bias:.2} to the logit of O, which gave the best F1 on validation data. {note}"
        ),
        None => note,
    };
    let figures = diagnostics.calibration.iter().flat_map(|row| {
        let of_names = |it: &Reliability| (it.entity_error, it.entity_bins.clone());
        let of_words = |it: &Reliability| (it.word_error, it.word_bins.clone());
        [
            diagram("names", row, of_names),
            diagram("words", row, of_words),
        ]
    });
    let caption = "Expected calibration error before and after the temperature";
    let errors = tables::calibration(&diagnostics.calibration);
    vec![
        Content::Note(note),
        Content::Table(Table::of("calibration-errors", caption, &errors)),
        Content::Figures(figures.collect()),
    ]
}

/// A reliability diagram of one split.
fn diagram(
    of: &str,
    row: &CalibrationRow,
    values: fn(&Reliability) -> (f64, Vec<ReliabilityBin>),
) -> Figure {
    let (error_before, before) = values(&row.before);
    let (error_after, after) = values(&row.after);
    let points = |bins: &[ReliabilityBin]| -> Vec<Point> {
        let filled = bins.iter().filter(|bin| bin.count > 0);
        filled
            .map(|bin| (bin.confidence * 100.0, bin.accuracy * 100.0))
            .collect()
    };
    let whole = || Axis::percent([0.0, 100.0].into_iter(), 6);
    let split = &row.split;
    let title = format!("Reliability of {of}, {split} data");
    // An identifier has no spaces.
    let id = format!(
        "reliability-{of}-{}",
        split.replace(char::is_whitespace, "-")
    );
    LineChart {
        finding: format!(
            "The expected error goes from {} before the temperature to {} after it.",
            percent(error_before),
            percent(error_after),
        ),
        x: (whole(), "confidence, %"),
        y: (whole(), "right, %"),
        curves: vec![
            ("before", Style::Both, points(&before)),
            ("after", Style::Both, points(&after)),
        ],
        table: bins_table(format!("{id}-table"), &title, &before, &after),
        id,
        title,
    }
    .with(
        Some(("as sure as right", vec![(0.0, 0.0), (100.0, 100.0)])),
        Vec::new(),
    )
}

fn bins_table(
    id: String,
    title: &str,
    before: &[ReliabilityBin],
    after: &[ReliabilityBin],
) -> Table {
    let bins = before.len().max(after.len());
    let cells = |bin: Option<&ReliabilityBin>| match bin.filter(|bin| bin.count > 0) {
        Some(bin) => [count(bin.count), score(bin.confidence), score(bin.accuracy)],
        None => [count(0), String::new(), String::new()],
    };
    let row = |place: usize| {
        let end = |place: usize| place as f64 / bins as f64;
        let mut row = vec![format!("{:.2} to {:.2}", end(place), end(place + 1))];
        row.extend(cells(before.get(place)));
        row.extend(cells(after.get(place)));
        row
    };
    let columns = [
        "Confidence",
        "Count before",
        "Mean before",
        "Right before",
        "Count after",
        "Mean after",
        "Right after",
    ];
    let caption = format!("{title}, before and after the temperature");
    Table::new(id, caption, &columns, (0..bins).map(row))
}
