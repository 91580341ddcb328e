//! The section on the data that the model was trained and scored on.

use std::collections::BTreeSet;

use namelight_scores::report::{DataFacts, Report, tables};

use super::facts::fact;
use super::row_chart::RowChart;
use super::{Content, Figure, Section, Table, splits};
use crate::entity_types::full_name;
use crate::presentation::format::{count, counted};

/// Counts, and the hashes of the files.
pub fn section(report: &Report) -> Section {
    let (id, title) = ("data", "Data");
    let files = &report.data;
    if files.is_empty() {
        return Section::note(id, title, "The report names no data.");
    }
    let hashes = files
        .iter()
        .map(|file| fact(format!("SHA-256 of {}", file.label()), &file.sha256));
    Section::new(
        id,
        title,
        vec![
            Content::Table(Table::of("data-table", "The files", &tables::data(files))),
            Content::Facts(hashes.collect()),
            Content::Figures(figure(files).into_iter().collect()),
        ],
    )
}

/// The files of all sources for this split.
fn of_split<'a>(files: &'a [DataFacts], split: &'a str) -> impl Iterator<Item = &'a DataFacts> {
    files.iter().filter(move |file| file.split == split)
}

/// None where no file has a name.
fn figure(files: &[DataFacts]) -> Option<Figure> {
    let types: BTreeSet<&String> = files.iter().flat_map(|file| file.entities.keys()).collect();
    if types.is_empty() {
        return None;
    }
    // The files of all sources together.
    let splits = splits(files.iter().map(|file| &file.split));
    let number = |split: &str, entity_type: &String| -> Option<usize> {
        let files = of_split(files, split);
        let counts = files.filter_map(|file| file.entities.get(entity_type));
        counts.copied().reduce(usize::saturating_add)
    };
    let series = splits.iter().map(|split| {
        let values = types.iter().map(|it| number(split, it));
        let values = values.map(|count| Some(count? as f64));
        (split.clone(), values.collect())
    });
    let mut columns = vec!["Type"];
    columns.extend(splits.iter().map(String::as_str));
    let row = |entity_type: &&String| {
        let counts = splits.iter().map(|split| number(split, entity_type));
        let counts = counts.map(|number| count(number.unwrap_or(0)));
        let name = full_name(entity_type).to_owned();
        [name].into_iter().chain(counts).collect()
    };
    let told = splits.iter().map(|split| {
        let counts = of_split(files, split).map(DataFacts::entity_count);
        let all = counts.fold(0, usize::saturating_add);
        format!("{} in {split}", counted(all, "name"))
    });
    let title = "Names by type";
    let figure = RowChart {
        id: "data-figure".to_owned(),
        title: title.to_owned(),
        finding: told.collect::<Vec<_>>().join(", ") + ".",
        unit: "names",
        names: types.iter().map(|it| full_name(it).to_owned()).collect(),
        series: series.collect(),
        table: Table::new("data-figure-table", title, &columns, types.iter().map(row)),
    };
    Some(figure.dots())
}
