//! What the model was trained and scored on.

use std::collections::BTreeSet;

use namelight_scores::report::{DataFacts, Report};

use super::facts::fact;
use super::row_chart::RowChart;
use super::{Content, Figure, Section, Table};
use crate::entity_types::full_name;
use crate::presentation::format::{count, counted};

/// Counts, and the hashes of the files.
pub fn section(report: &Report) -> Section {
    let files = &report.data;
    if files.is_empty() {
        let note = "The report names no data.".to_owned();
        return Section {
            id: "data",
            title: "Data",
            contents: vec![Content::Note(note)],
        };
    }
    let hashes = files
        .iter()
        .map(|file| fact(format!("SHA-256 of {}", file.file), &file.sha256));
    Section {
        id: "data",
        title: "Data",
        contents: vec![
            Content::Table(table(files)),
            Content::Facts(hashes.collect()),
            Content::Figures(figure(files).into_iter().collect()),
        ],
    }
}

fn names_in(file: &DataFacts) -> usize {
    file.entities
        .values()
        .fold(0, |sum, count| sum.saturating_add(*count))
}

fn table(files: &[DataFacts]) -> Table {
    let row = |file: &DataFacts| {
        vec![
            file.split.clone(),
            file.file.clone(),
            count(file.sentences),
            count(file.words),
            count(names_in(file)),
        ]
    };
    let columns = ["Data", "File", "Sentences", "Words", "Names"];
    Table::new("data-table", "The files", &columns, files.iter().map(row))
}

/// None where no file has a name.
fn figure(files: &[DataFacts]) -> Option<Figure> {
    let kinds: BTreeSet<&String> = files.iter().flat_map(|file| file.entities.keys()).collect();
    if kinds.is_empty() {
        return None;
    }
    let series = files.iter().map(|file| {
        let values = kinds.iter().map(|kind| file.entities.get(*kind));
        let values = values.map(|count| Some(*count? as f64));
        (file.split.clone(), values.collect())
    });
    let mut columns = vec!["Type"];
    columns.extend(files.iter().map(|file| file.split.as_str()));
    let row = |kind: &&String| {
        let counts = files.iter().map(|file| file.entities.get(*kind));
        let counts = counts.map(|number| count(number.copied().unwrap_or(0)));
        let name = full_name(kind).to_owned();
        std::iter::once(name).chain(counts).collect()
    };
    let told = files
        .iter()
        .map(|file| format!("{} in {}", counted(names_in(file), "name"), file.split));
    let figure = RowChart {
        id: "data-figure".to_owned(),
        title: "Names by type".to_owned(),
        finding: told.collect::<Vec<_>>().join(", ") + ".",
        unit: "names",
        names: kinds
            .iter()
            .map(|kind| full_name(kind).to_owned())
            .collect(),
        series: series.collect(),
        table: Table::new(
            "data-figure-table",
            "Names by type",
            &columns,
            kinds.iter().map(row),
        ),
    };
    Some(figure.dots())
}
