//! Precision and recall when only entities from a score on count, and confusions of types.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::{EntitySpan, Score, score_spans};

/// The thresholds of the table: every twentieth, and finer steps where models are sure.
const THRESHOLDS: [f32; 23] = [
    0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8,
    0.85, 0.9, 0.95, 0.97, 0.98, 0.99,
];

/// The scores at one threshold.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct ThresholdRow {
    /// Entities with this score or a higher one count.
    pub threshold: f32,
    /// Number of predicted entities that count.
    pub found: usize,
    /// The scores of those entities against the data.
    #[serde(flatten)]
    pub score: Score,
}

/// How often entities of a type in the data were predicted as a type, at the same place.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct ConfusionCell {
    /// The type in the data; none where the data has no entity at this place.
    pub gold: Option<String>,
    /// The predicted type; none where nothing was predicted at this place.
    pub predicted: Option<String>,
    /// Number of places.
    pub count: usize,
}

/// The scores of predicted entities at each threshold. Each prediction comes with its own score.
pub fn threshold_table(gold: &[EntitySpan], predicted: &[(EntitySpan, f32)]) -> Vec<ThresholdRow> {
    let row = |threshold| {
        let kept = predicted.iter().filter(|(_, score)| *score >= threshold);
        let kept: Vec<EntitySpan> = kept.map(|(span, _)| span.clone()).collect();
        ThresholdRow {
            threshold,
            found: kept.len(),
            score: score_spans(gold, &kept).0,
        }
    };
    THRESHOLDS.map(row).to_vec()
}

/// Counts how types are taken for one another where the place agrees; where it does not, an entity is missed or spurious.
/// The cells are in alphabetical order, and none has a count of zero.
pub fn confusion(gold: &[EntitySpan], predicted: &[EntitySpan]) -> Vec<ConfusionCell> {
    let place = |span: &EntitySpan| (span.start, span.end);
    let entity_types = |spans: &[EntitySpan]| -> HashMap<(usize, usize), String> {
        let entity_types = spans
            .iter()
            .map(|span| (place(span), span.entity_type.clone()));
        entity_types.collect()
    };
    let (gold, predicted) = (entity_types(gold), entity_types(predicted));
    let places: HashSet<&(usize, usize)> = gold.keys().chain(predicted.keys()).collect();
    let mut counts = BTreeMap::new();
    for place in places {
        let cell = (gold.get(place).cloned(), predicted.get(place).cloned());
        *counts.entry(cell).or_insert(0) += 1;
    }
    let cells = counts.into_iter();
    let cells = cells.map(|((gold, predicted), count)| ConfusionCell {
        gold,
        predicted,
        count,
    });
    cells.collect()
}
