//! Tables and lists in Markdown.

use std::iter::once;

use namelight_scores::report::{Cell, TableData};

use super::numbers::rounded;

/// A list of names with their values.
pub fn list(lines: impl IntoIterator<Item = (String, String)>) -> String {
    let lines = lines.into_iter();
    lines
        .map(|(name, value)| format!("- {name}: {value}\n"))
        .collect()
}

/// A table whose columns are as wide as their widest cells.
pub fn table(data: &TableData) -> String {
    let header = data.columns.clone();
    let rows = data.rows.iter();
    let rows: Vec<Vec<String>> = rows.map(|row| row.iter().map(text).collect()).collect();
    let mut widths = vec![0; header.len()];
    for row in once(&header).chain(&rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let rule = widths
        .iter()
        .map(|width| format!("|:{}:", "-".repeat(*width)));
    let rule = rule.collect::<String>() + "|\n";
    let rows = rows.iter().map(|row| line(row, &widths));
    once(line(&header, &widths))
        .chain(once(rule))
        .chain(rows)
        .collect()
}

fn text(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => text.replace('|', "\\|"),
        Cell::Count(count) => count.to_string(),
        Cell::Score(value) => rounded(*value),
        Cell::Tenths(value) => format!("{value:.1}"),
        Cell::Missing => String::new(),
    }
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let cells = cells.iter().zip(widths);
    let text: String = cells
        .map(|(cell, &width)| format!("| {cell:width$} "))
        .collect();
    text + "|\n"
}
