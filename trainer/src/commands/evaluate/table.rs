//! The tables that `namelight evaluate` prints.

use std::collections::BTreeMap;

use namelight_scores::{Score, ThresholdRow};

/// The scores of each type and of all.
pub fn scores(all: &Score, types: &BTreeMap<String, Score>) -> String {
    let head = format!(
        "{:<10} {:>9} {:>9} {:>9} {:>9}\n",
        "", "precision", "recall", "F1", "entities"
    );
    let rows = types.iter().map(|(name, score)| row(name, score));
    [head]
        .into_iter()
        .chain(rows)
        .chain([row("all", all)])
        .collect()
}

fn row(name: &str, score: &Score) -> String {
    let Score {
        precision,
        recall,
        f1,
        support,
    } = score;
    format!("{name:<10} {precision:>9.4} {recall:>9.4} {f1:>9.4} {support:>9}\n")
}

/// The scores when only entities from a score on count.
pub fn thresholds(rows: &[ThresholdRow]) -> String {
    let head = format!(
        "\n{:<10} {:>9} {:>9} {:>9} {:>9}\n",
        "score from", "precision", "recall", "F1", "found"
    );
    let rows = rows.iter().map(|row| {
        let Score {
            precision,
            recall,
            f1,
            ..
        } = row.score;
        let (threshold, found) = (row.threshold, row.found);
        format!("{threshold:<10} {precision:>9.4} {recall:>9.4} {f1:>9.4} {found:>9}\n")
    });
    [head].into_iter().chain(rows).collect()
}
