//! `bench/record/README.md`: all records as tables.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

use crate::browser::results::InBrowser;
use crate::machine::Machine;
use crate::native::Native;
use crate::page::PageTimes;
use crate::preparation::Preparation;
use crate::record::{self, Record, Subject};
use crate::sentences::Sentences;
use crate::size::Sizes;
use crate::table::{self, Day};
use crate::train::TrainSteps;

/// The number of days that are shown, the newest ones.
const DAYS: usize = 5;

const HEAD: &str = "# Benchmark records\n\n\
    `cargo xtask bench` writes the records beside this file and makes these tables of them. A column is a day.\n";

/// The records of one subject on one machine.
struct Section {
    title: String,
    about: &'static str,
    versions: Vec<String>,
    days: Vec<Day>,
}

/// Writes the file.
///
/// # Errors
/// When a record cannot be read, or the file not be written.
pub fn write() -> Result<()> {
    let path = record::folder().join("README.md");
    fs::write(&path, markdown()?).with_context(|| format!("writing {}", path.display()))
}

/// The tables of one result.
pub fn of_results<T: Subject>(results: &T) -> String {
    table::markdown(&[Day {
        date: "today".to_owned(),
        rows: results.rows(),
    }])
}

fn markdown() -> Result<String> {
    let mut text = HEAD.to_owned();
    for ((_, name), section) in sections()? {
        let Section {
            title,
            about,
            versions,
            mut days,
        } = section;
        days.drain(..days.len().saturating_sub(DAYS));
        text += &format!("\n## {name}: {title}\n\n{about}\n");
        if !versions.is_empty() {
            text += &format!("\nMeasured with {}.\n", versions.join("; "));
        }
        text += "\n";
        text += table::markdown(&days).trim_end();
        text += "\n";
    }
    Ok(text)
}

/// The sections of all records, by folder and subject.
fn sections() -> Result<BTreeMap<(String, String), Section>> {
    let mut sections = BTreeMap::new();
    for folder in sorted(&record::folder())? {
        let path = record::folder().join(&folder);
        if !path.is_dir() {
            continue;
        }
        for file in sorted(&path)? {
            let path = path.join(&file);
            let subject = file.get("2026-11-25-".len()..).unwrap_or(&file);
            let subject = subject.trim_end_matches(".json").to_owned();
            let text = fs::read(&path).with_context(|| path.display().to_string())?;
            let key = (folder.clone(), subject.clone());
            add(&mut sections, key, &subject, &text).with_context(|| path.display().to_string())?;
        }
    }
    Ok(sections)
}

fn add(
    sections: &mut BTreeMap<(String, String), Section>,
    key: (String, String),
    subject: &str,
    text: &[u8],
) -> Result<()> {
    match subject {
        InBrowser::NAME => add_record::<InBrowser>(sections, key, text),
        Native::NAME => add_record::<Native>(sections, key, text),
        PageTimes::NAME => add_record::<PageTimes>(sections, key, text),
        Preparation::NAME => add_record::<Preparation>(sections, key, text),
        TrainSteps::NAME => add_record::<TrainSteps>(sections, key, text),
        Sentences::NAME => add_record::<Sentences>(sections, key, text),
        Sizes::NAME => add_record::<Sizes>(sections, key, text),
        other => bail!("{other:?} is nothing that is measured"),
    }
}

fn add_record<T: Subject>(
    sections: &mut BTreeMap<(String, String), Section>,
    key: (String, String),
    text: &[u8],
) -> Result<()> {
    let Record {
        date,
        machine,
        results,
    } = serde_json::from_slice::<Record<T>>(text)?;
    let section = sections.entry(key).or_insert_with(|| Section {
        title: String::new(),
        about: T::ABOUT,
        versions: Vec::new(),
        days: Vec::new(),
    });
    section.title = machine.map_or("any machine".to_owned(), title);
    let versions = results.versions();
    if !versions.is_empty() {
        section.versions.push(format!("{versions} ({date})"));
    }
    section.days.push(Day {
        date,
        rows: results.rows(),
    });
    Ok(())
}

fn title(machine: Machine) -> String {
    format!("{}; {} cores", machine.processor.title(), machine.cores)
}

/// The names in a folder.
fn sorted(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        names.push(entry?.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tables_are_those_of_the_records() {
        let written = fs::read_to_string(record::folder().join("README.md")).unwrap();
        let advice = "`cargo run -p namelight-bench --bin bench tables` writes them anew";
        assert!(written == markdown().unwrap(), "{advice}");
    }
}
