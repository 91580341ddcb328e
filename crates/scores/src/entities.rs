//! Precision, recall and F1 of entities, as seqeval 1.2 computes them.

use std::collections::{BTreeMap, HashSet};

use serde::{Deserialize, Serialize};

use crate::error::{ScoreError, check_lengths};
use crate::spans::{EntitySpan, default_spans};
use crate::strict::strict_spans;

/// How entities are read from tags.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Scheme {
    /// seqeval's default: what conlleval counts. An `I-` that continues nothing starts an entity, and tags of other
    /// schemes are read as well as they can be.
    Default,
    /// seqeval's `mode="strict", scheme=IOB2`: an entity starts with `B-`, an `I-` that continues nothing is none.
    StrictIob2,
}

/// Precision, recall and F1 of a set of entities, each from 0 to 1, and 0 where it is not defined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Right predictions divided by all predictions.
    pub precision: f64,
    /// Right predictions divided by all entities of the data.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Number of entities in the data.
    pub support: usize,
}

/// The scores of a labelling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityScores {
    /// The score over all types (micro average).
    pub overall: Score,
    /// The score of each type, in alphabetical order.
    pub per_type: BTreeMap<String, Score>,
    /// Share of words with the right label.
    pub accuracy: f64,
}

/// Scores predicted tags, a list for each sentence, against those of the data. A prediction is right when type, first
/// word and last word are.
///
/// # Errors
/// When the two differ in length, when a tag is empty, or when in strict mode a tag does not begin with `O`, `B` or `I`.
pub fn score_entities<S: AsRef<str>>(
    gold: &[Vec<S>],
    predicted: &[Vec<S>],
    scheme: Scheme,
) -> Result<EntityScores, ScoreError> {
    check_lengths(gold, predicted)?;
    let spans = match scheme {
        Scheme::Default => default_spans,
        Scheme::StrictIob2 => strict_spans,
    };
    let (overall, per_type) = score_spans(&spans(gold)?, &spans(predicted)?);
    Ok(EntityScores {
        overall,
        per_type,
        accuracy: accuracy(gold, predicted),
    })
}

/// Scores entities against those of the data, over all types and by type. A prediction is right when type and place are.
pub fn score_spans(
    gold: &[EntitySpan],
    predicted: &[EntitySpan],
) -> (Score, BTreeMap<String, Score>) {
    let mut counts: BTreeMap<&str, Counts> = BTreeMap::new();
    let known: HashSet<&EntitySpan> = gold.iter().collect();
    for span in gold {
        counts.entry(&span.entity_type).or_default().gold += 1;
    }
    for span in predicted {
        let of_type = counts.entry(&span.entity_type).or_default();
        of_type.predicted += 1;
        of_type.right += usize::from(known.contains(span));
    }
    let all = counts.values().fold(Counts::default(), Counts::add);
    let per_type = counts.into_iter();
    let per_type = per_type.map(|(entity_type, counts)| (entity_type.to_owned(), counts.score()));
    (all.score(), per_type.collect())
}

#[derive(Clone, Copy, Default)]
struct Counts {
    gold: usize,
    predicted: usize,
    right: usize,
}

impl Counts {
    fn add(self, other: &Self) -> Self {
        Self {
            gold: self.gold + other.gold,
            predicted: self.predicted + other.predicted,
            right: self.right + other.right,
        }
    }

    fn score(&self) -> Score {
        let precision = ratio(self.right, self.predicted);
        let recall = ratio(self.right, self.gold);
        let sum = precision + recall;
        Score {
            precision,
            recall,
            f1: if sum == 0.0 {
                0.0
            } else {
                2.0 * precision * recall / sum
            },
            support: self.gold,
        }
    }
}

fn accuracy<S: AsRef<str>>(gold: &[Vec<S>], predicted: &[Vec<S>]) -> f64 {
    let pairs = gold.iter().flatten().zip(predicted.iter().flatten());
    let right = pairs
        .filter(|(gold, predicted)| gold.as_ref() == predicted.as_ref())
        .count();
    ratio(right, gold.iter().map(Vec::len).sum())
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        return 0.0;
    }
    part as f64 / whole as f64
}
