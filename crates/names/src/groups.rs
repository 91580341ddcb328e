//! Which mentions are of one name.

use std::collections::HashMap;

use namelight_text::is_person;

use crate::person::Person;
use crate::persons::Persons;
use crate::spelling;

/// A mention of a name: an entity of the document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention<'a> {
    /// The name as it stands in the text.
    pub surface: &'a str,
    /// Its type, as the model's labels name it.
    pub entity_type: &'a str,
}

/// Returns for each mention of a document, which are given in order, the number of its name. Names are numbered from 0 by
/// their first mention.
///
/// Mentions are of one name when they have one type and the same [`spelling`]. A person's may be shorter as well:
///
/// * a middle name or initial may be missing: `Christina Berg`, `CHRISTINA M. BERG`;
/// * a first or last name alone follows the one full name that it fits among those that stand in front of it: `Berg`,
///   `Christina`, `C. Berg`. Where it fits none of them it follows the one that it fits behind it. Where it fits several
///   it is a name of its own, since it cannot be told whose it is.
pub fn groups(mentions: &[Mention]) -> Vec<usize> {
    let spellings: Vec<String> = mentions
        .iter()
        .map(|mention| spelling(mention.surface))
        .collect();
    let mut persons: Vec<(&str, Persons)> = Vec::new();
    for (place, (mention, spelling)) in mentions.iter().zip(&spellings).enumerate() {
        if is_person(mention.entity_type) {
            persons_of_type(&mut persons, mention.entity_type).add(Person::new(spelling), place);
        }
    }
    for (_, persons) in &mut persons {
        persons.index();
    }
    let mut numbers: HashMap<String, usize> = HashMap::new();
    let pairs = mentions.iter().zip(&spellings).enumerate();
    let groups = pairs.map(|(place, (mention, spelling))| {
        let entity_type = mention.entity_type;
        let persons = persons.iter().find(|(known, _)| *known == entity_type);
        let person = persons.and_then(|(_, persons)| persons.of(&Person::new(spelling), place));
        // No spelling has a line break.
        let name = match person {
            Some(person) => format!("{entity_type}\n\n{person}"),
            None => format!("{entity_type}\n{spelling}"),
        };
        let next = numbers.len();
        *numbers.entry(name).or_insert(next)
    });
    groups.collect()
}

/// The persons of a type. Few types are persons'.
fn persons_of_type<'p, 'a>(
    persons: &'p mut Vec<(&'a str, Persons)>,
    entity_type: &'a str,
) -> &'p mut Persons {
    let known = persons.iter().position(|(known, _)| *known == entity_type);
    let place = known.unwrap_or(persons.len());
    if known.is_none() {
        persons.push((entity_type, Persons::default()));
    }
    &mut persons[place].1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn groups_of(surfaces: &[&str]) -> Vec<usize> {
        let mention = |surface: &&'static str| Mention {
            surface,
            entity_type: "PER",
        };
        let surfaces: Vec<&'static str> = surfaces
            .iter()
            .map(|surface| &*surface.to_string().leak())
            .collect();
        groups(&surfaces.iter().map(mention).collect::<Vec<_>>())
    }

    #[test]
    fn shorter_names_follow_the_full_name_in_front_of_them() {
        let mentions = [
            "Christina Berg",
            "Christina",
            "Berg",
            "CHRISTINA M. BERG",
            "Christina Falk",
        ];
        assert_eq!(groups_of(&mentions), [0, 0, 0, 0, 1]);
        assert_eq!(
            groups_of(&["Angela Merkel", "Merkel", "A. Merkel", "B. Merkel"]),
            [0, 0, 0, 1]
        );
        assert_eq!(
            groups_of(&["Piet de Wit", "De Wit", "Wit", "Piet"]),
            [0, 0, 0, 0]
        );
    }

    #[test]
    fn a_shorter_name_follows_the_one_full_name_behind_it() {
        assert_eq!(groups_of(&["Merkel", "Angela Merkel"]), [0, 0]);
        assert_eq!(groups_of(&["Berg", "Anna Berg", "Bo Berg"]), [0, 1, 2]);
    }

    #[test]
    fn a_name_that_fits_two_people_is_a_name_of_its_own() {
        assert_eq!(
            groups_of(&["Anna Berg", "Bo Berg", "Berg", "Berg", "Bo"]),
            [0, 1, 2, 2, 1]
        );
    }

    #[test]
    fn middle_names_may_be_missing_but_not_be_others() {
        assert_eq!(
            groups_of(&["Anna Maria Berg", "Anna Berg", "Anna Lisa Falk"]),
            [0, 0, 1]
        );
        assert_eq!(
            groups_of(&["Anna Maria Berg", "Anna Lisa Berg", "Anna Berg"]),
            [0, 1, 2]
        );
    }

    #[test]
    fn only_people_have_last_names() {
        let mentions = ["Real Madrid", "Madrid"].map(|surface| Mention {
            surface,
            entity_type: "ORG",
        });
        assert_eq!(groups(&mentions), [0, 1]);
        let types = ["PER", "LOC", "PER"].map(|entity_type| Mention {
            surface: "Paris",
            entity_type,
        });
        assert_eq!(groups(&types), [0, 1, 0]);
    }

    #[test]
    fn a_hundred_thousand_people_of_one_family_take_no_time() {
        let surfaces: Vec<String> = (0..100_000)
            .map(|number| format!("p{number} Berg"))
            .collect();
        let surfaces = surfaces.iter().map(String::as_str).chain(["Berg"; 1000]);
        let mentions: Vec<Mention> = surfaces
            .map(|surface| Mention {
                surface,
                entity_type: "PER",
            })
            .collect();
        assert_eq!(groups(&mentions).last(), Some(&100_000));
    }

    proptest! {
        #[test]
        fn names_are_numbered_by_their_first_mention(
            mentions in prop::collection::vec(("(Anna|Bo|M\\.|de|Berg|Falk)( (Berg|Falk|Wit|M\\.)){0,2}", "PER|LOC"), 0..20),
        ) {
            let mention = |(surface, entity_type): &'_ (String, String)| (surface.clone(), entity_type.clone());
            let owned: Vec<(String, String)> = mentions.iter().map(mention).collect();
            let mentions: Vec<Mention> = owned
                .iter()
                .map(|(surface, entity_type)| Mention { surface, entity_type })
                .collect();
            let numbers = groups(&mentions);
            prop_assert_eq!(numbers.len(), mentions.len());
            let mut next = 0;
            for number in &numbers {
                prop_assert!(*number <= next);
                next = next.max(number + 1);
            }
            for (one, number) in mentions.iter().zip(&numbers) {
                for (other, other_number) in mentions.iter().zip(&numbers) {
                    prop_assert!(number != other_number || one.entity_type == other.entity_type);
                }
            }
        }
    }
}
