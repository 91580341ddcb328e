//! The tables of a report as names and numbers. The model card renders them as Markdown, the Report view as HTML; each
//! formats a [`Cell`] in its own way and derives nothing.

use super::{
    CalibrationRow, Comparison, ConditionRow, DataFacts, EpochRow, Evaluation, SeedRow, VariantRow,
};
use crate::statistics::mean_and_deviation;
use crate::{OperatingPointRow, Score, ThresholdRow};

/// A table: the heads of its columns, and rows of as many cells.
#[derive(Clone, Debug, PartialEq)]
pub struct TableData {
    /// The heads of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// A name or a sentence.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A score from 0 to 1, a loss or an error, to be shown with four digits behind the point.
    Score(f64),
    /// A number to be shown with one digit behind the point.
    Tenths(f64),
    /// Nothing: there is no such number.
    Missing,
}

/// The scores on the validation data after each epoch, in the columns of the cards that transformers' `Trainer` writes.
pub fn epochs(rows: &[EpochRow]) -> TableData {
    let columns = [
        "Training Loss",
        "Epoch",
        "Step",
        "Validation Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
    ];
    table(columns, rows, |row| {
        [
            Cell::Score(row.training_loss),
            Cell::Tenths(row.epoch),
            row.step.into(),
            Cell::Score(row.validation_loss),
            Cell::Score(row.precision),
            Cell::Score(row.recall),
            Cell::Score(row.f1),
            Cell::Score(row.accuracy),
        ]
    })
}

/// The same with a column for the F1 of each source of validation data.
pub fn epochs_with_sources(rows: &[EpochRow]) -> TableData {
    with_f1_of_sources(epochs(rows), "F1, ", rows)
}

/// The F1 of each source of validation data after each epoch.
pub fn epochs_by_source(rows: &[EpochRow]) -> TableData {
    let epochs = table(["Epoch"], rows, |row| [Cell::Tenths(row.epoch)]);
    with_f1_of_sources(epochs, "", rows)
}

fn with_f1_of_sources(mut all: TableData, before: &str, rows: &[EpochRow]) -> TableData {
    let sources = rows.first().map_or(&[][..], |row| &row.sources);
    for (place, source) in sources.iter().enumerate() {
        all.columns.push(format!("{before}{}", source.name));
        for (cells, row) in all.rows.iter_mut().zip(rows) {
            let f1 = row.sources.get(place).map(|source| source.f1);
            cells.push(f1.into());
        }
    }
    all
}

/// The table with the name of each row's source in front, where any has one.
fn with_source<'a>(
    mut all: TableData,
    sources: impl Iterator<Item = Option<&'a str>> + Clone,
) -> TableData {
    if sources.clone().all(|source| source.is_none()) {
        return all;
    }
    all.columns.insert(0, "Source".to_owned());
    for (cells, source) in all.rows.iter_mut().zip(sources) {
        cells.insert(0, source.map_or(Cell::Missing, Cell::from));
    }
    all
}

/// The scores of the finished model by split and weight format. Milliseconds are those of a forward pass over 32
/// wordpieces on one thread.
pub fn evaluations(rows: &[Evaluation]) -> TableData {
    let columns = [
        "Split",
        "Weights",
        "Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
        "Bytes",
        "Milliseconds",
    ];
    let all = table(columns, rows, |row| {
        let [precision, recall, f1] = scores(&row.scores.overall);
        [
            row.split.as_str().into(),
            row.weights.as_str().into(),
            Cell::Score(row.loss),
            precision,
            recall,
            f1,
            Cell::Score(row.scores.accuracy),
            Cell::Count(row.weight_bytes),
            row.millis.map_or("not measured".into(), Cell::Tenths),
        ]
    });
    with_source(all, rows.iter().map(|row| row.source.as_deref()))
}

/// The scores of evaluations of one split, by source.
pub fn sources(rows: &[&Evaluation]) -> TableData {
    let columns = ["Source", "Names", "Precision", "Recall", "F1"];
    table(columns, rows, |row| {
        let [precision, recall, f1] = scores(&row.scores.overall);
        [
            row.source.as_deref().map_or(Cell::Missing, Cell::from),
            row.scores.overall.support.into(),
            precision,
            recall,
            f1,
        ]
    })
}

/// The F1 of each seed, with mean and standard deviation in the last two rows.
pub fn seeds(rows: &[SeedRow]) -> TableData {
    let columns = ["Seed", "Validation F1", "Test F1", "Minutes"];
    let mut all = table(columns, rows, |row| {
        [
            Cell::Text(row.seed.to_string()),
            Cell::Score(row.validation_f1),
            row.test_f1.into(),
            Cell::Tenths(row.seconds / 60.0),
        ]
    });
    let [validation, test] = SeedRow::statistics(rows);
    let summary = |name: &str, of: fn((f64, Option<f64>)) -> Option<f64>| {
        let (validation, test) = (validation.and_then(of), test.and_then(of));
        vec![name.into(), validation.into(), test.into(), Cell::Missing]
    };
    all.rows.push(summary("Mean", |(mean, _)| Some(mean)));
    all.rows
        .push(summary("Standard deviation", |(_, deviation)| deviation));
    all
}

impl SeedRow {
    /// Mean and standard deviation of F1 over all rows, on the validation data and on the test data.
    pub fn statistics(rows: &[Self]) -> [Option<(f64, Option<f64>)>; 2] {
        let validation = rows.iter().map(|row| row.validation_f1);
        let test = rows.iter().filter_map(|row| row.test_f1);
        [
            mean_and_deviation(&validation.collect::<Vec<_>>()),
            mean_and_deviation(&test.collect::<Vec<_>>()),
        ]
    }
}

/// Loss and expected calibration error of each split, before and after the temperature.
pub fn calibration(rows: &[CalibrationRow]) -> TableData {
    let columns = [
        "Split",
        "Temperature",
        "Loss",
        "Error, words",
        "Error, names",
    ];
    let rows: Vec<_> = rows
        .iter()
        .flat_map(|row| {
            let both = [("before", &row.before), ("after", &row.after)];
            both.map(|(when, values)| (row, when, values))
        })
        .collect();
    table(columns, &rows, |(row, when, values)| {
        [
            row.split.as_str().into(),
            (*when).into(),
            Cell::Score(values.loss),
            Cell::Score(values.word_error),
            Cell::Score(values.entity_error),
        ]
    })
}

/// What is left of precision and recall when only names above a score count.
pub fn thresholds(rows: &[ThresholdRow]) -> TableData {
    let columns = ["Score from", "Names", "Precision", "Recall", "F1"];
    table(columns, rows, |row| {
        let [precision, recall, f1] = scores(&row.score);
        [
            Cell::Text(row.threshold.to_string()),
            row.found.into(),
            precision,
            recall,
            f1,
        ]
    })
}

/// The scores of each source between only sure names and none missed.
pub fn operating_points(rows: &[OperatingPointRow]) -> TableData {
    let columns = [
        "Score from",
        "Recall bias",
        "Names",
        "Precision",
        "Recall",
        "F1",
    ];
    let all = table(columns, rows, |row| {
        let [precision, recall, f1] = scores(&row.score);
        [
            Cell::Text(row.point.threshold.to_string()),
            Cell::Text(row.point.recall_bias.to_string()),
            row.found.into(),
            precision,
            recall,
            f1,
        ]
    });
    with_source(all, rows.iter().map(|row| row.source.as_deref()))
}

/// The scores of the data when it is read in another way.
pub fn conditions(rows: &[ConditionRow]) -> TableData {
    let columns = ["Read as", "Split", "Precision", "Recall", "F1"];
    table(columns, rows, |row| {
        let [precision, recall, f1] = scores(&row.score);
        [
            row.condition.name().into(),
            row.split.as_str().into(),
            precision,
            recall,
            f1,
        ]
    })
}

/// The files that a model was trained and scored on.
pub fn data(files: &[DataFacts]) -> TableData {
    let columns = ["Split", "File", "Sentences", "Words", "Names"];
    let all = table(columns, files, |file| {
        [
            file.split.as_str().into(),
            file.file.as_str().into(),
            file.sentences.into(),
            file.words.into(),
            file.entity_count().into(),
        ]
    });
    with_source(all, files.iter().map(|file| file.source.as_deref()))
}

/// The epochs of a published run, and those of ours below them.
pub fn comparison(row: &Comparison) -> TableData {
    let columns = [
        "Run",
        "Epoch",
        "Validation Loss",
        "Precision",
        "Recall",
        "F1",
        "Accuracy",
    ];
    let theirs = &row.published;
    let published: Cell = format!("published, {}", theirs.base).as_str().into();
    let ours: Cell = format!("ours, {}", row.base).as_str().into();
    let last = theirs.last_epoch();
    let mut all = table(columns, &theirs.f1_by_epoch(), |(epoch, f1)| {
        // All scores but F1 are those of the last epoch.
        let whole = |value: Option<f64>| value.filter(|_| *epoch == last).into();
        [
            published.clone(),
            Cell::Tenths(*epoch as f64),
            whole(theirs.loss),
            whole(Some(theirs.precision)),
            whole(Some(theirs.recall)),
            Cell::Score(*f1),
            whole(Some(theirs.accuracy)),
        ]
    });
    // An epoch's row without its training loss and its step.
    let epochs = epochs(&row.epochs).rows.into_iter();
    all.rows.extend(epochs.map(|epoch| {
        let [_, epoch, _, scores @ ..] = &epoch[..] else {
            return Vec::new();
        };
        [&[ours.clone(), epoch.clone()], scores].concat()
    }));
    all
}

/// Every model that was trained on the way, with its score and its cost.
pub fn variants(rows: &[VariantRow]) -> TableData {
    let columns = [
        "Number",
        "Model",
        "Parameters",
        "Validation F1",
        "Test F1",
        "Thread hours",
        "Base and recipe",
    ];
    let rows: Vec<_> = rows.iter().enumerate().collect();
    table(columns, &rows, |(place, row)| {
        let mark = if row.is_this { " (this one)" } else { "" };
        [
            Cell::Text((place + 1).to_string()),
            Cell::Text(format!("{}{mark}", row.name)),
            row.parameters.into(),
            Cell::Score(row.validation_f1),
            row.test_f1.into(),
            Cell::Tenths(row.thread_hours()),
            Cell::Text(format!("{}: {}", row.base, row.recipe.summary())),
        ]
    })
}

fn scores(score: &Score) -> [Cell; 3] {
    [score.precision, score.recall, score.f1].map(Cell::Score)
}

fn table<T, const N: usize>(
    columns: [&'static str; N],
    rows: &[T],
    cells: impl Fn(&T) -> [Cell; N],
) -> TableData {
    TableData {
        columns: columns.map(str::to_owned).to_vec(),
        rows: rows.iter().map(|row| cells(row).to_vec()).collect(),
    }
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<usize> for Cell {
    fn from(count: usize) -> Self {
        Self::Count(count as u64)
    }
}

/// A score where there is one.
impl From<Option<f64>> for Cell {
    fn from(score: Option<f64>) -> Self {
        score.map_or(Self::Missing, Self::Score)
    }
}
