//! What a slider and a table of confusions are drawn from.

use namelight_scores::{ConfusionCell, EntitySpan, confusion, threshold_table};

fn span(entity_type: &str, start: usize, end: usize) -> EntitySpan {
    EntitySpan {
        entity_type: entity_type.to_owned(),
        start,
        end,
    }
}

#[test]
fn a_higher_threshold_keeps_fewer_and_surer_entities() {
    let gold = [span("PER", 0, 2), span("LOC", 5, 6)];
    let predicted = [
        (span("PER", 0, 2), 0.95),
        (span("LOC", 5, 6), 0.6),
        (span("ORG", 8, 9), 0.5),
    ];
    let rows = threshold_table(&gold, &predicted);
    let at = |threshold: f32| {
        let row = rows.iter().find(|row| row.threshold == threshold).unwrap();
        (row.found, row.score.precision, row.score.recall)
    };
    assert_eq!(at(0.0), (3, 2.0 / 3.0, 1.0));
    assert_eq!(at(0.5), (3, 2.0 / 3.0, 1.0));
    assert_eq!(at(0.55), (2, 1.0, 1.0));
    assert_eq!(at(0.7), (1, 1.0, 0.5));
    assert_eq!(at(0.99), (0, 0.0, 0.0));
    assert!(rows.is_sorted_by_key(|row| row.threshold));
}

#[test]
fn entities_of_one_place_are_confused_and_others_missed_or_spurious() {
    let gold = [
        span("PER", 0, 2),
        span("ORG", 3, 4),
        span("ORG", 6, 7),
        span("LOC", 9, 11),
    ];
    let predicted = [
        span("PER", 0, 2),
        span("LOC", 3, 4),
        span("LOC", 6, 7),
        span("LOC", 9, 10),
    ];
    let cell = |gold: Option<&str>, predicted: Option<&str>, count| ConfusionCell {
        gold: gold.map(str::to_owned),
        predicted: predicted.map(str::to_owned),
        count,
    };
    let expected = [
        cell(None, Some("LOC"), 1),
        cell(Some("LOC"), None, 1),
        cell(Some("ORG"), Some("LOC"), 2),
        cell(Some("PER"), Some("PER"), 1),
    ];
    assert_eq!(confusion(&gold, &predicted), expected);
}
