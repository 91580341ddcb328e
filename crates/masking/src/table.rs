//! The table of names as a file: JSON, a list of objects with `placeholder`, `name` and `type`. The page writes it when it is
//! asked to, and the command line writes and reads it.

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::mask::Placeholder;
use crate::placeholders::key_parts;

/// Why a file is no table of names.
#[derive(Debug, Error)]
pub enum TableError {
    /// It is not JSON of this form.
    #[error(
        "this is no table of names ({0}); expected a list such as [{{\"placeholder\": \"[PER_1]\", \"name\": \"Ada\", \
         \"type\": \"PER\"}}]"
    )]
    Json(#[from] serde_json::Error),
    /// A row has something else in place of a placeholder.
    #[error("row {row}: {found:?} is no placeholder such as [PER_1] or [PER_1b]")]
    Placeholder {
        /// The number of the row, counted from 1.
        row: usize,
        /// What stands there.
        found: String,
    },
    /// Two rows have one placeholder.
    #[error("row {row}: {placeholder} stands in a row above already")]
    Twice {
        /// The number of the second row, counted from 1.
        row: usize,
        /// The placeholder.
        placeholder: String,
    },
}

#[derive(Serialize, Deserialize)]
struct Row {
    placeholder: String,
    name: String,
    #[serde(rename = "type")]
    kind: String,
}

/// Writes a table as JSON, a row for each placeholder. The places of the names are left out.
pub fn table_to_json(table: &[Placeholder]) -> String {
    let row = |placeholder: &Placeholder| Row {
        placeholder: placeholder.placeholder.clone(),
        name: placeholder.surface.clone(),
        kind: placeholder.kind.clone(),
    };
    let rows: Vec<Row> = table.iter().map(row).collect();
    // Texts can always be written.
    serde_json::to_string_pretty(&rows).unwrap_or_default() + "\n"
}

/// Reads a table that [`table_to_json`] wrote.
///
/// # Errors
///
/// It is not JSON of that form, or a row has no placeholder or one of another row.
pub fn table_from_json(text: &str) -> Result<Vec<Placeholder>, TableError> {
    let rows: Vec<Row> = serde_json::from_str(text)?;
    let mut known = std::collections::HashSet::new();
    let mut table = Vec::with_capacity(rows.len());
    for (row, number) in rows.into_iter().zip(1..) {
        if key_parts(&row.placeholder).is_none() {
            return Err(TableError::Placeholder {
                row: number,
                found: row.placeholder,
            });
        }
        if !known.insert(row.placeholder.clone()) {
            return Err(TableError::Twice {
                row: number,
                placeholder: row.placeholder,
            });
        }
        table.push(Placeholder {
            placeholder: row.placeholder,
            surface: row.name,
            kind: row.kind,
            places: Vec::new(),
        });
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use namelight_text::Span;

    use super::*;
    use crate::{Item, mask, restore};

    #[test]
    fn a_table_from_a_file_restores_what_its_writer_masked() {
        let text = "Ada \"B.\" left\nOslo";
        let item = |start, end, kind| Item {
            span: Span { start, end },
            kind,
        };
        let masked = mask(text, &[item(0, 8, "PER"), item(14, 18, "LOC")]);
        let table = table_from_json(&table_to_json(&masked.table)).unwrap();
        assert_eq!(restore(&masked.text, &table).text, text);
    }

    #[test]
    fn files_that_are_no_tables_are_told_by_their_row() {
        let row = |placeholder: &str| {
            format!(r#"{{"placeholder": "{placeholder}", "name": "Ada", "type": "PER"}}"#)
        };
        let error = |text: &str| table_from_json(text).unwrap_err().to_string();
        assert!(error("").contains("no table of names"));
        assert!(error(r#"[{"placeholder": "[PER_1]"}]"#).contains("no table of names"));
        let rows = format!("[{}, {}]", row("[PER_1]"), row("PER"));
        assert!(error(&rows).starts_with("row 2: \"PER\" is no placeholder"));
        let rows = format!("[{}, {}]", row("[PER_1]"), row("[PER_1]"));
        assert_eq!(error(&rows), "row 2: [PER_1] stands in a row above already");
    }
}
