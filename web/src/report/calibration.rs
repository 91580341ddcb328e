//! How far the model can be trusted: calibration, thresholds, other readings of the data.

use namelight_scores::report::{CalibrationRow, Condition, Diagnostics, Reliability, Report};
use namelight_scores::{ReliabilityBin, Score, ThresholdRow};

use super::row_chart::RowChart;
use super::{Content, Figure, Section, Table};
use super::{shipped, splits};
use crate::plot::{Axis, Mark, Plot, Point};
use crate::presentation::format::{count, percent, score};

/// What stands where nothing of this was measured.
const MISSING: &str =
    "Not measured: `namelight quantize --data` measures it and adds it to the report.";

/// Whether probabilities mean what they say.
pub fn calibration(report: &Report) -> Section {
    Section {
        id: "calibration",
        title: "Calibration",
        contents: match &report.diagnostics {
            Some(diagnostics) => calibration_parts(diagnostics),
            None => vec![Content::Note(MISSING.to_owned())],
        },
    }
}

fn calibration_parts(diagnostics: &Diagnostics) -> Vec<Content> {
    let note = format!(
        "Logits of the {} weights are divided by a temperature of {:.4}, which was fitted on validation data. \
         Below the dashed line a model is surer than it may be; where few predictions lie, points jump.",
        diagnostics.weights, diagnostics.temperature,
    );
    let figures = diagnostics.calibration.iter().flat_map(|row| {
        let of_names = |it: &Reliability| (it.entity_error, it.entity_bins.clone());
        let of_words = |it: &Reliability| (it.word_error, it.word_bins.clone());
        [
            diagram("names", row, of_names),
            diagram("words", row, of_words),
        ]
    });
    vec![
        Content::Note(note),
        Content::Table(errors(diagnostics)),
        Content::Figures(figures.collect()),
    ]
}

fn errors(diagnostics: &Diagnostics) -> Table {
    let rows = diagnostics.calibration.iter().flat_map(|row| {
        [("before", &row.before), ("after", &row.after)].map(|(when, it)| {
            vec![
                row.split.clone(),
                when.to_owned(),
                score(it.loss),
                score(it.word_error),
                score(it.entity_error),
            ]
        })
    });
    let columns = [
        "Data",
        "Temperature",
        "Loss",
        "Error, words",
        "Error, names",
    ];
    let caption = "Expected calibration error before and after the temperature";
    Table::new("calibration-errors", caption, &columns, rows)
}

/// A reliability diagram of one split.
fn diagram(
    of: &str,
    row: &CalibrationRow,
    part: fn(&Reliability) -> (f64, Vec<ReliabilityBin>),
) -> Figure {
    let (error_before, before) = part(&row.before);
    let (error_after, after) = part(&row.after);
    let points = |bins: &[ReliabilityBin]| -> Vec<Point> {
        let filled = bins.iter().filter(|bin| bin.count > 0);
        filled
            .map(|bin| (bin.confidence * 100.0, bin.accuracy * 100.0))
            .collect()
    };
    let (points_before, points_after) = (points(&before), points(&after));
    let whole = || Axis::percent([0.0, 100.0].into_iter(), 6);
    let split = &row.split;
    let title = format!("Reliability of {of}, {split} data");
    let id = format!("reliability-{of}-{}", slug(split));
    Figure {
        finding: format!(
            "The expected error goes from {} before the temperature to {} after it.",
            percent(error_before),
            percent(error_after),
        ),
        legend: vec!["before".to_owned(), "after".to_owned()],
        guide: Some("as sure as right"),
        table: bins_sheet(format!("{id}-table"), &title, &before, &after),
        plot: Plot {
            x: whole(),
            y: whole(),
            x_unit: "confidence, %".to_owned(),
            y_unit: "right, %".to_owned(),
            marks: vec![
                Mark::Guide(vec![(0.0, 0.0), (100.0, 100.0)]),
                Mark::Line(0, points_before.clone()),
                Mark::Symbols(0, points_before),
                Mark::Line(1, points_after.clone()),
                Mark::Symbols(1, points_after),
            ],
        },
        id,
        title,
    }
}

/// A split's name as a part of an identifier, which has no spaces.
fn slug(split: &str) -> String {
    split.replace(char::is_whitespace, "-")
}

fn bins_sheet(
    id: String,
    title: &str,
    before: &[ReliabilityBin],
    after: &[ReliabilityBin],
) -> Table {
    let bins = before.len().max(after.len());
    let share = |value: fn(&ReliabilityBin) -> f64, bin: Option<&ReliabilityBin>| match bin {
        Some(bin) if bin.count > 0 => score(value(bin)),
        _ => String::new(),
    };
    let cells = |bin: Option<&ReliabilityBin>| {
        [
            count(bin.map_or(0, |bin| bin.count)),
            share(|bin| bin.confidence, bin),
            share(|bin| bin.accuracy, bin),
        ]
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

/// What is left of precision and recall when only surer names are shown.
pub fn thresholds(report: &Report) -> Section {
    let rows = report
        .diagnostics
        .as_ref()
        .map(|diagnostics| &diagnostics.thresholds[..]);
    let part = match rows {
        None => Content::Note(MISSING.to_owned()),
        Some([]) => Content::Note("The report has no thresholds.".to_owned()),
        Some(rows) => Content::Figures(vec![threshold_figure(rows)]),
    };
    Section {
        id: "thresholds",
        title: "Precision and recall by threshold",
        contents: vec![part],
    }
}

fn threshold_figure(rows: &[ThresholdRow]) -> Figure {
    // Where nothing is found there is no precision; the table says so.
    let found = || rows.iter().filter(|row| row.found > 0);
    let points = |of: fn(&Score) -> f64| -> Vec<Point> {
        found()
            .map(|row| (f64::from(row.threshold), of(&row.score) * 100.0))
            .collect()
    };
    let series = [
        points(|score| score.f1),
        points(|score| score.precision),
        points(|score| score.recall),
    ];
    let drawn = |(place, points): (usize, &Vec<Point>)| {
        [
            Mark::Line(place, points.clone()),
            Mark::Symbols(place, points.clone()),
        ]
    };
    let cells = |row: &ThresholdRow| {
        vec![
            row.threshold.to_string(),
            count(row.found),
            score(row.score.precision),
            score(row.score.recall),
            score(row.score.f1),
        ]
    };
    let columns = ["Score from", "Names", "Precision", "Recall", "F1"];
    let title = "Precision, recall and F1 by the score from which names count, validation data";
    Figure {
        id: "thresholds-figure".to_owned(),
        title: title.to_owned(),
        finding: threshold_finding(rows),
        legend: ["F1", "precision", "recall"].map(str::to_owned).to_vec(),
        guide: None,
        table: Table::new("thresholds-table", title, &columns, rows.iter().map(cells)),
        plot: Plot {
            x: Axis::within([0.0, 1.0].into_iter(), 6),
            y: Axis::percent(series.iter().flatten().map(|point| point.1), 6),
            x_unit: "score from which names count".to_owned(),
            y_unit: "%".to_owned(),
            marks: series.iter().enumerate().flat_map(drawn).collect(),
        },
    }
}

fn threshold_finding(rows: &[ThresholdRow]) -> String {
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

/// The same data, read in another way.
pub fn conditions(report: &Report) -> Section {
    let diagnostics = report.diagnostics.as_ref();
    let part = match diagnostics {
        None => Content::Note(MISSING.to_owned()),
        Some(diagnostics) if diagnostics.conditions.is_empty() => {
            Content::Note("The report has no other readings.".to_owned())
        }
        Some(diagnostics) => Content::Figures(vec![condition_figure(report, diagnostics)]),
    };
    Section {
        id: "conditions",
        title: "Other readings of the data",
        contents: vec![part],
    }
}

/// Short enough for a chart.
fn short(condition: Condition) -> &'static str {
    match condition {
        Condition::Lines => "text, in lines",
        Condition::Text => "text, one line",
        Condition::UpperCase => "UPPER CASE",
        Condition::LowerCase => "lower case",
    }
}

fn condition_figure(report: &Report, diagnostics: &Diagnostics) -> Figure {
    let conditions = [
        Condition::Lines,
        Condition::Text,
        Condition::UpperCase,
        Condition::LowerCase,
    ];
    let used = |condition: &Condition| {
        diagnostics
            .conditions
            .iter()
            .any(|row| row.condition == *condition)
    };
    let conditions: Vec<_> = conditions.into_iter().filter(used).collect();
    let splits = splits(diagnostics.conditions.iter().map(|row| &row.split));
    let series = splits.iter().map(|split| {
        let plain = shipped(report, split).map(|row| row.scores.overall.f1 * 100.0);
        let values = conditions.iter().map(|condition| {
            let mut rows = diagnostics.conditions.iter();
            let row = rows.find(|row| row.split == *split && row.condition == *condition)?;
            Some(row.score.f1 * 100.0)
        });
        (
            split.clone(),
            std::iter::once(plain).chain(values).collect(),
        )
    });
    let names = conditions.iter().map(|condition| short(*condition));
    let rows = diagnostics.conditions.iter().map(|row| {
        vec![
            row.condition.name().to_owned(),
            row.split.clone(),
            score(row.score.precision),
            score(row.score.recall),
            score(row.score.f1),
        ]
    });
    let columns = ["Read as", "Data", "Precision", "Recall", "F1"];
    let title = "F1 by how the data is read";
    RowChart {
        id: "conditions-figure".to_owned(),
        title: title.to_owned(),
        finding: condition_finding(diagnostics),
        unit: "F1, %",
        series: series.collect(),
        names: std::iter::once("words")
            .chain(names)
            .map(str::to_owned)
            .collect(),
        table: Table::new("conditions-table", title, &columns, rows),
    }
    .dots()
}

fn condition_finding(diagnostics: &Diagnostics) -> String {
    let rows = diagnostics.conditions.iter();
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
