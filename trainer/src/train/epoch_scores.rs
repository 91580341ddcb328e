//! The scores of an epoch on the validation data of all sources.

use anyhow::Result;
use namelight_encoder::{Parameters, TokenClassifier};
use namelight_recognizer::Recognizer;
use namelight_scores::Scheme;
use namelight_scores::report::{EpochRow, SourceF1};
use namelight_tokenizer::Tokenizer;

use super::Training;
use crate::evaluate::{Scored, predict};

/// The scores of each source.
pub(super) struct EpochScores(Vec<(Option<String>, Scored)>);

/// What the row of an epoch says besides scores.
pub(super) struct EpochCourse {
    pub(super) training_loss: f64,
    pub(super) epoch: f64,
    pub(super) step: usize,
    pub(super) seconds: f64,
}

impl EpochScores {
    /// Scores these weights. Of a source that does not label all types, those that it labels count.
    pub(super) fn of(training: &Training, parameters: &Parameters) -> Result<Self> {
        let Training { config, recipe, .. } = training;
        let tokenizer = Tokenizer::from_bytes(training.tokenizer)?;
        let model = TokenClassifier::with_ops(parameters, config, training.ops)?;
        let recognizer = Recognizer::new(tokenizer, model, config)?;
        let scored = training.data.validation().map(|(source, split)| {
            let predictions = predict(&recognizer, split, recipe.eval_batch)?;
            let scored = predictions.scored(Scheme::Default, &source.type_filter())?;
            Ok((source.name.clone(), scored))
        });
        Ok(Self(scored.collect::<Result<_>>()?))
    }

    /// The row of the epoch: the means over the sources, and the F1 of each where they have names.
    pub(super) fn row(&self, course: EpochCourse) -> EpochRow {
        let mean = |of: fn(&Scored) -> f64| {
            let values = self.0.iter().map(|(_, scored)| of(scored));
            values.sum::<f64>() / self.0.len() as f64
        };
        let sources = self.0.iter();
        let sources = sources.filter_map(|(name, scored)| {
            Some(SourceF1 {
                name: name.clone()?,
                f1: scored.scores.overall.f1,
            })
        });
        EpochRow {
            training_loss: course.training_loss,
            epoch: course.epoch,
            step: course.step,
            validation_loss: mean(|scored| scored.loss),
            precision: mean(|scored| scored.scores.overall.precision),
            recall: mean(|scored| scored.scores.overall.recall),
            f1: mean(|scored| scored.scores.overall.f1),
            accuracy: mean(|scored| scored.scores.accuracy),
            seconds: course.seconds,
            sources: sources.collect(),
        }
    }
}
