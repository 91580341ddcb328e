//! Scores on plain text: the sentences of a split joined, split again as the browser splits what a person types, and
//! entities compared by their places in the text.

use std::collections::BTreeMap;

use anyhow::Result;
use namelight_recognizer::Recognizer;
use namelight_scores::{EntitySpan, Score, score_spans};
use namelight_text::{SentenceEntity, label_ids, split_sentences, tag_entities};
use rayon::prelude::*;

use crate::data::Split;

/// The scores of all entities, and those by entity type.
pub type PlainTextScores = (Score, BTreeMap<String, Score>);

/// A split as plain text, with the entities of its tags.
struct PlainText {
    text: String,
    entities: Vec<EntitySpan>,
}

/// Runs the whole path from text to entities. Words are joined with a space, sentences with `between`.
pub fn evaluate_plain_text(
    recognizer: &Recognizer,
    split: &Split,
    between: &str,
) -> Result<PlainTextScores> {
    let PlainText { text, entities } = join(recognizer, split, between)?;
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

fn join(recognizer: &Recognizer, split: &Split, between: &str) -> Result<PlainText> {
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
        // A type that the model does not know is a mistake, and no name that it missed.
        label_ids(sentence, labels, &split.file)?;
        for (words, entity_type) in tag_entities(&sentence.tags) {
            let (first, last) = (places[words.start], places[words.end - 1]);
            entities.push(EntitySpan {
                entity_type: entity_type.to_owned(),
                start: first.0,
                end: last.1,
            });
        }
    }
    Ok(PlainText { text, entities })
}
