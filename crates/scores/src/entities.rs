//! Entity precision, recall and F1 as seqeval 1.2 computes them.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Precision, recall and F1 of a set of entities, each from 0 to 1, and 0 where it is not defined.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Right predictions by all predictions.
    pub precision: f64,
    /// Right predictions by all entities of the data.
    pub recall: f64,
    /// Harmonic mean of the two.
    pub f1: f64,
    /// Entities of the data.
    pub support: usize,
}

/// The scores of a labelling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityScores {
    /// Over all types (micro average).
    pub overall: Score,
    /// By type, in alphabetical order.
    pub per_type: BTreeMap<String, Score>,
    /// Share of words with the right label.
    pub accuracy: f64,
}
