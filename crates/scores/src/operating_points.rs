//! Operating points of a recognizer between *only sure names* and *miss none*, and the scores at each.
//!
//! A threshold takes names away that the model is less sure of; a recall bias lets it find names that it holds for less
//! likely than none ([`OperatingPoint`]). The page's slider goes through [`OPERATING_POINTS`], the trainer measures them.

use serde::{Deserialize, Serialize};

use crate::{EntitySpan, Score, score_spans};

/// How sure a name has to be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct OperatingPoint {
    /// Names with a lower score are left out, from 0 to 1.
    pub threshold: f32,
    /// What is subtracted from the log-probability of `O` before decoding, in nats.
    pub recall_bias: f32,
}

impl OperatingPoint {
    /// The index in [`OPERATING_POINTS`] of this point, or of the next one from it towards the default.
    pub fn index(self) -> usize {
        if self.recall_bias > 0.0 {
            let mut biases = OPERATING_POINTS.iter().map(|point| point.recall_bias);
            let smaller = biases.rposition(|bias| bias <= self.recall_bias);
            return smaller.unwrap_or(0);
        }
        let lower = |point: &Self| point.threshold <= self.threshold;
        OPERATING_POINTS.iter().position(lower).unwrap_or(0)
    }
}

/// The points of the slider, from only sure names to none missed. The one in the middle, with neither threshold nor bias, is
/// the default. Beyond the last of them the shipped models find less again: names grow into what stands beside them.
pub const OPERATING_POINTS: [OperatingPoint; 10] = [
    only(0.97),
    only(0.95),
    only(0.9),
    only(0.8),
    only(0.7),
    only(0.0),
    more(0.5),
    more(1.0),
    more(2.0),
    more(3.0),
];

const fn only(threshold: f32) -> OperatingPoint {
    OperatingPoint {
        threshold,
        recall_bias: 0.0,
    }
}

const fn more(recall_bias: f32) -> OperatingPoint {
    OperatingPoint {
        threshold: 0.0,
        recall_bias,
    }
}

/// The recall biases among [`OPERATING_POINTS`], in rising order, without the 0 of the default.
pub fn recall_biases() -> impl Iterator<Item = f32> {
    let biases = OPERATING_POINTS.iter().map(|point| point.recall_bias);
    biases.filter(|bias| *bias > 0.0)
}

/// The scores of a source's validation data at an operating point.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OperatingPointRow {
    /// The name of the source; none where the data has one source without a name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The point.
    #[serde(flatten)]
    pub point: OperatingPoint,
    /// Number of predicted entities.
    pub found: usize,
    /// Their scores against the data.
    #[serde(flatten)]
    pub score: Score,
}

impl OperatingPointRow {
    /// Scores the entities that a recognizer predicts with the point's bias. Those below its threshold are left out here.
    pub fn new(
        source: Option<&str>,
        point: OperatingPoint,
        gold: &[EntitySpan],
        predicted: &[(EntitySpan, f32)],
    ) -> Self {
        let kept = predicted
            .iter()
            .filter(|(_, score)| *score >= point.threshold);
        let kept: Vec<EntitySpan> = kept.map(|(span, _)| span.clone()).collect();
        Self {
            source: source.map(str::to_owned),
            point,
            found: kept.len(),
            score: score_spans(gold, &kept).0,
        }
    }

    /// Precision and recall over the entities of all rows together; none where there are no rows.
    pub fn pooled<'a>(rows: impl IntoIterator<Item = &'a Self>) -> Option<(f64, f64)> {
        let (mut right, mut found, mut support) = (0.0, 0.0, 0.0);
        let mut count = 0;
        for row in rows {
            right += row.score.recall * row.score.support as f64;
            support += row.score.support as f64;
            found += row.found as f64;
            count += 1;
        }
        let share = |of: f64| if of > 0.0 { right / of } else { 0.0 };
        (count > 0).then(|| (share(found), share(support)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn span(start: usize) -> EntitySpan {
        EntitySpan {
            entity_type: "PER".to_owned(),
            start,
            end: start + 1,
        }
    }

    fn row(gold: &[usize], predicted: &[(usize, f32)], threshold: f32) -> OperatingPointRow {
        let gold: Vec<EntitySpan> = gold.iter().copied().map(span).collect();
        let predicted: Vec<(EntitySpan, f32)> = predicted
            .iter()
            .map(|(start, score)| (span(*start), *score))
            .collect();
        OperatingPointRow::new(Some("web"), only(threshold), &gold, &predicted)
    }

    #[test]
    fn the_points_rise_from_only_sure_names_to_none_missed_and_pass_the_default() {
        for pair in OPERATING_POINTS.windows(2) {
            assert!(
                pair[0].threshold > pair[1].threshold || pair[0].recall_bias < pair[1].recall_bias
            );
        }
        assert!(OPERATING_POINTS.contains(&OperatingPoint::default()));
        assert_eq!(recall_biases().count(), 4);
    }

    #[test]
    fn a_point_between_two_is_the_one_towards_the_default() {
        let usual = OperatingPoint::default().index();
        assert_eq!(OPERATING_POINTS[usual], OperatingPoint::default());
        for (index, point) in OPERATING_POINTS.into_iter().enumerate() {
            assert_eq!(point.index(), index);
        }
        let between = [only(1.0), only(0.96), only(0.1), more(0.1), more(99.0)];
        let last = OPERATING_POINTS.len() - 1;
        assert_eq!(
            between.map(OperatingPoint::index),
            [0, 1, usual, usual, last]
        );
    }

    #[test]
    fn names_below_the_threshold_do_not_count() {
        let predicted = [(1, 0.9), (2, 0.4)];
        let all = row(&[1, 3], &predicted, 0.0);
        assert_eq!(
            (all.found, all.score.precision, all.score.recall),
            (2, 0.5, 0.5)
        );
        let sure = row(&[1, 3], &predicted, 0.5);
        assert_eq!(
            (sure.found, sure.score.precision, sure.score.recall),
            (1, 1.0, 0.5)
        );
    }

    #[test]
    fn sources_are_pooled_by_their_names_and_not_by_their_scores() {
        let rows = [
            row(&[1, 2, 3], &[(1, 0.9), (2, 0.9), (3, 0.9)], 0.0),
            row(&[1], &[(5, 0.9)], 0.0),
        ];
        assert_eq!(OperatingPointRow::pooled(&rows), Some((0.75, 0.75)));
        assert_eq!(OperatingPointRow::pooled(&[]), None);
        let nothing = [row(&[1], &[], 0.0)];
        assert_eq!(OperatingPointRow::pooled(&nothing), Some((0.0, 0.0)));
    }

    #[test]
    fn a_row_is_written_flat() {
        let json = serde_json::to_value(row(&[1], &[(1, 0.9)], 0.5)).unwrap();
        assert_eq!(json["threshold"], 0.5);
        assert_eq!(json["recall"], 1.0);
        let read: OperatingPointRow = serde_json::from_value(json).unwrap();
        assert_eq!(read.source.as_deref(), Some("web"));
    }
}
