//! What is said of the data beside a run: types with too few examples, words whose label is not known.

use std::collections::BTreeMap;

use namelight_scores::report::Evaluation;

use crate::data::{DataSet, Split};

/// A model that has seen a type less often than this hardly ever finds it.
const FEWEST: usize = 20;

/// What is said before a run of types that it cannot learn from its data.
pub fn rare_types(data: &DataSet) -> Option<String> {
    let train = entities(data.train());
    let rare = train.iter().filter(|(_, count)| **count < FEWEST);
    let mut rare: Vec<String> = rare
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    let validation = entities(data.validation().map(|(_, split)| split));
    let unseen = validation.keys();
    let unseen = unseen.filter(|name| !train.contains_key(*name));
    rare.extend(unseen.map(|name| format!("{name} (0)")));
    (!rare.is_empty()).then(|| {
        format!(
            "note: {} has fewer than {FEWEST} entities of {}; a model hardly learns to find these. Add sentences with them, \
             or give them another type",
            files(data),
            rare.join(", ")
        )
    })
}

/// The number of entities of each type in these splits.
fn entities<'a>(splits: impl Iterator<Item = &'a Split>) -> BTreeMap<&'a str, usize> {
    let mut counts = BTreeMap::new();
    for (name, count) in splits.flat_map(|split| &split.facts.entities) {
        *counts.entry(name.as_str()).or_insert(0) += count;
    }
    counts
}

/// The file or files that are learnt from.
fn files(data: &DataSet) -> String {
    let mut files = data.train().map(|split| split.facts.file.as_str());
    match (files.next(), files.next()) {
        (Some(file), None) => file.to_owned(),
        _ => "the training data".to_owned(),
    }
}

/// What is said before a run of words that spans cover in part.
pub fn unknown_words(data: &DataSet) -> Option<String> {
    let splits = data.splits().filter(|split| split.unknown > 0);
    let counts = splits.map(|split| format!("{} of the words of {}", split.unknown, split.file));
    let counts: Vec<String> = counts.collect();
    (!counts.is_empty()).then(|| {
        format!(
            "note: spans cover {} in part, or go beyond their sentence there; nothing is learnt of the labels of these",
            counts.join(", ")
        )
    })
}

/// What is said behind a run of types of which it found none.
pub fn never_found(data: &DataSet, evaluation: &Evaluation) -> Option<String> {
    let train = entities(data.train());
    let types = evaluation.scores.per_type.iter();
    let never = types.filter(|(_, score)| score.support > 0 && score.f1 == 0.0);
    let never = never.map(|(name, _)| {
        let count = train.get(name.as_str()).copied().unwrap_or_default();
        format!("{name} ({count} in {})", files(data))
    });
    let never: Vec<String> = never.collect();
    let of_source = evaluation.source.as_ref().map(|name| format!(" of {name}"));
    (!never.is_empty()).then(|| {
        format!(
            "note: F1 on the {} data{} is 0 for {}",
            evaluation.split,
            of_source.unwrap_or_default(),
            never.join(", ")
        )
    })
}
