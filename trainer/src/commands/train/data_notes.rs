//! What is said of the data beside a run: types with too few examples, words whose label is not known.

use namelight_scores::report::{DataFacts, Evaluation};

use crate::data::DataSet;

/// A model that has seen a type less often than this hardly ever finds it.
const FEWEST: usize = 20;

/// What is said before a run of types that it cannot learn from its data.
pub fn rare_types(train: &DataFacts, validation: &DataFacts) -> Option<String> {
    let rare = train.entities.iter().filter(|(_, count)| **count < FEWEST);
    let mut rare: Vec<String> = rare
        .map(|(name, count)| format!("{name} ({count})"))
        .collect();
    let unseen = validation.entities.keys();
    let unseen = unseen.filter(|name| !train.entities.contains_key(*name));
    rare.extend(unseen.map(|name| format!("{name} (0)")));
    (!rare.is_empty()).then(|| {
        format!(
            "note: {} has fewer than {FEWEST} entities of {}; a model hardly learns to find these. Add sentences with them, \
             or give them another type",
            train.file,
            rare.join(", ")
        )
    })
}

/// What is said before a run of words that spans cover in part.
pub fn unknown_words(data: &DataSet) -> Option<String> {
    let splits = data.splits().filter(|split| split.unknown > 0);
    let counts =
        splits.map(|split| format!("{} of the words of {}", split.unknown, split.facts.file));
    let counts: Vec<String> = counts.collect();
    (!counts.is_empty()).then(|| {
        format!(
            "note: spans cover {} in part, or go beyond their sentence there; nothing is learnt of the labels of these",
            counts.join(", ")
        )
    })
}

/// What is said behind a run of types of which it found none.
pub fn never_found(train: &DataFacts, evaluation: &Evaluation) -> Option<String> {
    let types = evaluation.scores.per_type.iter();
    let never = types.filter(|(_, score)| score.support > 0 && score.f1 == 0.0);
    let never = never.map(|(name, _)| {
        let count = train.entities.get(name).copied().unwrap_or_default();
        format!("{name} ({count} in {})", train.file)
    });
    let never: Vec<String> = never.collect();
    (!never.is_empty()).then(|| {
        format!(
            "note: F1 on the {} data is 0 for {}",
            evaluation.split,
            never.join(", ")
        )
    })
}
