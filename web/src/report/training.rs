//! How training went.

use std::collections::BTreeMap;

use namelight_scores::report::{EpochRow, Report};

use super::{Content, Figure, Section, Table};
use crate::plot::{Axis, Mark, Plot, Point};
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
    let contents = match report.epochs.is_empty() {
        true => Content::Note("The report has no epochs.".to_owned()),
        false => Content::Table(epochs(&report.epochs)),
    };
    Section {
        id: "training",
        title: "Training",
        contents: vec![contents, Content::Figures(figures)],
    }
}

fn epochs(rows: &[EpochRow]) -> Table {
    let row = |epoch: &EpochRow| {
        vec![
            score(epoch.training_loss),
            format!("{:.1}", epoch.epoch),
            count(epoch.step),
            score(epoch.validation_loss),
            score(epoch.precision),
            score(epoch.recall),
            score(epoch.f1),
            score(epoch.accuracy),
        ]
    };
    let columns = [
        "Training Loss",
        "Epoch",
        "Step",
        "Validation Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
    ];
    let caption = "Validation data after each epoch";
    Table::new("epochs", caption, &columns, rows.iter().map(row)).without_names()
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
    Figure {
        id: "loss".to_owned(),
        title: "Loss".to_owned(),
        finding: loss_finding(report),
        legend: vec!["training".to_owned(), "validation".to_owned()],
        guide: None,
        table: loss_sheet(report),
        plot: Plot {
            x: Axis::within(both().map(|point| point.0), 6),
            y: Axis::logarithmic(both().map(|point| point.1)),
            x_unit: "steps".to_owned(),
            y_unit: "loss a word (nats), logarithmic".to_owned(),
            marks: vec![
                Mark::Line(0, training.clone()),
                Mark::Line(1, validation.clone()),
                Mark::Symbols(1, validation.clone()),
            ],
        },
    }
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
fn loss_sheet(report: &Report) -> Table {
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
    let series = [
        points(|row| row.f1),
        points(|row| row.precision),
        points(|row| row.recall),
    ];
    let all = || series.iter().flatten();
    let drawn = |(place, points): (usize, &Vec<Point>)| {
        [
            Mark::Line(place, points.clone()),
            Mark::Symbols(place, points.clone()),
        ]
    };
    let row = |row: &EpochRow| {
        vec![
            row.epoch.to_string(),
            score(row.f1),
            score(row.precision),
            score(row.recall),
        ]
    };
    Figure {
        id: "scores".to_owned(),
        title: "Scores on validation data".to_owned(),
        finding: score_finding(epochs),
        legend: ["F1", "precision", "recall"].map(str::to_owned).to_vec(),
        guide: None,
        table: Table::new(
            "scores-table",
            "Scores on validation data by epoch",
            &["Epoch", "F1", "Precision", "Recall"],
            epochs.iter().map(row),
        ),
        plot: Plot {
            x: Axis::counting(all().map(|point| point.0)),
            y: Axis::percent(all().map(|point| point.1), 6),
            x_unit: "epochs".to_owned(),
            y_unit: "%".to_owned(),
            marks: series.iter().enumerate().flat_map(drawn).collect(),
        },
    }
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
    let points = report.loss_curve.iter();
    // In millionths, so that ticks are short.
    let points: Vec<Point> = points
        .map(|point| (point.step as f64, point.learning_rate * 1e6))
        .collect();
    let curve = report.loss_curve.iter();
    let highest = curve.max_by(|one, two| one.learning_rate.total_cmp(&two.learning_rate));
    let finding = highest.map_or_else(String::new, |point| {
        format!(
            "The rate is highest at step {}: {}. Its schedule is {}.",
            count(point.step),
            rate(point.learning_rate),
            report.recipe.schedule.name(),
        )
    });
    let rows = report.loss_curve.iter();
    let rows = rows.map(|point| vec![count(point.step), rate(point.learning_rate)]);
    Figure {
        id: "rate".to_owned(),
        title: "Learning rate".to_owned(),
        finding,
        legend: vec!["learning rate".to_owned()],
        guide: None,
        table: Table::new(
            "rate-table",
            "Learning rate by step",
            &["Step", "Learning rate"],
            rows,
        ),
        plot: Plot {
            x: Axis::within(points.iter().map(|point| point.0), 6),
            y: Axis::from_zero(points.iter().map(|point| point.1), 6),
            x_unit: "steps".to_owned(),
            y_unit: "10⁻⁶".to_owned(),
            marks: vec![Mark::Line(0, points)],
        },
    }
}
