//! Published runs beside ours of the same recipe.

use namelight_scores::report::{Comparison, Report};

use super::{Content, Figure, Section, Table};
use crate::plot::{Axis, Mark, Plot, Point};
use crate::presentation::format::{percent, score};

/// A table and a chart a task.
pub fn section(report: &Report) -> Section {
    let mut contents = vec![Content::Note(match report.published.is_empty() {
        true => "The report names no published runs.".to_owned(),
        false => {
            "Ours were trained with the published recipe, from a base of our own choice.".to_owned()
        }
    })];
    contents.extend(report.published.iter().enumerate().map(table));
    let figures = report.published.iter().enumerate().map(figure);
    contents.push(Content::Figures(figures.collect()));
    Section {
        id: "published",
        title: "Beside published runs",
        contents,
    }
}

/// Published epochs are counted up to the last, whose scores are those of the run. Where less than three were published
/// the run had three.
fn last_epoch(row: &Comparison) -> usize {
    row.published.epochs.len().max(3)
}

/// The published F1 by epoch.
fn their_f1(row: &Comparison) -> Vec<(usize, f64)> {
    let last = last_epoch(row);
    let epochs = row.published.epochs.iter().enumerate();
    let earlier = epochs.map(|(place, f1)| (place + 1, *f1));
    let earlier = earlier.filter(|(epoch, _)| *epoch < last);
    earlier.chain([(last, row.published.f1)]).collect()
}

fn table((place, row): (usize, &Comparison)) -> Content {
    let theirs = &row.published;
    let none = String::new;
    let last = last_epoch(row);
    let published = their_f1(row).into_iter().map(|(epoch, f1)| {
        let whole = |value: f64| if epoch == last { score(value) } else { none() };
        let loss = theirs.loss.filter(|_| epoch == last);
        vec![
            format!("published, {}", theirs.base),
            format!("{epoch}.0"),
            loss.map_or_else(none, score),
            whole(theirs.precision),
            whole(theirs.recall),
            score(f1),
            whole(theirs.accuracy),
        ]
    });
    let ours = row.epochs.iter().map(|epoch| {
        vec![
            format!("ours, {}", row.base),
            format!("{:.1}", epoch.epoch),
            score(epoch.validation_loss),
            score(epoch.precision),
            score(epoch.recall),
            score(epoch.f1),
            score(epoch.accuracy),
        ]
    });
    let columns = [
        "Run",
        "Epoch",
        "Validation Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
    ];
    let caption = format!("Task {}, validation data", row.task);
    let id = format!("published-{place}");
    Content::Table(Table::new(id, caption, &columns, published.chain(ours)))
}

fn figure((place, row): (usize, &Comparison)) -> Figure {
    let published = their_f1(row).into_iter();
    let published: Vec<Point> = published
        .map(|(epoch, f1)| (epoch as f64, f1 * 100.0))
        .collect();
    let ours = row.epochs.iter();
    let ours: Vec<Point> = ours.map(|epoch| (epoch.epoch, epoch.f1 * 100.0)).collect();
    let finding = match row.epochs.last() {
        Some(last) => format!(
            "Ours ends at {}, the published run at {}: {:+.1} points.",
            percent(last.f1),
            percent(row.published.f1),
            (last.f1 - row.published.f1) * 100.0,
        ),
        None => format!("The published run ends at {}.", percent(row.published.f1)),
    };
    let all = || ours.iter().chain(&published);
    let told = |run: &'static str| {
        move |(epoch, f1): &Point| vec![run.to_owned(), epoch.to_string(), score(f1 / 100.0)]
    };
    let rows = ours.iter().map(told("ours"));
    let rows = rows.chain(published.iter().map(told("published")));
    let title = format!("F1 by epoch, task {}", row.task);
    Figure {
        id: format!("published-f1-{place}"),
        finding,
        legend: vec!["ours".to_owned(), "published".to_owned()],
        guide: None,
        table: Table::new(
            format!("published-f1-{place}-table"),
            title.clone(),
            &["Run", "Epoch", "F1"],
            rows,
        ),
        plot: Plot {
            x: Axis::counting(all().map(|point| point.0)),
            y: Axis::percent(all().map(|point| point.1), 6),
            x_unit: "epochs".to_owned(),
            y_unit: "F1, %".to_owned(),
            marks: vec![
                Mark::Line(0, ours.clone()),
                Mark::Symbols(0, ours.clone()),
                Mark::Line(1, published.clone()),
                Mark::Symbols(1, published.clone()),
            ],
        },
        title,
    }
}
