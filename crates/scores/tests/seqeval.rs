//! The scores against seqeval. `tests/reference/scores.py` wrote the fixture.

use std::collections::BTreeMap;

use namelight_scores::{EntityScores, Scheme, Score, ScoreError, score_entities};
use serde::Deserialize;

const LABELLINGS: &str = include_str!("../../../tests/fixtures/scores/labellings.json");

/// Room for another order of floating-point operations, far below what one entity more or less changes.
const TOLERANCE: f64 = 1e-12;

#[derive(Deserialize)]
struct Case {
    gold: Vec<String>,
    predicted: Vec<String>,
    default: Expected,
    strict: Option<Expected>,
}

#[derive(Deserialize)]
struct Expected {
    overall: (f64, f64, f64, usize),
    per_type: BTreeMap<String, (f64, f64, f64, usize)>,
    accuracy: f64,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(LABELLINGS).unwrap()
}

fn tags(sentences: &[String]) -> Vec<Vec<&str>> {
    sentences
        .iter()
        .map(|sentence| sentence.split_whitespace().collect())
        .collect()
}

fn assert_score(score: Score, expected: (f64, f64, f64, usize), case: &str) {
    let (precision, recall, f1, support) = expected;
    assert!((score.precision - precision).abs() < TOLERANCE, "{case}");
    assert!((score.recall - recall).abs() < TOLERANCE, "{case}");
    assert!((score.f1 - f1).abs() < TOLERANCE, "{case}");
    assert_eq!(score.support, support, "{case}");
}

fn assert_scores(scores: &EntityScores, expected: &Expected, case: &str) {
    assert_score(scores.overall, expected.overall, case);
    let entity_types: Vec<&String> = scores.per_type.keys().collect();
    assert_eq!(
        entity_types,
        expected.per_type.keys().collect::<Vec<_>>(),
        "{case}"
    );
    for (entity_type, score) in &scores.per_type {
        assert_score(*score, expected.per_type[entity_type], case);
    }
    assert!(
        (scores.accuracy - expected.accuracy).abs() < TOLERANCE,
        "{case}"
    );
}

#[test]
fn default_scores_are_those_of_seqeval() {
    assert_eq!(cases().len(), 300);
    for case in cases() {
        let (gold, predicted) = (tags(&case.gold), tags(&case.predicted));
        let scores = score_entities(&gold, &predicted, Scheme::Default).unwrap();
        assert_scores(&scores, &case.default, &format!("{gold:?} {predicted:?}"));
    }
}

#[test]
fn strict_scores_are_those_of_seqeval_and_refuse_what_it_refuses() {
    let mut scored = 0;
    for case in cases() {
        let (gold, predicted) = (tags(&case.gold), tags(&case.predicted));
        let name = format!("{gold:?} {predicted:?}");
        let scores = score_entities(&gold, &predicted, Scheme::StrictIob2);
        match case.strict {
            Some(expected) => {
                assert_scores(&scores.unwrap(), &expected, &name);
                scored += 1;
            }
            None => assert!(matches!(scores, Err(ScoreError::NotIob2 { .. })), "{name}"),
        }
    }
    assert!(
        (100..300).contains(&scored),
        "some cases are IOB2 and others are not"
    );
}

#[test]
fn a_right_labelling_scores_one_and_no_words_score_zero() {
    let gold = vec![vec!["B-PER", "I-PER", "O"]];
    for scheme in [Scheme::Default, Scheme::StrictIob2] {
        let scores = score_entities(&gold, &gold, scheme).unwrap();
        assert_eq!((scores.overall.f1, scores.accuracy), (1.0, 1.0));
        let nothing = score_entities::<&str>(&[], &[], scheme).unwrap();
        assert_eq!((nothing.overall, nothing.accuracy), (Score::default(), 0.0));
    }
}

#[test]
fn an_inside_tag_that_continues_nothing_counts_in_default_mode_only() {
    let gold = vec![vec!["B-PER", "I-PER"]];
    let predicted = vec![vec!["I-PER", "I-PER"]];
    let f1 = |scheme| {
        score_entities(&gold, &predicted, scheme)
            .unwrap()
            .overall
            .f1
    };
    assert_eq!(f1(Scheme::Default), 1.0);
    assert_eq!(f1(Scheme::StrictIob2), 0.0);
}

#[test]
fn unequal_lengths_are_an_error_that_names_the_sentence() {
    let message = |gold: &[Vec<&str>], predicted: &[Vec<&str>]| {
        score_entities(gold, predicted, Scheme::Default)
            .unwrap_err()
            .to_string()
    };
    assert_eq!(
        message(&[vec!["O"], vec!["O", "O"]], &[vec!["O"], vec!["O"]]),
        "sentence 2: 2 tags in the data, 1 predicted"
    );
    assert_eq!(
        message(&[vec!["O"]], &[]),
        "1 sentences in the data, 0 predicted"
    );
}

#[test]
fn a_tag_that_cannot_be_read_is_an_error_that_names_the_word() {
    let gold = vec![vec!["O", "O"]];
    let message = |tag, scheme| {
        score_entities(&gold, &[vec!["O", tag]], scheme)
            .unwrap_err()
            .to_string()
    };
    let empty = "sentence 1, word 2: the tag is empty";
    assert_eq!(message("", Scheme::Default), empty);
    assert_eq!(message("", Scheme::StrictIob2), empty);
    assert_eq!(
        message("E-PER", Scheme::StrictIob2),
        "sentence 1, word 2: tag \"E-PER\" is not IOB2"
    );
}
