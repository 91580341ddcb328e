//! Charts of curves: lines from point to point, symbols, or both.

use super::{Chart, Figure, Table};
use crate::plot::{Axis, Mark, Plot, Point};

/// How the points of a curve are drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// A line from point to point.
    Line,
    /// A symbol at each point.
    Symbols,
    /// A line, and a symbol at each point.
    Both,
}

/// A chart of curves.
#[derive(Clone, Debug)]
pub struct LineChart {
    /// The identifier; that of the table ends in `-table`.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// What is to be seen, in words.
    pub finding: String,
    /// The horizontal axis and its unit.
    pub x: (Axis, &'static str),
    /// The vertical axis and its unit.
    pub y: (Axis, &'static str),
    /// The curves: name, style and points.
    pub curves: Vec<(&'static str, Style, Vec<Point>)>,
    /// The numbers.
    pub table: Table,
}

impl LineChart {
    /// The chart as a figure.
    pub fn figure(self) -> Figure {
        self.with(None, Vec::new())
    }

    /// The chart as a figure, with a guide that has this name, or with other marks than the curves.
    pub fn with(self, guide: Option<(&'static str, Vec<Point>)>, notes: Vec<Mark>) -> Figure {
        let name = guide.as_ref().map(|(name, _)| *name);
        let mut marks: Vec<Mark> = guide
            .map(|(_, points)| Mark::Guide(points))
            .into_iter()
            .collect();
        let legend = self.curves.iter().map(|(name, ..)| (*name).to_owned());
        let legend = legend.collect();
        for (series, (_, style, points)) in self.curves.into_iter().enumerate() {
            if style != Style::Symbols {
                marks.push(Mark::Line(series, points.clone()));
            }
            if style != Style::Line {
                marks.push(Mark::Symbols(series, points));
            }
        }
        marks.extend(notes);
        Figure {
            id: self.id,
            title: self.title,
            finding: self.finding,
            table: self.table,
            chart: Chart::Plot {
                plot: Plot {
                    x: self.x.0,
                    y: self.y.0,
                    x_unit: self.x.1.to_owned(),
                    y_unit: self.y.1.to_owned(),
                    marks,
                },
                legend,
                guide: name,
            },
        }
    }
}
