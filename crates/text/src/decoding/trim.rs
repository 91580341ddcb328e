//! Trims what is no part of a name off the edges of entities.

use std::ops::Range;

use super::edges::{Titles, name_within};
use crate::{EntityWords, LabelSet, Tag, entity_words, is_person};

/// Takes what is no part of a name off the edges of a sentence's entities, and writes the labels anew:
///
/// * titles in front of a person: `Mr.`, `Atty. Gen.`, `Prof. Dr.`, `Vice President` (`data/titles.txt`); an entity of
///   nothing but abbreviated titles is none;
/// * brackets, quotes, stops, dashes, bullets and other words without a letter or a digit; a bracket or a quote stays
///   where its partner is within the name;
/// * the clitic of a possessor, as in `Oslo 's`.
///
/// `words` are the words of the sentence and `labels` has a label for each. A set without a label for words outside of
/// entities is no set of entities: its labels stay as they are.
pub fn trim_entities(words: &[&str], labels: &mut [usize], set: &LabelSet) {
    let outside = set.tags().iter().position(|tag| *tag == Tag::Outside);
    let Some(outside) = outside else {
        return;
    };
    let mut follows_trimmed = false;
    for entity in entity_words(labels, set) {
        let name = name_of(words, &entity, set);
        let is_trimmed = name != entity.words;
        for word in entity.words.clone() {
            if let Some(label) = labels.get_mut(word).filter(|_| !name.contains(&word)) {
                *label = outside;
            }
        }
        // In IOB1 the label of a first word says whether an entity of its type stands in front of it.
        if is_trimmed || follows_trimmed {
            let entity_type = entity.entity_type;
            let words = name;
            set.write_entity(&EntityWords { entity_type, words }, labels);
        }
        follows_trimmed = is_trimmed;
    }
}

fn name_of(words: &[&str], entity: &EntityWords, set: &LabelSet) -> Range<usize> {
    let entity_type = set.entity_types().get(entity.entity_type);
    let titles = match entity_type {
        Some(entity_type) if is_person(entity_type) => Titles::OfPerson,
        _ => Titles::OfOther,
    };
    name_within(words, &entity.words, titles)
}

#[cfg(test)]
#[path = "trim_tests.rs"]
mod tests;
