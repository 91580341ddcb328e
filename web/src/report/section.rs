//! Sections of the view and the figures in them, before they are HTML.

use super::{Fact, Table};
use crate::plot::Plot;

/// A part of the view under a heading.
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    /// The identifier for tests and links.
    pub id: &'static str,
    /// The heading.
    pub title: &'static str,
    /// Whether it is unfolded at first: the report opens with what matters most.
    pub is_open: bool,
    /// What is in it, from top to bottom.
    pub contents: Vec<Content>,
}

impl Section {
    /// A section of one paragraph, which says why there is nothing else.
    pub fn note(id: &'static str, title: &'static str, note: impl Into<String>) -> Self {
        let contents = vec![Content::Note(note.into())];
        Self::new(id, title, contents)
    }

    /// A folded section.
    pub fn new(id: &'static str, title: &'static str, contents: Vec<Content>) -> Self {
        Self {
            id,
            title,
            is_open: false,
            contents,
        }
    }

    /// The same section, unfolded.
    pub fn open(self) -> Self {
        Self {
            is_open: true,
            ..self
        }
    }
}

/// One thing in a section.
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

/// A chart with all that belongs to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The identifier for tests and links; that of its table ends in `-table`.
    pub id: String,
    /// What is shown.
    pub title: String,
    /// What is to be seen, in words.
    pub finding: String,
    /// The chart.
    pub chart: Chart,
    /// The numbers.
    pub table: Table,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub enum Chart {
    /// Lines, symbols or bars between two axes.
    Plot {
        /// The chart.
        plot: Plot,
        /// What the series are called, in the order of their numbers.
        legend: Vec<String>,
        /// What the guide is called, where there is one.
        guide: Option<&'static str>,
    },
    /// Shaded counts.
    Matrix(Matrix),
}

/// A matrix of counts, shaded by their share of the row.
#[derive(Clone, Debug, PartialEq)]
pub struct Matrix {
    /// What the rows stand for.
    pub row_title: &'static str,
    /// What the columns stand for.
    pub column_title: &'static str,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The head of each row, and its cells; a cell that stands for nothing is none.
    pub rows: Vec<(String, Vec<Option<MatrixCell>>)>,
}

/// A cell of a matrix.
#[derive(Clone, Debug, PartialEq)]
pub struct MatrixCell {
    /// The count, as short as there is room for.
    pub text: String,
    /// How deep the cell is shaded, from 0 to [`MatrixCell::LEVELS`].
    pub level: usize,
}

impl MatrixCell {
    /// The deepest level.
    pub const LEVELS: usize = 5;
}
