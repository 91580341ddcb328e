//! The bias of `O` that gives the best scores. Training weighs every word alike; F1 weighs names, and a model that learnt
//! from corpora that leave names out or from softened labels names too much.

use anyhow::{Context, Result};
use namelight_scores::Scheme;
use namelight_text::DecodingOptions;

use super::{Predictions, TypeFilter};

/// The biases that are tried, in quarters of a nat: none first, which wins where others are no better.
const QUARTERS: std::ops::RangeInclusive<i32> = 0..=16;

/// The logarithm to add to the logit of `O`, and the mean F1 over these splits without and with it. Of a split the types
/// count that its source labels.
///
/// # Errors
/// When the labels have no `O`, or there is no split.
pub fn best(splits: &[(Predictions, TypeFilter)]) -> Result<BestBias> {
    let mut tried = QUARTERS.map(|quarters| {
        let bias = f64::from(quarters) / 4.0;
        Ok((bias, mean_f1(splits, bias)?))
    });
    let (_, before) = tried.next().context("no bias to try")??;
    let none = BestBias {
        bias: 0.0,
        before,
        after: before,
    };
    tried.try_fold(none, |best, next: Result<_>| {
        let (bias, after) = next?;
        Ok(match after > best.after {
            true => BestBias {
                bias,
                after,
                ..best
            },
            false => best,
        })
    })
}

/// What [`best`] finds.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BestBias {
    /// What is added to the logit of `O`, in nats.
    pub bias: f64,
    /// The mean F1 without it.
    pub before: f64,
    /// The mean F1 with it.
    pub after: f64,
}

fn mean_f1(splits: &[(Predictions, TypeFilter)], bias: f64) -> Result<f64> {
    // The option counts the other way: a positive one finds more.
    let options = DecodingOptions::with_recall_bias(-bias as f32);
    let f1 = splits.iter().map(|(predictions, types)| {
        let scores = predictions
            .decoded(&options)
            .scores(Scheme::Default, types)?;
        Ok(scores.overall.f1)
    });
    let f1: Vec<f64> = f1.collect::<Result<_>>()?;
    Ok(f1.iter().sum::<f64>() / f1.len() as f64)
}
