//! The section on the course of the training: epochs, loss, scores and learning rate.

use std::collections::BTreeMap;

use namelight_scores::report::{EpochRow, Report, tables};

use super::line_chart::{LineChart, Style};
use super::{Content, Figure, Section, Table};
use crate::plot::{Axis, Point};
use crate::presentation::format::{count, percent, score};

/// The epoch table and the curves.
pub fn section(report: &Report) -> Section {
    let mut figures = Vec::new();
    if !report.loss_curve.is_empty() || !report.epochs.is_empty() {
        figures.push(losses(report));
    }
    if !report.epochs.is_empty() {
        figures.push(scores(&report.epochs));
    }
    if !report.loss_curve.is_empty() {
        figures.push(learning_rate(report));
    }
    let mut contents = epochs(&report.epochs);
    contents.push(Content::Figures(figures));
    Section::new("training", "Training", contents)
}

/// The table of epochs, and that of the F1 of each source where there are several.
fn epochs(rows: &[EpochRow]) -> Vec<Content> {
    let Some(first) = rows.first() else {
        return vec![Content::Note("The report has no epochs.".to_owned())];
    };
    let caption = "Validation data after each epoch";
    let table = Table::of("epochs", caption, &tables::epochs(rows));
    let mut contents = vec![Content::Table(table.without_names())];
    if !first.sources.is_empty() {
        let caption = "F1 on the validation data of each source";
        let table = tables::epochs_by_source(rows);
        let table = Table::of("epochs-by-source", caption, &table);
        contents.push(Content::Table(table.without_names()));
    }
    contents
}

fn losses(report: &Report) -> Figure {
    let training = report.loss_curve.iter();
    let training: Vec<Point> = training
        .map(|point| (point.step as f64, point.loss))
        .collect();
    let validation = report.epochs.iter();
    let validation: Vec<Point> = validation
        .map(|row| (row.step as f64, row.validation_loss))
        .collect();
    let both = || training.iter().chain(&validation);
    LineChart {
        id: "loss".to_owned(),
        title: "Loss".to_owned(),
        finding: loss_finding(report),
        x: (Axis::within(both().map(|point| point.0), 6), "steps"),
        y: (
            Axis::logarithmic(both().map(|point| point.1)),
            "loss a word (nats), logarithmic",
        ),
        table: loss_table(report),
        curves: vec![
            ("training", Style::Line, training),
            ("validation", Style::Both, validation),
        ],
    }
    .figure()
}

fn loss_finding(report: &Report) -> String {
    let mut text = match (report.loss_curve.first(), report.loss_curve.last()) {
        (Some(first), Some(last)) => format!(
            "The training loss goes from {} at step {} to {} at step {}.",
            score(first.loss),
            count(first.step),
            score(last.loss),
            count(last.step),
        ),
        _ => "The training loss was not kept.".to_owned(),
    };
    let epochs = report.epochs.iter();
    let best = epochs.min_by(|one, two| one.validation_loss.total_cmp(&two.validation_loss));
    if let Some(best) = best {
        let (loss, epoch) = (score(best.validation_loss), best.epoch);
        text += &format!(" The validation loss is lowest after epoch {epoch}: {loss}.");
    }
    text
}

/// Training and validation were measured after different steps; each step has what was measured there.
fn loss_table(report: &Report) -> Table {
    let mut rows: BTreeMap<usize, [String; 2]> = BTreeMap::new();
    for point in &report.loss_curve {
        rows.entry(point.step).or_default()[0] = score(point.loss);
    }
    for row in &report.epochs {
        rows.entry(row.step).or_default()[1] = score(row.validation_loss);
    }
    let rows = rows.into_iter();
    let rows = rows.map(|(step, [training, validation])| vec![count(step), training, validation]);
    let columns = ["Step", "Training loss", "Validation loss"];
    Table::new("loss-table", "Loss by step", &columns, rows)
}

fn scores(epochs: &[EpochRow]) -> Figure {
    let points = |of: fn(&EpochRow) -> f64| -> Vec<Point> {
        let rows = epochs.iter();
        rows.map(|row| (row.epoch, of(row) * 100.0)).collect()
    };
    let curves = vec![
        ("F1", Style::Both, points(|row| row.f1)),
        ("precision", Style::Both, points(|row| row.precision)),
        ("recall", Style::Both, points(|row| row.recall)),
    ];
    let all = || curves.iter().flat_map(|(.., points)| points);
    let row = |row: &EpochRow| {
        let scores = [row.f1, row.precision, row.recall].map(score);
        [&[row.epoch.to_string()], &scores[..]].concat()
    };
    LineChart {
        id: "scores".to_owned(),
        title: "Scores on validation data".to_owned(),
        finding: score_finding(epochs),
        x: (Axis::counting(all().map(|point| point.0)), "epochs"),
        y: (Axis::percent(all().map(|point| point.1), 6), "%"),
        table: Table::new(
            "scores-table",
            "Scores on validation data by epoch",
            &["Epoch", "F1", "Precision", "Recall"],
            epochs.iter().map(row),
        ),
        curves,
    }
    .figure()
}

fn score_finding(epochs: &[EpochRow]) -> String {
    let best = epochs.iter().max_by(|one, two| one.f1.total_cmp(&two.f1));
    let (Some(first), Some(last), Some(best)) = (epochs.first(), epochs.last(), best) else {
        return String::new();
    };
    format!(
        "F1 goes from {} after epoch {} to {} after epoch {}; it is highest after epoch {}: {}.",
        percent(first.f1),
        first.epoch,
        percent(last.f1),
        last.epoch,
        best.epoch,
        percent(best.f1),
    )
}

/// A learning rate along its schedule, which is no round number.
fn rate(rate: f64) -> String {
    format!("{rate:.3e}")
}

fn learning_rate(report: &Report) -> Figure {
    let curve = || report.loss_curve.iter();
    // In millionths, so that ticks are short.
    let points = curve().map(|point| (point.step as f64, point.learning_rate * 1e6));
    let points: Vec<Point> = points.collect();
    let highest = curve().max_by(|one, two| one.learning_rate.total_cmp(&two.learning_rate));
    let finding = highest.map_or_else(String::new, |point| {
        format!(
            "The rate is highest at step {}: {}. Its schedule is {}.",
            count(point.step),
            rate(point.learning_rate),
            report.recipe.schedule.name(),
        )
    });
    let rows = curve().map(|point| vec![count(point.step), rate(point.learning_rate)]);
    LineChart {
        id: "rate".to_owned(),
        title: "Learning rate".to_owned(),
        finding,
        x: (Axis::within(points.iter().map(|point| point.0), 6), "steps"),
        y: (
            Axis::from_zero(points.iter().map(|point| point.1), 6),
            "10⁻⁶",
        ),
        table: Table::new(
            "rate-table",
            "Learning rate by step",
            &["Step", "Learning rate"],
            rows,
        ),
        curves: vec![("learning rate", Style::Line, points)],
    }
    .figure()
}
