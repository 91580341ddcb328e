//! Sections of the view and the figures in them, before they are HTML.

use super::{Fact, Table};
use crate::plot::Plot;

/// A chart with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// For tests and links; that of its table ends in `-table`.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// What is to be seen, in words.
    pub finding: String,
    /// The chart.
    pub plot: Plot,
    /// What the series are called, in the order of their numbers.
    pub legend: Vec<String>,
    /// What guides are called, where there are any.
    pub guide: Option<&'static str>,
    /// The numbers.
    pub table: Table,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    /// A paragraph.
    Note(String),
    /// A table.
    Table(Table),
    /// Charts side by side.
    Figures(Vec<Figure>),
    /// Names with their values.
    Facts(Vec<Fact>),
}

/// A part of the view under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// For tests and links.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// What is in it.
    pub contents: Vec<Content>,
}
