//! Joins labelled words to entities.

use std::ops::Range;

use crate::{LabelSet, SentenceEntity, SentenceSpan, Tag, Word};

/// An entity as a range of the sentence's words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityWords {
    /// The entity type, as an index into [`LabelSet::entity_types`].
    pub entity_type: usize,
    /// The words; there is at least one.
    pub words: Range<usize>,
}

/// Returns the entities of a labelled sentence, in order, as seqeval's default mode (and before it conlleval) reads
/// them: a label goes on with the entity of the word before it where that is of the same type and left open, by a `B-`,
/// `I-` or bare label; any other label but `O` starts an entity, also an `I-` that continues nothing. An index that is
/// not in the label set counts as `O`.
pub fn entity_words(labels: &[usize], set: &LabelSet) -> Vec<EntityWords> {
    let mut entities: Vec<EntityWords> = Vec::new();
    let mut before = Tag::Outside;
    for (word, label) in labels.iter().enumerate() {
        let tag = set.tags().get(*label).copied().unwrap_or(Tag::Outside);
        if let Some(entity_type) = tag.entity_type() {
            match entities.last_mut() {
                Some(last) if tag.continues(before) => last.words.end = word + 1,
                _ => entities.push(EntityWords {
                    entity_type,
                    words: word..word + 1,
                }),
            }
        }
        before = tag;
    }
    entities
}

impl EntityWords {
    /// Returns the entity's score (see [`crate::Entity::score`]), or `None` when `probabilities`, a row of `set.len()`
    /// numbers for each word, lacks the row of one of its words.
    pub fn score(&self, probabilities: &[f32], set: &LabelSet) -> Option<f32> {
        let rows = probabilities.get(self.words.start * set.len()..self.words.end * set.len())?;
        let sum: f32 = rows
            .chunks_exact(set.len())
            .flat_map(|row| row.iter().zip(set.tags()))
            .filter(|(_, tag)| tag.entity_type() == Some(self.entity_type))
            .map(|(probability, _)| probability)
            .sum();
        let mean = sum / self.words.len() as f32;
        // Rounding may lift a sum above 1, and a score that is no number would not survive JSON.
        Some(if mean.is_nan() {
            0.0
        } else {
            mean.clamp(0.0, 1.0)
        })
    }
}

/// Returns the entities of a labelled sentence with their places in it and their scores (see [`crate::Entity::score`]).
///
/// `probabilities` holds a row of `set.len()` numbers for each word. An entity whose words have no place or row is left
/// out.
pub fn entities(
    words: &[Word],
    labels: &[usize],
    probabilities: &[f32],
    set: &LabelSet,
) -> Vec<SentenceEntity> {
    let entity = |found: EntityWords| {
        let words = words.get(found.words.clone())?;
        Some(SentenceEntity {
            entity_type: set.entity_types().get(found.entity_type)?.clone(),
            score: found.score(probabilities, set)?,
            span: SentenceSpan {
                start: words.first()?.span.start,
                end: words.last()?.span.end,
            },
        })
    };
    entity_words(labels, set)
        .into_iter()
        .filter_map(entity)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::split_words;

    fn set() -> LabelSet {
        let names = ["O", "B-PER", "I-PER", "B-LOC", "I-LOC"];
        LabelSet::new(names.map(str::to_owned).to_vec(), None).unwrap()
    }

    fn found(labels: &[usize]) -> Vec<(usize, Range<usize>)> {
        entity_words(labels, &set())
            .into_iter()
            .map(|entity| (entity.entity_type, entity.words))
            .collect()
    }

    #[test]
    fn begin_starts_and_inside_continues() {
        assert_eq!(found(&[0, 1, 2, 0, 3]), [(0, 1..3), (1, 4..5)]);
        assert_eq!(found(&[1, 1, 2]), [(0, 0..1), (0, 1..3)]);
    }

    #[test]
    fn an_inside_label_that_continues_nothing_starts_an_entity() {
        assert_eq!(found(&[2, 0, 2, 4]), [(0, 0..1), (0, 2..3), (1, 3..4)]);
    }

    #[test]
    fn an_end_label_ends_an_entity_and_a_single_label_is_one() {
        let names = ["O", "B-PER", "I-PER", "E-PER", "S-PER"];
        let set = LabelSet::new(names.map(str::to_owned).to_vec(), None).unwrap();
        let found = |labels: &[usize]| -> Vec<Range<usize>> {
            let entities = entity_words(labels, &set).into_iter();
            entities.map(|entity| entity.words).collect()
        };
        assert_eq!(found(&[1, 2, 3, 4, 1, 3]), [0..3, 3..4, 4..6]);
        assert_eq!(found(&[2, 3, 3, 2, 4, 2]), [0..2, 2..3, 3..4, 4..5, 5..6]);
    }

    #[test]
    fn an_unknown_index_is_outside() {
        assert_eq!(found(&[1, 99, 2]), [(0, 0..1), (0, 2..3)]);
    }

    #[test]
    fn an_entity_reaches_from_its_first_word_to_its_last() {
        let text = "Ada  Lovelace sings";
        #[rustfmt::skip]
        let probabilities = [
            0.1, 0.6, 0.2, 0.1, 0.0,
            0.2, 0.1, 0.5, 0.1, 0.1,
            0.9, 0.1, 0.0, 0.0, 0.0,
        ];
        let entities = entities(&split_words(text), &[1, 2, 0], &probabilities, &set());
        assert_eq!(entities.len(), 1);
        assert_eq!(entities[0].entity_type, "PER");
        assert_eq!(entities[0].span.slice(text), Some("Ada  Lovelace"));
        assert!((entities[0].score - 0.7).abs() < 1e-6);
    }

    #[test]
    fn a_score_is_always_a_number_from_0_to_1() {
        let words = split_words("A");
        for wild in [f32::NAN, f32::INFINITY, -3.0, 0.6] {
            let entity = &entities(&words, &[1], &[0.0, wild, 0.6, 0.0, 0.0], &set())[0];
            assert!((0.0..=1.0).contains(&entity.score), "{wild}");
        }
    }

    #[test]
    fn words_without_place_or_row_give_no_entity() {
        let words = split_words("A");
        assert_eq!(entities(&words, &[1, 2], &[0.1; 10], &set()), []);
        assert_eq!(entities(&words, &[1], &[0.1; 4], &set()), []);
    }
}
