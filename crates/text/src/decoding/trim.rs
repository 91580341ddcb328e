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
/// * the clitic of a possessor at the start, and at the end of a person, as in `Ada 's`;
/// * the `&` between two people, who are one entity each.
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
        let names = names_of(words, &entity, set);
        let is_trimmed = names != std::slice::from_ref(&entity.words);
        for word in entity.words.clone() {
            let is_in_name = names.iter().any(|name| name.contains(&word));
            if let Some(label) = labels.get_mut(word).filter(|_| !is_in_name) {
                *label = outside;
            }
        }
        // In IOB1 the label of a first word says whether an entity of its type stands in front of it.
        if is_trimmed || follows_trimmed {
            for words in names {
                let entity_type = entity.entity_type;
                set.write_entity(&EntityWords { entity_type, words }, labels);
            }
        }
        follows_trimmed = is_trimmed;
    }
}

/// Returns the words of the names that an entity holds.
fn names_of(words: &[&str], entity: &EntityWords, set: &LabelSet) -> Vec<Range<usize>> {
    let entity_type = set.entity_types().get(entity.entity_type);
    if !entity_type.is_some_and(|entity_type| is_person(entity_type)) {
        return Vec::from([name_within(words, &entity.words, Titles::OfOther)]);
    }
    let mut names = Vec::new();
    let mut start = entity.words.start;
    for end in entity.words.clone() {
        if words.get(end) == Some(&"&") {
            names.push(name_within(words, &(start..end), Titles::OfPerson));
            start = end + 1;
        }
    }
    names.push(name_within(
        words,
        &(start..entity.words.end),
        Titles::OfPerson,
    ));
    names
}

#[cfg(test)]
#[path = "trim_tests.rs"]
mod tests;
