//! The most probable legal labelling of a sentence.

use crate::{LabelSet, Tag};

/// Bound of a log-probability. The bound keeps sums finite and exact enough to
/// rank what is left.
const LIMIT: f64 = 1e6;

/// The most probable sequence of labels in which `I-X` follows only `B-X` or `I-X` (IOB2), found with the Viterbi
/// algorithm.
///
/// `log_probabilities` holds a row of `labels.len()` numbers for each word. A number that is not finite counts as
/// very improbable (plus infinity: as very probable), so that there is always a legal sequence. A last row that is not
/// complete is left out.
pub fn decode(log_probabilities: &[f32], labels: &LabelSet) -> Vec<usize> {
    let mut rows = log_probabilities.chunks_exact(labels.len());
    let Some(first) = rows.next() else {
        return Vec::new();
    };
    let predecessors = predecessors(labels);
    let mut scores: Vec<f64> = labels
        .tags()
        .iter()
        .zip(first)
        .map(|(tag, value)| match tag {
            Tag::Inside(_) => f64::NEG_INFINITY,
            Tag::Outside | Tag::Begin(_) | Tag::Plain(_) => bounded(*value),
        })
        .collect();

    // The best label before each label, a row for every word but the first.
    let mut back: Vec<u32> = Vec::with_capacity(log_probabilities.len() - labels.len());
    for row in rows {
        let mut next = Vec::with_capacity(scores.len());
        for (before, value) in predecessors.iter().zip(row) {
            let best = best_of(before.iter().copied(), &scores);
            back.push(best as u32);
            next.push(scores[best] + bounded(*value));
        }
        scores = next;
    }

    let mut label = best_of(0..labels.len(), &scores);
    let mut path = vec![label];
    for row in back.chunks_exact(labels.len()).rev() {
        label = row[label] as usize;
        path.push(label);
    }
    path.reverse();
    path
}

/// For each label the labels that may stand before it.
fn predecessors(labels: &LabelSet) -> Vec<Vec<usize>> {
    let may_precede = |before: Tag, tag: Tag| match tag {
        Tag::Outside | Tag::Begin(_) | Tag::Plain(_) => true,
        Tag::Inside(entity_type) => {
            before == Tag::Begin(entity_type) || before == Tag::Inside(entity_type)
        }
    };
    let before = |tag: &Tag| {
        (0..labels.len())
            .filter(|index| may_precede(labels.tags()[*index], *tag))
            .collect()
    };
    labels.tags().iter().map(before).collect()
}

/// The first of the candidates with the greatest score. There is always a candidate: all but `I-` may follow anything,
/// and every `I-` has its `B-`.
fn best_of(candidates: impl Iterator<Item = usize>, scores: &[f64]) -> usize {
    candidates
        .reduce(|best, next| {
            if scores[next] > scores[best] {
                next
            } else {
                best
            }
        })
        .unwrap_or(0)
}

fn bounded(value: f32) -> f64 {
    if value.is_nan() {
        return -LIMIT;
    }
    f64::from(value).clamp(-LIMIT, LIMIT)
}

#[cfg(test)]
#[path = "viterbi_tests.rs"]
mod tests;
