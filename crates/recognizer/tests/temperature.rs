//! Probabilities with a temperature.

mod common;

use namelight_encoder::Config;
use namelight_recognizer::{ModelFiles, Recognizer};

const TEXT: &str = "Ada Lovelace wrote to Charles Babbage in London.";

fn at(temperature: f64) -> Recognizer {
    let files = common::files();
    let config = Config::from_json(&files.config).unwrap();
    let config = config.with_temperature(temperature).to_json().into_bytes();
    Recognizer::load(&ModelFiles { config, ..files }).unwrap()
}

#[test]
fn a_temperature_changes_how_sure_labels_are_and_not_which() {
    let words: Vec<&str> = TEXT.split(' ').collect();
    let plain = &common::recognizer()
        .label(std::slice::from_ref(&words))
        .unwrap()[0];
    let tempered = &at(2.0).label(std::slice::from_ref(&words)).unwrap()[0];
    assert_eq!(tempered.labels, plain.labels);

    let count = common::recognizer().labels().len();
    let rows = plain.log_probabilities.chunks_exact(count);
    for (plain, tempered) in rows.zip(tempered.log_probabilities.chunks_exact(count)) {
        let sum: f32 = plain.iter().map(|log| (log / 2.0).exp()).sum();
        for (plain, tempered) in plain.iter().zip(tempered) {
            assert!((plain / 2.0 - sum.ln() - tempered).abs() < 1e-5);
        }
    }
}

#[test]
fn raw_text_has_the_temperature_in_its_scores() {
    let scores = |recognizer: Recognizer| -> Vec<f32> {
        let entities = recognizer.recognize(TEXT).unwrap();
        entities.iter().map(|entity| entity.score).collect()
    };
    let (plain, tempered) = (scores(common::recognizer()), scores(at(4.0)));
    assert!(!plain.is_empty());
    assert_eq!(plain.len(), tempered.len());
    assert!(
        plain
            .iter()
            .zip(&tempered)
            .any(|(one, two)| (one - two).abs() > 0.01)
    );
    assert_eq!(scores(at(4.0).uncalibrated()), plain);
}

#[test]
fn a_temperature_that_is_no_positive_number_is_refused() {
    let files = common::files();
    let config = Config::from_json(&files.config).unwrap();
    let json = config.with_temperature(0.0).to_json();
    let error = Config::from_json(json.as_bytes()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "config.json: calibration_temperature is 0.0, it must be a number from 0.01 to 100"
    );
}

/// The ends of what a file may say.
#[test]
fn scores_are_numbers_at_every_temperature_that_is_read() {
    let words: Vec<&str> = TEXT.split(' ').collect();
    for temperature in [0.01, 100.0] {
        let labelled = &at(temperature).label(std::slice::from_ref(&words)).unwrap()[0];
        let sums = labelled
            .log_probabilities
            .chunks_exact(at(1.0).labels().len());
        for row in sums {
            let sum: f32 = row.iter().map(|log| log.exp()).sum();
            assert!((sum - 1.0).abs() < 1e-4, "{temperature}: {row:?}");
        }
    }
}
