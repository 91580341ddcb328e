//! Which types are taken for which.

use std::collections::{BTreeMap, BTreeSet};

use namelight_scores::ConfusionCell;
use namelight_scores::report::Report;

use super::{Content, Figure, Section, Table};
use crate::entity_types::full_name;
use crate::plot::{Axis, Mark, Plot, Role};
use crate::presentation::format::{count, counted};

/// The row of names that the data does not have, and the column of those that were not found.
const SPURIOUS: &str = "nothing";
const MISSED: &str = "missed";

/// The table of confusions, shaded.
pub fn section(report: &Report) -> Section {
    let cells = report
        .diagnostics
        .as_ref()
        .map(|diagnostics| &diagnostics.confusion[..]);
    let part = match cells {
        None => {
            Content::Note("Not measured: `namelight quantize --data` counts confusions.".to_owned())
        }
        Some([]) => Content::Note("The report counts no confusions.".to_owned()),
        Some(cells) => Content::Figures(vec![figure(&Confusion::of(cells))]),
    };
    Section {
        id: "confusion",
        title: "Confusion between types",
        contents: vec![part],
    }
}

/// Counts by type in the data and predicted type; none stands for no name.
struct Confusion<'a> {
    kinds: Vec<&'a str>,
    counts: BTreeMap<(Option<&'a str>, Option<&'a str>), usize>,
}

impl<'a> Confusion<'a> {
    fn of(cells: &'a [ConfusionCell]) -> Self {
        let kinds = cells.iter().flat_map(|cell| [&cell.gold, &cell.predicted]);
        let kinds: BTreeSet<&str> = kinds.flatten().map(String::as_str).collect();
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for cell in cells {
            let key = (cell.gold.as_deref(), cell.predicted.as_deref());
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(cell.count);
        }
        Self {
            kinds: kinds.into_iter().collect(),
            counts,
        }
    }

    /// The types, and behind them none.
    fn sides(&self) -> Vec<Option<&'a str>> {
        let kinds = self.kinds.iter().map(|kind| Some(*kind));
        kinds.chain([None]).collect()
    }

    fn count(&self, gold: Option<&'a str>, predicted: Option<&'a str>) -> usize {
        self.counts.get(&(gold, predicted)).copied().unwrap_or(0)
    }

    fn sum(&self, counted: impl Fn(Option<&str>, Option<&str>) -> bool) -> usize {
        let cells = self.counts.iter();
        let cells = cells.filter(|((gold, predicted), _)| counted(*gold, *predicted));
        cells.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    }

    fn finding(&self) -> String {
        let right = self.sum(|gold, predicted| gold.is_some() && gold == predicted);
        let all = self.sum(|gold, _| gold.is_some());
        let missed = self.sum(|gold, predicted| gold.is_some() && predicted.is_none());
        let spurious = self.sum(|gold, _| gold.is_none());
        let mut text = format!(
            "Of {} in the data {} are found with their type and {} are missed; {} are found where the data has none.",
            counted(all, "name"),
            count(right),
            count(missed),
            count(spurious),
        );
        let wrong = self.counts.iter().filter_map(|((gold, predicted), count)| {
            let (gold, predicted) = ((*gold)?, (*predicted)?);
            (gold != predicted).then_some((count, gold, predicted))
        });
        if let Some((times, gold, predicted)) = wrong.max_by_key(|(count, ..)| **count) {
            text += &format!(
                " {} is taken for {} most often: {} times.",
                full_name(gold),
                full_name(predicted),
                count(*times),
            );
        }
        text
    }

    fn marks(&self) -> Vec<Mark> {
        let mut marks = Vec::new();
        for (row, gold) in self.sides().into_iter().enumerate() {
            let all = self.sum(|other, _| other == gold);
            for (column, predicted) in self.sides().into_iter().enumerate() {
                // What is neither in the data nor found is not counted.
                if gold.is_none() && predicted.is_none() {
                    continue;
                }
                let number = self.count(gold, predicted);
                let (x, y) = (column as f64, row as f64);
                let (from, to) = ((x, y), (x + 1.0, y + 1.0));
                marks.push(Mark::Field(level(number, all), from, to, count(number)));
            }
        }
        marks
    }
}

/// How deep a field is shaded: by the root of its share of the row, so that rare confusions are seen.
fn level(number: usize, all: usize) -> usize {
    if number == 0 {
        return 0;
    }
    let share = number as f64 / all.max(1) as f64;
    (share.sqrt() * Role::LEVELS as f64).ceil() as usize
}

fn figure(confusion: &Confusion) -> Figure {
    let sides = confusion.sides();
    let names = |of: fn(&str) -> &str, none: &'static str| {
        let names = sides.iter();
        let names = names.map(move |side| side.map_or(none, of).to_owned());
        names.collect::<Vec<_>>()
    };
    let golds = names(full_name, SPURIOUS);
    let row = |(gold, name): (&Option<&str>, &String)| {
        let cells = sides.iter().map(|predicted| match (gold, predicted) {
            (None, None) => String::new(),
            _ => count(confusion.count(*gold, *predicted)),
        });
        std::iter::once(name.clone()).chain(cells).collect()
    };
    let predicted = names(full_name, MISSED);
    let mut columns = vec!["In the data"];
    columns.extend(predicted.iter().map(String::as_str));
    let caption = "Type in the data (rows) and predicted type (columns), validation data";
    let table = Table::new(
        "confusion-table",
        caption,
        &columns,
        sides.iter().zip(&golds).map(row),
    );
    Figure {
        id: "confusion-figure".to_owned(),
        title: caption.to_owned(),
        finding: confusion.finding(),
        legend: Vec::new(),
        guide: None,
        table,
        plot: Plot {
            x: Axis::Names(names(|kind| kind, MISSED)),
            y: Axis::NamesDownwards(golds),
            x_unit: "predicted".to_owned(),
            y_unit: "in the data".to_owned(),
            marks: confusion.marks(),
        },
    }
}
