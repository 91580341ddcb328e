//! Token rows in [Apache Parquet](https://parquet.apache.org/docs/file-format/), as the hub keeps its data sets.

use std::cell::Cell;
use std::panic;
use std::sync::Once;

use anyhow::{Context, Result, bail};
use bytes::Bytes;
use parquet::file::reader::{FileReader, SerializedFileReader};
use serde_json::Value;

use super::Table;

/// The first bytes of every such file, and its last.
pub const MAGIC: &[u8] = b"PAR1";
/// The entry of a file's metadata in which the library `datasets` describes the columns.
const DESCRIPTION: &str = "huggingface";

thread_local! {
    /// Whether this thread is in the reader, whose panics are errors of the file.
    static IS_READING: Cell<bool> = const { Cell::new(false) };
}

/// Reads all rows, and the description of the columns where the file has one.
///
/// # Errors
/// When the bytes are no such file, or are compressed in another way than snappy.
pub fn read(bytes: &[u8]) -> Result<Table> {
    // The library takes the lengths within a page on trust, and panics where they lead outside it.
    static QUIET: Once = Once::new();
    QUIET.call_once(|| {
        let hook = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            if !IS_READING.get() {
                hook(info);
            }
        }));
    });
    IS_READING.set(true);
    let answer = panic::catch_unwind(|| read_trusting(bytes));
    IS_READING.set(false);
    answer.unwrap_or_else(|_| bail!("the file is damaged; fetch it again"))
}

fn read_trusting(bytes: &[u8]) -> Result<Table> {
    let reader = SerializedFileReader::new(Bytes::copy_from_slice(bytes))?;
    let entries = reader.metadata().file_metadata().key_value_metadata();
    let mut entries = entries.into_iter().flatten();
    let description = entries.find(|entry| entry.key == DESCRIPTION);
    let description = description.and_then(|entry| entry.value.as_deref());
    let features = description.map(features).transpose()?;
    let rows = reader.get_row_iter(None)?.enumerate();
    let row = |(index, row): (usize, parquet::errors::Result<parquet::record::Row>)| {
        Ok((index + 1, row?.to_json_value()))
    };
    Ok(Table {
        rows: rows.map(row).collect::<Result<_>>()?,
        features,
        unit: "row",
    })
}

fn features(description: &str) -> Result<Value> {
    let parsed: Value = serde_json::from_str(description)
        .with_context(|| format!("the metadata {DESCRIPTION:?} is not JSON"))?;
    Ok(parsed["info"]["features"].clone())
}
