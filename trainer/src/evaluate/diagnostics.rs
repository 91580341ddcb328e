//! Measures what a report says of released weights beyond their scores: temperature, reliability, thresholds, operating
//! points, confusions, and scores on data that is read in another way.

use std::collections::HashSet;

use anyhow::Result;
use namelight_recognizer::Recognizer;
use namelight_scores::report::{CalibrationRow, Condition, ConditionRow, Diagnostics, Reliability};
use namelight_scores::{
    EntitySpan, OPERATING_POINTS, OperatingPoint, OperatingPointRow, Scheme, Score, confusion,
    expected_calibration_error, reliability, threshold_table,
};
use namelight_text::DecodingOptions;

use crate::data::Split;
use crate::evaluate::plain_text::evaluate_plain_text;
use crate::evaluate::{Predictions, TypeFilter, evaluate};

/// Everything but the conditions, from the predictions of an uncalibrated recognizer on each split. The first split is the
/// validation data, which the temperature is fitted on.
pub fn measure(weights: &str, predictions: &[(&str, Predictions)]) -> Result<Diagnostics> {
    let (_, validation) = &predictions[0];
    let temperature = validation.words()?.best_temperature();
    let calibration = predictions.iter().map(|(split, predictions)| {
        Ok(CalibrationRow {
            split: (*split).to_owned(),
            before: reliability_at(predictions, 1.0)?,
            after: reliability_at(predictions, temperature)?,
        })
    });
    let calibration = calibration.collect::<Result<_>>()?;
    let gold = validation.gold_entities();
    let scored = validation.scored_entities(temperature);
    let predicted: Vec<EntitySpan> = scored.iter().map(|(span, _)| span.clone()).collect();
    Ok(Diagnostics {
        weights: weights.to_owned(),
        temperature,
        outside_bias: None,
        calibration,
        thresholds: threshold_table(&gold, &scored),
        operating_points: Vec::new(),
        confusion: confusion(&gold, &predicted),
        conditions: Vec::new(),
    })
}

/// The scores of a split when it is read as plain text, in capitals and without capitals.
pub fn conditions(
    recognizer: &Recognizer,
    split: &Split,
    batch: usize,
) -> Result<Vec<ConditionRow>> {
    let row = |condition| {
        Ok(ConditionRow {
            split: split.facts.split.clone(),
            condition,
            score: score_under(recognizer, split, batch, condition)?,
        })
    };
    Condition::ALL.into_iter().map(row).collect()
}

/// The scores of a source at every operating point, from the predictions of a calibrated recognizer on its validation data.
/// Those types count that the source labels.
pub fn operating_points(
    source: Option<&str>,
    predictions: &Predictions,
    types: &TypeFilter,
) -> Vec<OperatingPointRow> {
    let mut gold = predictions.gold_entities();
    gold.retain(|span| types.keeps(&span.entity_type));
    let row = |point: OperatingPoint| {
        let options = DecodingOptions::with_recall_bias(point.recall_bias);
        let mut found = predictions.decoded(&options).scored_entities(1.0);
        found.retain(|(span, _)| types.keeps(&span.entity_type));
        OperatingPointRow::new(source, point, &gold, &found)
    };
    OPERATING_POINTS.map(row).to_vec()
}

fn score_under(
    recognizer: &Recognizer,
    split: &Split,
    batch: usize,
    condition: Condition,
) -> Result<Score> {
    let changed = match condition {
        Condition::Lines => return Ok(evaluate_plain_text(recognizer, split, "\n")?.0),
        Condition::Text => return Ok(evaluate_plain_text(recognizer, split, " ")?.0),
        Condition::UpperCase => split.with_words(|word| word.to_uppercase()),
        Condition::LowerCase => split.with_words(|word| word.to_lowercase()),
    };
    let scored = evaluate(recognizer, &changed, batch, Scheme::Default)?;
    Ok(scored.scores.overall)
}

fn reliability_at(predictions: &Predictions, temperature: f64) -> Result<Reliability> {
    let words = predictions.words()?;
    let gold = predictions.gold_entities();
    let known: HashSet<&EntitySpan> = gold.iter().collect();
    let entities = predictions.scored_entities(temperature);
    let entities = entities.iter();
    let entities: Vec<(f64, bool)> = entities
        .map(|(span, score)| (f64::from(*score), known.contains(span)))
        .collect();
    let word_bins = reliability(&words.outcomes(temperature));
    let entity_bins = reliability(&entities);
    Ok(Reliability {
        loss: words.loss(temperature),
        word_error: expected_calibration_error(&word_bins),
        entity_error: expected_calibration_error(&entity_bins),
        word_bins,
        entity_bins,
    })
}
