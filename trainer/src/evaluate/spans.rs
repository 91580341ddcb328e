//! A model on the texts of a span file.

use anyhow::Result;
use namelight_recognizer::Recognizer;
use namelight_scores::EntitySpan;
use namelight_text::{DecodingOptions, Entity};
use rayon::prelude::*;

use super::Comparison;
use crate::data::LabelledText;

/// Finds the entities of each text, as the page does: a text of its own, which is split into sentences and words. Runs
/// on the threads of the current pool; the result does not depend on their number.
///
/// # Errors
/// When the model fails.
pub fn compare_texts(
    recognizer: &Recognizer,
    texts: &[LabelledText],
    options: &DecodingOptions,
) -> Result<Vec<Comparison>> {
    let compare = |labelled: &LabelledText| {
        let found = recognizer.recognize_with(&labelled.text, options)?;
        Ok(Comparison {
            text: labelled.text.clone(),
            lines: vec![(0, labelled.line)],
            gold: labelled.entities.clone(),
            found: found.into_iter().map(scored_span).collect(),
        })
    };
    texts.par_iter().map(compare).collect()
}

/// An entity with its score, as scores are computed from.
pub(super) fn scored_span(entity: Entity) -> (EntitySpan, f32) {
    let span = EntitySpan {
        entity_type: entity.entity_type,
        start: entity.span.start,
        end: entity.span.end,
    };
    (span, entity.score)
}
