//! Scores on plain text: the sentences of a split joined, split again as the browser splits what a person types, and
//! entities compared by their places in the text.

use std::collections::BTreeMap;

use anyhow::Result;
use namelight_recognizer::Recognizer;
use namelight_scores::{EntitySpan, Score, score_spans};
use namelight_text::{SentenceEntity, entity_words, label_ids, split_sentences};
use rayon::prelude::*;

use crate::data::Split;

/// The scores of all types, and by type.
pub type RawScores = (Score, BTreeMap<String, Score>);

/// A split as text with its entities.
struct RawText {
    text: String,
    entities: Vec<EntitySpan>,
}

/// Runs the whole path from text to entities. Words are joined with a space, sentences with `between`.
pub fn evaluate_raw(recognizer: &Recognizer, split: &Split, between: &str) -> Result<RawScores> {
    let RawText { text, entities } = join(recognizer, split, between)?;
    let found: Vec<Vec<EntitySpan>> = split_sentences(&text)
        .into_par_iter()
        .map(|sentence| {
            let slice = sentence.slice(&text).unwrap_or_default();
            let analysis = recognizer.recognize_sentence(slice)?;
            let entities = analysis.entities.into_iter();
            let entity_span = |entity: SentenceEntity| {
                let span = entity.span.in_text(sentence.start);
                EntitySpan {
                    entity_type: entity.entity_type,
                    start: span.start,
                    end: span.end,
                }
            };
            Ok(entities.map(entity_span).collect())
        })
        .collect::<Result<_>>()?;
    Ok(score_spans(&entities, &found.concat()))
}

fn join(recognizer: &Recognizer, split: &Split, between: &str) -> Result<RawText> {
    let labels = recognizer.labels();
    let (mut text, mut entities) = (String::new(), Vec::new());
    for sentence in &split.sentences {
        if !text.is_empty() {
            text.push_str(between);
        }
        let mut places = Vec::new();
        for word in &sentence.words {
            if !places.is_empty() {
                text.push(' ');
            }
            places.push((text.len(), text.len() + word.len()));
            text.push_str(word);
        }
        let ids = label_ids(sentence, labels, &split.file)?;
        for entity in entity_words(&ids, labels) {
            let (first, last) = (places[entity.words.start], places[entity.words.end - 1]);
            entities.push(EntitySpan {
                entity_type: labels.entity_types()[entity.entity_type].clone(),
                start: first.0,
                end: last.1,
            });
        }
    }
    Ok(RawText { text, entities })
}
