//! One type for all mentions of a name.

use std::collections::{BTreeMap, HashMap};

use namelight_text::is_person;

use crate::{Mention, groups, spelling};

/// A mention with the score of its type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TypedMention<'a> {
    /// The name as it stands in the text, with the type that was found for it there.
    pub mention: Mention<'a>,
    /// How sure that type is, from 0 to 1.
    pub score: f32,
}

/// Returns for each mention of a document the type that its name has: mentions of the same spelling vote by their scores,
/// and a first or last name that is a person's at one place at least follows the full name that it fits (see
/// [`groups`]).
pub fn one_type_per_name<'a>(mentions: &[TypedMention<'a>]) -> Vec<&'a str> {
    let spellings: Vec<String> = mentions
        .iter()
        .map(|typed| spelling(typed.mention.surface))
        .collect();
    let mut votes: HashMap<&str, BTreeMap<&'a str, f32>> = HashMap::new();
    for (typed, spelling) in mentions.iter().zip(&spellings) {
        let votes = votes.entry(spelling).or_default();
        *votes.entry(typed.mention.entity_type).or_default() += typed.score;
    }
    // What is a person once is taken for one everywhere, so as to see whom it would follow.
    let as_persons = mentions.iter().zip(&spellings).map(|(typed, spelling)| {
        let person = votes
            .get(&**spelling)
            .and_then(|votes| votes.keys().find(|kind| is_person(kind)));
        Mention {
            entity_type: person.copied().unwrap_or(typed.mention.entity_type),
            ..typed.mention
        }
    });
    let as_persons: Vec<Mention> = as_persons.collect();
    let numbers = groups(&as_persons);
    let mut sums: HashMap<usize, BTreeMap<&'a str, f32>> = HashMap::new();
    for (typed, number) in mentions.iter().zip(&numbers) {
        let sums = sums.entry(*number).or_default();
        *sums.entry(typed.mention.entity_type).or_default() += typed.score;
    }
    let pairs = mentions
        .iter()
        .zip(&spellings)
        .zip(as_persons.iter().zip(&numbers));
    let types = pairs.map(|((typed, spelling), (as_person, number))| {
        let of_spelling = votes.get(&**spelling).and_then(winner);
        let of_name = sums.get(number).and_then(winner);
        match is_person(as_person.entity_type) {
            true => of_name.or(of_spelling),
            false => of_spelling,
        }
        .unwrap_or(typed.mention.entity_type)
    });
    types.collect()
}

/// The type with the highest sum of scores; of equal ones the first in the alphabet.
fn winner<'b>(votes: &BTreeMap<&'b str, f32>) -> Option<&'b str> {
    let better =
        |one: (&'b str, f32), other: (&'b str, f32)| if other.1 > one.1 { other } else { one };
    let votes = votes.iter().map(|(kind, score)| (*kind, *score));
    votes.reduce(better).map(|(kind, _)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn types(mentions: &[(&'static str, &'static str, f32)]) -> Vec<&'static str> {
        let typed = |&(surface, entity_type, score)| TypedMention {
            mention: Mention {
                surface,
                entity_type,
            },
            score,
        };
        one_type_per_name(&mentions.iter().map(typed).collect::<Vec<_>>())
    }

    #[test]
    fn mentions_of_one_spelling_have_the_type_with_the_highest_sum() {
        let mentions = [
            ("Oslo", "LOC", 0.6),
            ("OSLO", "ORG", 0.9),
            ("Oslo", "LOC", 0.5),
            ("Reuters", "ORG", 0.3),
        ];
        assert_eq!(types(&mentions), ["LOC", "LOC", "LOC", "ORG"]);
    }

    #[test]
    fn a_last_name_follows_the_full_name() {
        let mentions = [
            ("Ada Paris", "PER", 0.9),
            ("Paris", "LOC", 0.6),
            ("Paris", "PER", 0.5),
        ];
        assert_eq!(types(&mentions), ["PER", "PER", "PER"]);
        let never_a_person = [("Ada Paris", "PER", 0.9), ("Paris", "LOC", 0.6)];
        assert_eq!(types(&never_a_person), ["PER", "LOC"]);
    }
}
