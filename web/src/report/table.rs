//! A table of texts, before it is HTML.

use namelight_scores::report::{Cell, TableData};

use crate::presentation::format;

/// A table of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The identifier for tests and links.
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

impl Table {
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

    /// A table of the report, with numbers as this page writes them.
    pub fn of(id: impl Into<String>, caption: impl Into<String>, data: &TableData) -> Self {
        let rows = data.rows.iter();
        let rows = rows.map(|row| row.iter().map(text).collect());
        let columns: Vec<&str> = data.columns.iter().map(String::as_str).collect();
        Self::new(id, caption, &columns, rows)
    }

    /// The same table of rows without names.
    pub fn without_names(self) -> Self {
        let named_rows = false;
        Self { named_rows, ..self }
    }
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.clone(),
        Cell::Count(count) => format::bytes(*count),
        Cell::Score(value) => format::score(*value),
        Cell::Tenths(value) => format!("{value:.1}"),
        Cell::Missing => String::new(),
    }
}
