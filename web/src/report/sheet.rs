//! Tables, figures and sections, before they are HTML.

use crate::plot::Plot;
use crate::report::Fact;

/// A table of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// For tests and links.
    pub id: String,
    /// What the table shows.
    pub caption: String,
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The cells, row by row.
    pub rows: Vec<Vec<String>>,
    /// Whether a row's first cell names it.
    pub named_rows: bool,
}

impl Sheet {
    /// A table whose rows are named by their first cells.
    pub fn new(
        id: impl Into<String>,
        caption: impl Into<String>,
        columns: &[&str],
        rows: impl IntoIterator<Item = Vec<String>>,
    ) -> Self {
        Self {
            id: id.into(),
            caption: caption.into(),
            columns: columns.iter().map(|column| (*column).to_owned()).collect(),
            rows: rows.into_iter().collect(),
            named_rows: true,
        }
    }

    /// The same of rows without names.
    pub fn without_names(self) -> Self {
        let named_rows = false;
        Self { named_rows, ..self }
    }
}

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
    pub sheet: Sheet,
}

/// A part of a section.
#[derive(Clone, Debug, PartialEq)]
pub enum Part {
    /// A paragraph.
    Note(String),
    /// A table.
    Table(Sheet),
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
    pub parts: Vec<Part>,
}
