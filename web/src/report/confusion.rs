//! The section on confusions: which types are taken for which.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use namelight_scores::ConfusionCell;
use namelight_scores::report::Report;

use super::{Chart, Content, Figure, Matrix, MatrixCell, NOT_MEASURED, Section, Table};
use crate::entity_types::full_name;
use crate::presentation::format::{count, counted, short_count};

/// The word for names that the data does not have, and the one for names that were not found.
const SPURIOUS: &str = "nothing";
const MISSED: &str = "missed";

/// A matrix of more types does not fit on a telephone.
const MOST_TYPES: usize = 8;
/// Where there are more types, so many of the largest confusions are listed instead.
const LARGEST: usize = 20;

/// The matrix of all types, or the largest confusions of many types.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("confusion", "Confusion between types");
    let cells = report.diagnostics.as_ref().map(|it| &it.confusion[..]);
    let confusion = match cells {
        None => return Section::note(id, title, NOT_MEASURED),
        Some([]) => return Section::note(id, title, "The report counts no confusions."),
        Some(cells) => Confusion::of(cells),
    };
    let contents = match confusion.types.len() <= MOST_TYPES {
        true => vec![Content::Figures(vec![confusion.figure()])],
        false => vec![
            Content::Note(confusion.finding()),
            Content::Table(confusion.largest()),
        ],
    };
    Section::new(id, title, contents)
}

/// Counts by type in the data and predicted type; none stands for no name.
struct Confusion<'a> {
    types: Vec<&'a str>,
    counts: BTreeMap<(Option<&'a str>, Option<&'a str>), usize>,
}

impl<'a> Confusion<'a> {
    fn of(cells: &'a [ConfusionCell]) -> Self {
        let types = cells.iter().flat_map(|cell| [&cell.gold, &cell.predicted]);
        let types: BTreeSet<&str> = types.flatten().map(String::as_str).collect();
        let mut counts: BTreeMap<_, usize> = BTreeMap::new();
        for cell in cells {
            let key = (cell.gold.as_deref(), cell.predicted.as_deref());
            let count = counts.entry(key).or_default();
            *count = count.saturating_add(cell.count);
        }
        Self {
            types: types.into_iter().collect(),
            counts,
        }
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

    /// Types in the data in rows, predicted types in columns, by their labels.
    fn matrix(&self) -> Matrix {
        let sides = || self.types.iter().map(|it| Some(*it)).chain([None]);
        let row = |gold: Option<&str>| {
            let all = self.sum(|other, _| other == gold);
            let cells = sides().map(|predicted| {
                // What is neither in the data nor found is not counted.
                gold.or(predicted)?;
                let number = self.counts.get(&(gold, predicted));
                let number = number.copied().unwrap_or(0);
                Some(MatrixCell {
                    text: short_count(number, self.types.len() < 5),
                    level: level(number, all),
                })
            });
            (gold.unwrap_or(SPURIOUS).to_owned(), cells.collect())
        };
        Matrix {
            row_title: "in the data",
            column_title: "predicted",
            columns: sides().map(|it| it.unwrap_or(MISSED).to_owned()).collect(),
            rows: sides().map(row).collect(),
        }
    }

    fn figure(&self) -> Figure {
        let caption = "Type in the data (rows) and predicted type (columns), validation data";
        Figure {
            id: "confusion-figure".to_owned(),
            title: caption.to_owned(),
            finding: self.finding(),
            chart: Chart::Matrix(self.matrix()),
            table: self.table("All counts, the largest first", |_| true),
        }
    }

    /// The counts of these pairs of types, the largest first.
    fn table(&self, caption: &str, of: impl Fn(&(Option<&str>, Option<&str>)) -> bool) -> Table {
        let cells = self.counts.iter().filter(|(pair, _)| of(pair));
        let mut cells: Vec<_> = cells.collect();
        cells.sort_by_key(|(_, count)| Reverse(**count));
        let name = |it: Option<&str>, none: &str| it.map_or(none, full_name).to_owned();
        let rows = cells.into_iter().map(|((gold, predicted), number)| {
            vec![
                name(*gold, SPURIOUS),
                name(*predicted, MISSED),
                count(*number),
            ]
        });
        let columns = ["In the data", "Predicted", "Names"];
        Table::new("confusion-table", caption, &columns, rows)
    }

    fn largest(&self) -> Table {
        let caption = format!("The {LARGEST} largest confusions, validation data");
        let mut table = self.table(&caption, |(gold, predicted)| gold != predicted);
        table.rows.truncate(LARGEST);
        table
    }
}

/// How deep a cell is shaded: by the root of its share of the row, so that rare confusions are seen.
fn level(number: usize, all: usize) -> usize {
    let share = number as f64 / all.max(1) as f64;
    (share.sqrt() * MatrixCell::LEVELS as f64).ceil() as usize
}
