//! Records: what was measured, where and when, as JSON.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::machine::Machine;
use crate::table::Row;
use crate::{root, tables};

/// The folder of records that are the same on every machine.
pub const ANY_MACHINE: &str = "any-machine";

/// Something that is measured.
pub trait Subject: Serialize + DeserializeOwned {
    /// The end of its records' names.
    const NAME: &'static str;
    /// What the numbers are, in a sentence or two.
    const ABOUT: &'static str;

    /// What it was measured with, such as the browser's version.
    fn versions(&self) -> String {
        String::new()
    }

    /// Its numbers, one row for each.
    fn rows(&self) -> Vec<Row>;
}

/// The results of a measurement.
#[derive(Debug, Serialize, Deserialize)]
pub struct Record<T> {
    /// The day, as in 2026-11-25.
    pub date: String,
    /// The machine; `None` for what is the same on every machine.
    pub machine: Option<Machine>,
    pub results: T,
}

/// The folder of all records.
pub fn folder() -> PathBuf {
    root().join("bench/record")
}

/// Keeps a result that depends on this machine, and writes the tables anew.
///
/// # Errors
/// When a file cannot be written.
pub fn keep<T: Subject>(results: T) -> Result<()> {
    write(Some(Machine::this()), results)
}

/// Keeps a result that every machine gives.
///
/// # Errors
/// When a file cannot be written.
pub fn keep_for_any_machine<T: Subject>(results: T) -> Result<()> {
    write(None, results)
}

fn write<T: Subject>(machine: Option<Machine>, results: T) -> Result<()> {
    let of_machine = machine.as_ref().map(|machine| machine.processor.folder());
    let folder = folder().join(of_machine.as_deref().unwrap_or(ANY_MACHINE));
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    let date = today()?;
    let path = folder.join(format!("{date}-{}.json", T::NAME));
    let record = Record {
        date,
        machine,
        results,
    };
    println!("{}", tables::of_results(&record.results));
    let text = serde_json::to_string_pretty(&record)? + "\n";
    fs::write(&path, text).with_context(|| format!("writing {}", path.display()))?;
    println!("{} written", path.display());
    tables::write()
}

fn today() -> Result<String> {
    let output = Command::new("date").args(["-u", "+%F"]).output();
    let output = output.context("asking `date` for the day")?;
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}
