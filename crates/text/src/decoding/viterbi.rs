//! The most probable labelling of a sentence that is legal in the model's label scheme.

use crate::{DecodingOptions, LabelScheme, LabelSet, Tag};

/// Bound of a log-probability. The bound keeps sums finite and exact enough to rank what is left.
const LIMIT: f64 = 1e6;

/// Returns the most probable sequence of labels that is legal in the scheme of the label set, found with the Viterbi
/// algorithm. For a set without a stated scheme, and where no sequence is legal, it returns the most probable label of
/// each word.
///
/// `log_probabilities` holds a row of `labels.len()` numbers for each word. A number that is not finite counts as
/// very improbable (plus infinity: as very probable). A last row that is not complete is left out.
pub fn decode(
    log_probabilities: &[f32],
    labels: &LabelSet,
    options: &DecodingOptions,
) -> Vec<usize> {
    let rows = log_probabilities.chunks_exact(labels.len());
    let rows: Vec<Vec<f64>> = rows.map(|row| scores(row, labels, options)).collect();
    labels
        .scheme()
        .and_then(|scheme| legal_path(&rows, labels.tags(), scheme))
        .unwrap_or_else(|| rows.iter().map(|row| best_of(row)).collect())
}

/// Returns the numbers that a word's labels are ranked by.
fn scores(row: &[f32], labels: &LabelSet, options: &DecodingOptions) -> Vec<f64> {
    let score = |(value, tag): (&f32, &Tag)| match tag {
        Tag::Outside => bounded(value - options.recall_bias),
        _ => bounded(*value),
    };
    row.iter().zip(labels.tags()).map(score).collect()
}

/// Returns the legal sequence with the greatest sum; `None` where no sequence is legal or there are no words.
fn legal_path(rows: &[Vec<f64>], tags: &[Tag], scheme: LabelScheme) -> Option<Vec<usize>> {
    let (first, rows) = rows.split_first()?;
    let only = |is_legal: bool, score: f64| if is_legal { score } else { f64::NEG_INFINITY };
    let start = tags.iter().zip(first);
    let mut sums: Vec<f64> = start
        .map(|(tag, score)| only(scheme.may_follow(Tag::Outside, *tag), *score))
        .collect();

    // The best label in front of each label, for every word but the first.
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    let predecessors = predecessors(tags, scheme);
    for row in rows {
        let best: Vec<usize> = predecessors
            .iter()
            .map(|before| best_among(before, &sums))
            .collect();
        let next = best.iter().zip(&predecessors).zip(row);
        sums = next
            .map(|((best, before), score)| only(!before.is_empty(), sums[*best] + score))
            .collect();
        back.push(best);
    }
    for (sum, tag) in sums.iter_mut().zip(tags) {
        *sum = only(scheme.may_end(*tag), *sum);
    }

    let mut label = best_of(&sums);
    if sums[label] == f64::NEG_INFINITY {
        return None;
    }
    let mut path = vec![label];
    for best in back.iter().rev() {
        label = best[label];
        path.push(label);
    }
    path.reverse();
    Some(path)
}

/// Lists for each label the labels that may stand in front of it.
fn predecessors(tags: &[Tag], scheme: LabelScheme) -> Vec<Vec<usize>> {
    let before = |tag: &Tag| {
        (0..tags.len())
            .filter(|index| scheme.may_follow(tags[*index], *tag))
            .collect()
    };
    tags.iter().map(before).collect()
}

/// Returns the first of the candidates with the greatest sum, or 0 where there is none.
fn best_among(candidates: &[usize], sums: &[f64]) -> usize {
    let better = |best, next: usize| if sums[next] > sums[best] { next } else { best };
    candidates.iter().copied().reduce(better).unwrap_or(0)
}

/// Returns the first index with the greatest score.
fn best_of(scores: &[f64]) -> usize {
    let better = |best, next: usize| {
        if scores[next] > scores[best] {
            next
        } else {
            best
        }
    };
    (0..scores.len()).reduce(better).unwrap_or(0)
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
