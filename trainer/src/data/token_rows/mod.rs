//! Token rows: a sentence a row, with its words and a tag for each, as the data sets of Hugging Face's hub have them.
//!
//! The rows stand in JSON Lines or in parquet (`parquet`). `row` reads what one says, and `label_names` finds the names of
//! tags that are numbers.

mod label_names;
mod parquet;
mod row;
#[cfg(test)]
mod tests;

use std::path::Path;

use anyhow::{Context, Result};
use namelight_text::{ColumnSentence, Task, with_iob2};
use serde_json::Value;

use super::json_lines;
use label_names::LabelNames;
pub use label_names::{is_of_labels, names_in};

/// What the names of files with rows in parquet end with.
pub const PARQUET: &str = "parquet";

/// The rows of a file.
struct Table {
    /// Each with its number, counted from 1: that of its line in JSON Lines.
    rows: Vec<(usize, Value)>,
    /// What the file says of its columns.
    features: Option<Value>,
    /// What a row is called in messages.
    unit: &'static str,
}

/// Whether a file holds token rows: by its name, or by the first line of a JSON Lines file.
pub fn is_token_file(path: &Path, bytes: &[u8]) -> bool {
    if is_parquet(path, bytes) {
        return true;
    }
    let first = bytes.split(|byte| *byte == b'\n');
    let mut first = first.filter(|line| !line.trim_ascii().is_empty());
    let first = first.next().unwrap_or_default();
    let first = first.strip_prefix("\u{feff}".as_bytes()).unwrap_or(first);
    serde_json::from_slice(first).is_ok_and(|value| row::is_row(&value))
}

/// Reads the sentences of such a file, with BIO tags in IOB2. Rows without words, and those of `-DOCSTART-`, are left out.
///
/// # Errors
/// When a row is none, its tags are not those of a task, or nothing names tags that are numbers.
pub fn read(path: &Path, bytes: &[u8], task: Task) -> Result<Vec<ColumnSentence>> {
    let file = path.display().to_string();
    let table = match is_parquet(path, bytes) {
        true => parquet::read(bytes).with_context(|| format!("{file}: not readable as parquet"))?,
        false => Table {
            rows: json_lines::values(bytes.to_vec(), &file)?,
            features: None,
            unit: "line",
        },
    };
    let mut names = LabelNames::new(path, table.features);
    let mut sentences = Vec::with_capacity(table.rows.len());
    for (number, value) in &table.rows {
        let sentence = row::sentence(value, *number, task, &mut names);
        let sentence = sentence.with_context(|| format!("{file}, {} {number}", table.unit))?;
        sentences.extend(sentence);
    }
    Ok(with_iob2(&file, sentences, task)?)
}

fn is_parquet(path: &Path, bytes: &[u8]) -> bool {
    let extension = path.extension().unwrap_or_default();
    extension.eq_ignore_ascii_case(PARQUET) || bytes.starts_with(parquet::MAGIC)
}
