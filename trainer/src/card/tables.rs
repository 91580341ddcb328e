//! The card's tables.

use std::iter::once;

use namelight_scores::report::{DataFacts, EpochRow, Evaluation, SeedRow};

use super::numbers::rounded;

/// A row an epoch, as in the Trainer's cards.
pub fn epochs(rows: &[EpochRow]) -> String {
    let header = [
        "Training Loss",
        "Epoch",
        "Step",
        "Validation Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
    ];
    let rows = rows.iter().map(|row| {
        [
            rounded(row.training_loss),
            rounded(row.epoch),
            row.step.to_string(),
            rounded(row.validation_loss),
            rounded(row.precision),
            rounded(row.recall),
            rounded(row.f1),
            rounded(row.accuracy),
        ]
    });
    table(header, rows.collect())
}

/// A row a split and weight format; times are those of 32 wordpieces on one thread.
pub fn evaluations(rows: &[Evaluation]) -> String {
    let header = [
        "Split",
        "Weights",
        "Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
        "Milliseconds",
    ];
    let rows = rows.iter().map(|row| {
        let overall = &row.scores.overall;
        [
            row.split.clone(),
            row.weights.clone(),
            rounded(row.loss),
            rounded(overall.precision),
            rounded(overall.recall),
            rounded(overall.f1),
            rounded(row.scores.accuracy),
            row.millis.map_or_else(String::new, |it| format!("{it:.1}")),
        ]
    });
    table(header, rows.collect())
}

/// A row a seed.
pub fn seeds(rows: &[SeedRow]) -> String {
    let header = ["Seed", "Validation F1", "Test F1"];
    let rows = rows.iter().map(|row| {
        [
            row.seed.to_string(),
            rounded(row.validation_f1),
            row.test_f1.map_or_else(String::new, rounded),
        ]
    });
    table(header, rows.collect())
}

/// A row a file.
pub fn data(files: &[DataFacts]) -> String {
    let header = ["Split", "File", "Sentences", "Words", "Entities", "SHA-256"];
    let rows = files.iter().map(|file| {
        [
            file.split.clone(),
            file.file.clone(),
            file.sentences.to_string(),
            file.words.to_string(),
            file.entities.values().sum::<usize>().to_string(),
            file.sha256.clone(),
        ]
    });
    table(header, rows.collect())
}

/// Columns as wide as their widest cell, their content centred when it is drawn.
pub fn table<const N: usize>(header: [&str; N], rows: Vec<[String; N]>) -> String {
    let header = header.map(str::to_owned);
    let mut widths = [0; N];
    for row in once(&header).chain(&rows) {
        for (width, cell) in widths.iter_mut().zip(row) {
            *width = cell.chars().count().max(*width);
        }
    }
    let rule: String = widths
        .iter()
        .map(|width| format!("|:{}:", "-".repeat(*width)))
        .collect();
    let lines = rows.iter().map(|row| line(row, &widths));
    once(line(&header, &widths))
        .chain(once(rule + "|\n"))
        .chain(lines)
        .collect()
}

fn line(cells: &[String], widths: &[usize]) -> String {
    let cells = cells.iter().zip(widths);
    let text: String = cells
        .map(|(cell, &width)| format!("| {:width$} ", cell.replace('|', "\\|")))
        .collect();
    text + "|\n"
}
