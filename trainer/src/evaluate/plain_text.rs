//! Scores on plain text: the sentences of a split joined, split again as the browser splits what a person types, and
//! entities compared by their places in the text.

use std::collections::BTreeMap;

use anyhow::Result;
use namelight_recognizer::Recognizer;
use namelight_scores::{EntitySpan, Score};
use namelight_text::{ColumnSentence, DecodingOptions, label_ids, split_sentences, tag_entities};
use rayon::prelude::*;

use super::spans::scored_span;
use super::{Comparison, overall};
use crate::data::Split;

/// The scores of all entities, and those by entity type.
pub type PlainTextScores = (Score, BTreeMap<String, Score>);

/// Runs the whole path from text to entities. Words are joined with a space, sentences with `between`.
///
/// # Errors
/// When the model does not know a type of the data, or fails.
pub fn evaluate_plain_text(
    recognizer: &Recognizer,
    split: &Split,
    between: &str,
) -> Result<PlainTextScores> {
    let options = DecodingOptions::default();
    let compared = compare_plain_text(recognizer, split, between, &options)?;
    Ok(overall(&[compared]))
}

/// Like [`evaluate_plain_text`], but gives the entities themselves.
///
/// # Errors
/// As [`evaluate_plain_text`].
pub fn compare_plain_text(
    recognizer: &Recognizer,
    split: &Split,
    between: &str,
    options: &DecodingOptions,
) -> Result<Comparison> {
    // A type that the model does not know is a mistake, and no name that it missed.
    for sentence in &split.sentences {
        label_ids(sentence, recognizer.labels(), &split.file)?;
    }
    let joined = join(&split.sentences, between);
    let found: Vec<Vec<(EntitySpan, f32)>> = split_sentences(&joined.text)
        .into_par_iter()
        .map(|sentence| {
            let slice = sentence.slice(&joined.text).unwrap_or_default();
            let analysis = recognizer.recognize_sentence_with(slice, options)?;
            let entities = analysis.entities.iter();
            let entities = entities.map(|entity| scored_span(entity.in_text(sentence.start)));
            Ok(entities.collect())
        })
        .collect::<Result<_>>()?;
    Ok(Comparison {
        found: found.concat(),
        ..joined
    })
}

/// Sentences as one text, with the entities of their tags.
pub(super) fn join(sentences: &[ColumnSentence], between: &str) -> Comparison {
    let mut joined = Comparison::default();
    for sentence in sentences {
        if !joined.text.is_empty() {
            joined.text.push_str(between);
        }
        let mut places = Vec::new();
        for (index, word) in sentence.words.iter().enumerate() {
            if !places.is_empty() {
                joined.text.push(' ');
            }
            let start = joined.text.len();
            joined.text.push_str(word);
            joined.lines.push((start, sentence.line_of(index)));
            places.push((start, joined.text.len()));
        }
        for (words, entity_type) in tag_entities(&sentence.tags) {
            let (first, last) = (places[words.start], places[words.end - 1]);
            joined.gold.push(EntitySpan {
                entity_type: entity_type.to_owned(),
                start: first.0,
                end: last.1,
            });
        }
    }
    joined
}
