//! The card's tables of how far the model can be trusted.

use namelight_scores::ThresholdRow;
use namelight_scores::report::{CalibrationRow, ConditionRow, Diagnostics};

use super::numbers::rounded;
use super::tables::table;

/// Temperature, thresholds and other readings of the data.
pub fn section(diagnostics: &Diagnostics) -> String {
    let temperature = rounded(diagnostics.temperature);
    format!(
        "\n### Calibration\n\nLogits are divided by a temperature of {temperature}, fitted on the validation set.\n\n{}\
         \n### Score thresholds on the validation set\n\n{}\
         \n### Other readings of the data\n\n{}",
        calibration(&diagnostics.calibration),
        thresholds(&diagnostics.thresholds),
        conditions(&diagnostics.conditions)
    )
}

fn calibration(rows: &[CalibrationRow]) -> String {
    let header = [
        "Split",
        "Temperature",
        "Loss",
        "Expected calibration error, words",
        "The same, entities",
    ];
    let rows = rows.iter().flat_map(|row| {
        let with = [("no", &row.before), ("yes", &row.after)];
        with.map(|(temperature, values)| {
            [
                row.split.clone(),
                temperature.to_owned(),
                rounded(values.loss),
                rounded(values.word_error),
                rounded(values.entity_error),
            ]
        })
    });
    table(header, rows.collect())
}

fn thresholds(rows: &[ThresholdRow]) -> String {
    let header = ["Score from", "Entities", "Precision", "Recall", "F1"];
    let rows = rows.iter().map(|row| {
        [
            row.threshold.to_string(),
            row.found.to_string(),
            rounded(row.score.precision),
            rounded(row.score.recall),
            rounded(row.score.f1),
        ]
    });
    table(header, rows.collect())
}

fn conditions(rows: &[ConditionRow]) -> String {
    let header = ["Split", "Read as", "Precision", "Recall", "F1"];
    let rows = rows.iter().map(|row| {
        [
            row.split.clone(),
            row.condition.name().to_owned(),
            rounded(row.score.precision),
            rounded(row.score.recall),
            rounded(row.score.f1),
        ]
    });
    table(header, rows.collect())
}
