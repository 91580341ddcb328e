//! Charts with a row for each name, in which values are symbols or bars.

use super::{Chart, Figure, Table};
use crate::plot::{Axis, Mark, Plot};

/// A chart of rows.
#[derive(Clone, Debug)]
pub struct RowChart {
    /// The identifier for tests and links.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// What is to be seen, in words.
    pub finding: String,
    /// What the horizontal axis counts.
    pub unit: &'static str,
    /// The name of each row.
    pub names: Vec<String>,
    /// The name of each series and its values, one for each row as far as there are any.
    pub series: Vec<(String, Vec<Option<f64>>)>,
    /// The numbers.
    pub table: Table,
}

impl RowChart {
    /// The chart with a symbol for each value.
    pub fn dots(self) -> Figure {
        let values = || self.series.iter().flat_map(|(_, values)| values).flatten();
        let axis = match self.unit.contains('%') {
            true => Axis::percent(values().copied(), 6),
            false => Axis::from_zero(values().copied(), 5),
        };
        let marks = self.series.iter().enumerate();
        let marks = marks.map(|(series, (_, values))| {
            let places = values.iter().enumerate();
            let points = places.filter_map(|(row, value)| Some(((*value)?, row as f64 + 0.5)));
            Mark::Symbols(series, points.collect())
        });
        let marks = marks.collect();
        self.figure(axis, marks)
    }

    /// The chart with a bar from zero for each value of the first series.
    pub fn bars(self) -> Figure {
        let values = self.series.first().map(|(_, values)| values.clone());
        let values = values.unwrap_or_default();
        let axis = Axis::from_zero(values.iter().flatten().copied(), 5);
        let marks = values.iter().enumerate().filter_map(|(row, value)| {
            let (top, bottom) = (row as f64 + 0.25, row as f64 + 0.75);
            Some(Mark::Bar(0, (0.0, top), ((*value)?, bottom)))
        });
        let marks = marks.collect();
        self.figure(axis, marks)
    }

    fn figure(self, axis: Axis, marks: Vec<Mark>) -> Figure {
        Figure {
            id: self.id,
            title: self.title,
            finding: self.finding,
            table: self.table,
            chart: Chart::Plot {
                plot: Plot {
                    x: axis,
                    y: Axis::Names(self.names),
                    x_unit: self.unit.to_owned(),
                    y_unit: String::new(),
                    marks,
                },
                legend: self.series.into_iter().map(|(name, _)| name).collect(),
                guide: None,
            },
        }
    }
}
