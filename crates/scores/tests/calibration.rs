//! Calibration against SciPy and NumPy. `tests/reference/calibration.py` wrote the fixture.

use namelight_scores::{
    LabelledWords, ReliabilityBin, ScoreError, expected_calibration_error, reliability,
};
use serde::Deserialize;

const CASES: &str = include_str!("../../../tests/fixtures/scores/calibration.json");

#[derive(Deserialize)]
struct Case {
    labels: usize,
    log_probabilities: Vec<f32>,
    gold: Vec<usize>,
    temperature: f64,
    loss: [f64; 2],
    error: [f64; 2],
}

#[test]
fn temperature_loss_and_error_are_those_of_the_reference() {
    let cases: Vec<Case> = serde_json::from_str(CASES).unwrap();
    for case in cases {
        let words = LabelledWords::new(case.log_probabilities, case.gold, case.labels).unwrap();
        let temperature = words.best_temperature();
        // Near its least value a function is flat, so that the reference knows the place to half its digits.
        assert!(
            (temperature / case.temperature - 1.0).abs() < 1e-5,
            "{temperature}"
        );
        for ((loss, error), temperature) in case.loss.iter().zip(case.error).zip([1.0, temperature])
        {
            assert!((words.loss(temperature) - loss).abs() < 1e-6);
            let bins = reliability(&words.outcomes(temperature));
            assert!((expected_calibration_error(&bins) - error).abs() < 1e-5);
        }
    }
}

#[test]
fn bins_hold_confidence_and_accuracy_of_their_predictions() {
    let bins = reliability(&[(1.0, true), (0.98, false), (0.0, false), (0.5, true)]);
    assert_eq!(bins.len(), 15);
    let last = ReliabilityBin {
        count: 2,
        confidence: 0.99,
        accuracy: 0.5,
    };
    assert_eq!(bins[14], last);
    assert_eq!((bins[0].count, bins[7].count), (1, 1));
    let error = expected_calibration_error(&bins);
    assert!((error - (2.0 * 0.49 + 0.5) / 4.0).abs() < 1e-12);
}

#[test]
fn nothing_has_no_error() {
    assert_eq!(expected_calibration_error(&reliability(&[])), 0.0);
    let words = LabelledWords::new(Vec::new(), Vec::new(), 3).unwrap();
    assert_eq!(words.loss(1.0), 0.0);
    assert!(words.best_temperature().is_finite());
}

#[test]
fn probabilities_that_cannot_be_used_are_refused_with_the_word() {
    let word = |values: &[f32], gold: &[usize], labels| match LabelledWords::new(
        values.to_vec(),
        gold.to_vec(),
        labels,
    ) {
        Err(ScoreError::Probabilities { word }) => word,
        other => panic!("{other:?}"),
    };
    assert_eq!(word(&[-0.7, -0.7, -0.7, f32::NAN], &[0, 1], 2), 1);
    assert_eq!(word(&[-0.7, -0.7], &[2], 2), 0);
    assert_eq!(word(&[-0.7, -0.7], &[0, 1], 2), 1);
    assert_eq!(word(&[-0.7, -0.7, -0.7], &[0], 2), 1);
    assert_eq!(word(&[], &[0], 0), 0);
}

#[test]
fn the_loss_of_a_word_outside_is_that_of_all_that_it_may_be() {
    let log = |row: [f32; 3]| row.map(f32::ln);
    let rows = [log([0.5, 0.25, 0.25]), log([0.1, 0.6, 0.3])].concat();
    let words = LabelledWords::new(rows, vec![0, 1], 3).unwrap();
    let expected = |first: f64| -(first.ln() + 0.6f64.ln()) / 2.0;
    let loss = |possible: &[usize]| words.partial_loss(1.0, 0, possible);
    assert!((loss(&[0]) - expected(0.5)).abs() < 1e-6);
    assert!((loss(&[0]) - words.loss(1.0)).abs() < 1e-9);
    assert!((loss(&[0, 2]) - expected(0.75)).abs() < 1e-6);
    assert!((loss(&[0, 1, 2]) - expected(1.0)).abs() < 1e-6);
    let warm = words.partial_loss(2.0, 0, &[0]);
    assert!((warm - words.loss(2.0)).abs() < 1e-9);
}
