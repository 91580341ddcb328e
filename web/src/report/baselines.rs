//! The section on published runs, each beside our run of the same recipe.

use namelight_scores::report::{Comparison, Report, tables};

use super::line_chart::{LineChart, Style};
use super::{Content, Figure, Section, Table};
use crate::plot::{Axis, Point};
use crate::presentation::format::{percent, score};

/// A table and a chart for each task.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("published", "Beside published runs");
    if report.published.is_empty() {
        return Section::note(id, title, "The report names no published runs.");
    }
    let note = "Ours were trained with the published recipe, from a base of our own choice.";
    let mut contents = vec![Content::Note(note.to_owned())];
    let numbered = || report.published.iter().enumerate();
    contents.extend(numbered().map(|(place, row)| {
        let caption = format!("Task {}, validation data", row.task);
        let id = format!("published-{place}");
        Content::Table(Table::of(id, caption, &tables::comparison(row)))
    }));
    contents.push(Content::Figures(numbered().map(figure).collect()));
    Section::new(id, title, contents)
}

fn figure((place, row): (usize, &Comparison)) -> Figure {
    let published = row.published.f1_by_epoch().into_iter();
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
    let cells = |run: &'static str| {
        move |(epoch, f1): &Point| vec![run.to_owned(), epoch.to_string(), score(f1 / 100.0)]
    };
    let rows = ours.iter().map(cells("ours"));
    let rows = rows.chain(published.iter().map(cells("published")));
    let title = format!("F1 by epoch, task {}", row.task);
    LineChart {
        id: format!("published-f1-{place}"),
        finding,
        x: (Axis::counting(all().map(|point| point.0)), "epochs"),
        y: (Axis::percent(all().map(|point| point.1), 6), "F1, %"),
        table: Table::new(
            format!("published-f1-{place}-table"),
            title.clone(),
            &["Run", "Epoch", "F1"],
            rows,
        ),
        title,
        curves: vec![
            ("ours", Style::Both, ours),
            ("published", Style::Both, published),
        ],
    }
    .figure()
}
