//! The sentences of span files, cut into words as the page cuts what a person types.

use anyhow::{Result, bail};
use namelight_scores::EntitySpan;
use namelight_text::{ColumnSentence, Span, UNKNOWN_TAG, Word, split_sentences, split_words};

use super::{LabelledText, SpanFile};

#[cfg(test)]
#[path = "sentences_tests.rs"]
mod tests;

/// The sentences of a span file.
pub struct SpanSentences {
    /// The sentences with IOB2 tags, in order. The line of a word is that of its text.
    pub sentences: Vec<ColumnSentence>,
    /// Number of words that an entity covers in part, or that are of an entity that goes beyond its sentence. Their tag is
    /// [`UNKNOWN_TAG`].
    pub unknown: usize,
}

impl SpanFile {
    /// Cuts the texts into sentences and words.
    ///
    /// # Errors
    /// When two entities overlap, since a word has one label; the message names the line.
    pub fn sentences(&self) -> Result<SpanSentences> {
        let mut all = SpanSentences {
            sentences: Vec::new(),
            unknown: 0,
        };
        for text in &self.texts {
            let entities = self.in_order(text)?;
            for sentence in sentences(text, &entities) {
                let unknown = sentence.tags.iter().filter(|tag| *tag == UNKNOWN_TAG);
                all.unknown += unknown.count();
                all.sentences.push(sentence);
            }
        }
        Ok(all)
    }

    /// The entities of a text by their places, without white space at their edges.
    fn in_order(&self, text: &LabelledText) -> Result<Vec<EntitySpan>> {
        let entities = text.entities.iter();
        let mut entities: Vec<EntitySpan> =
            entities.map(|entity| trimmed(entity, &text.text)).collect();
        entities.sort_by_key(|entity| (entity.start, entity.end));
        for pair in entities.windows(2) {
            if let [one, other] = pair
                && other.start < one.end
            {
                let named = |entity: &EntitySpan| {
                    let surface = text.text.get(entity.start..entity.end).unwrap_or_default();
                    format!("{} {surface:?}", entity.entity_type)
                };
                bail!(
                    "{}, line {}: {} and {} overlap; a word has one label, so keep one of them",
                    self.file,
                    text.line,
                    named(one),
                    named(other)
                );
            }
        }
        Ok(entities)
    }
}

fn trimmed(entity: &EntitySpan, text: &str) -> EntitySpan {
    let surface = text.get(entity.start..entity.end).unwrap_or_default();
    let start = entity.end - surface.trim_start().len();
    EntitySpan {
        start,
        end: start + surface.trim().len(),
        ..entity.clone()
    }
}

fn sentences<'t>(
    text: &'t LabelledText,
    entities: &'t [EntitySpan],
) -> impl Iterator<Item = ColumnSentence> + 't {
    split_sentences(&text.text).into_iter().filter_map(|span| {
        let words = split_words(span.slice(&text.text)?);
        if words.is_empty() {
            return None;
        }
        let mut tags = vec!["O".to_owned(); words.len()];
        let first = entities.partition_point(|entity| entity.end <= span.start);
        for entity in entities.iter().skip(first) {
            if entity.start >= span.end {
                break;
            }
            tag(entity, &words, span, &mut tags);
        }
        Some(ColumnSentence {
            lines: vec![text.line; words.len()],
            words: words.into_iter().map(|word| word.text).collect(),
            tags,
        })
    })
}

/// Writes the tags of an entity's words. A word that it covers in part has no known label; nor has any of them when the
/// first is such a word, or when the entity goes beyond the sentence.
fn tag(entity: &EntitySpan, words: &[Word], sentence: Span, tags: &mut [String]) {
    let place = |word: &Word| word.span.in_text(sentence.start);
    let touches = |word: &Word| place(word).start < entity.end && place(word).end > entity.start;
    let covers = |word: &Word| place(word).start >= entity.start && place(word).end <= entity.end;
    let is_inside = sentence.start <= entity.start && entity.end <= sentence.end;
    let mut touched = words
        .iter()
        .zip(tags)
        .filter(|(word, _)| touches(word))
        .peekable();
    let begins = touched.peek().is_some_and(|(word, _)| covers(word));
    for (index, (word, tag)) in touched.enumerate() {
        *tag = match is_inside && begins && covers(word) {
            true if index == 0 => format!("B-{}", entity.entity_type),
            true => format!("I-{}", entity.entity_type),
            false => UNKNOWN_TAG.to_owned(),
        };
    }
}
