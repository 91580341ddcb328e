//! The YAML head of a card, which the Hub's search and its table of results read.

use anyhow::Result;
use namelight_scores::report::{Evaluation, Report};
use serde::Serialize;

use super::{Weights, evaluations};

/// The name of the task on the Hub.
const TASK: &str = "token-classification";

/// A data set that is recognized by its counts, whatever its files are called.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// The name on the Hub.
    pub name: &'static str,
    language: &'static str,
    sentences: usize,
    entities: [(&'static str, usize); 4],
}

/// The numbers of the training file are those of the shared task's paper.
const CONLL2003: Dataset = Dataset {
    name: "conll2003",
    language: "en",
    sentences: 14_041,
    entities: [("LOC", 7140), ("MISC", 3438), ("ORG", 6321), ("PER", 6600)],
};

#[derive(Serialize)]
struct Head<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    library_name: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<[&'a str; 1]>,
    base_model: &'a str,
    pipeline_tag: &'a str,
    tags: [&'a str; 1],
    #[serde(skip_serializing_if = "Option::is_none")]
    datasets: Option<[&'a str; 1]>,
    metrics: [&'a str; 4],
    #[serde(rename = "model-index")]
    model_index: [Model<'a>; 1],
}

#[derive(Serialize)]
struct Model<'a> {
    name: &'a str,
    results: Vec<Outcome<'a>>,
}

#[derive(Serialize)]
struct Outcome<'a> {
    task: Task<'a>,
    dataset: Scored<'a>,
    metrics: [Metric; 4],
}

#[derive(Serialize)]
struct Task<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
}

#[derive(Serialize)]
struct Scored<'a> {
    name: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    split: &'a str,
}

/// A score with its names in text and on the Hub.
#[derive(Serialize)]
pub struct Metric {
    /// The name in text.
    pub name: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
    /// The value, from 0 to 1.
    pub value: f64,
}

/// The head, without the lines of hyphens around it.
///
/// # Errors
/// Those of writing YAML.
pub fn yaml(report: &Report, weights: Weights) -> Result<String> {
    let dataset = dataset(report);
    let name = dataset.map(|dataset| dataset.name);
    let outcomes = evaluations(report, weights).map(|row| outcome(report, row, name));
    let head = Head {
        library_name: (weights == Weights::F32).then_some("transformers"),
        language: dataset.map(|dataset| [dataset.language]),
        base_model: &report.model.base,
        pipeline_tag: TASK,
        tags: [TASK],
        datasets: name.map(|name| [name]),
        metrics: ["precision", "recall", "f1", "accuracy"],
        model_index: [Model {
            name: &report.model.name,
            results: outcomes.collect(),
        }],
    };
    Ok(serde_saphyr::to_string(&head)?)
}

/// The data set that the model was trained on, where that is beyond doubt.
pub fn dataset(report: &Report) -> Option<Dataset> {
    let mut train = report.data.iter().filter(|file| file.split == "train");
    let (Some(train), None) = (train.next(), train.next()) else {
        return None;
    };
    let entities = CONLL2003
        .entities
        .map(|(kind, count)| (kind.to_owned(), count));
    let same = train.sentences == CONLL2003.sentences && train.entities == entities.into();
    same.then_some(CONLL2003)
}

/// The scores that a card states.
pub fn metrics(row: &Evaluation) -> [Metric; 4] {
    let metric = |name, kind, value| Metric { name, kind, value };
    let overall = &row.scores.overall;
    [
        metric("Precision", "precision", overall.precision),
        metric("Recall", "recall", overall.recall),
        metric("F1", "f1", overall.f1),
        metric("Accuracy", "accuracy", row.scores.accuracy),
    ]
}

/// The Hub wants a name and a type of the data; a file that it does not know goes by its own name.
fn outcome<'a>(report: &'a Report, row: &'a Evaluation, known: Option<&'a str>) -> Outcome<'a> {
    let file = report
        .data
        .iter()
        .find(|file| file.split == row.split && file.source == row.source);
    let file = file.map_or(row.split.as_str(), |file| file.file.as_str());
    let data = row.source.as_deref().unwrap_or(file);
    Outcome {
        task: Task {
            name: "Token Classification",
            kind: TASK,
        },
        dataset: Scored {
            name: known.unwrap_or(data),
            kind: known.unwrap_or("custom"),
            split: &row.split,
        },
        // Reading a report may change the last of sixteen digits; six say all.
        metrics: metrics(row).map(|metric| Metric {
            value: (metric.value * 1e6).round() / 1e6,
            ..metric
        }),
    }
}
