//! A table of texts, before it is HTML.

/// A table of texts.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
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

    /// The same of rows without names.
    pub fn without_names(self) -> Self {
        let named_rows = false;
        Self { named_rows, ..self }
    }
}
