//! Groups names of one spelling, for the list beside the text.

use std::collections::HashMap;

use namelight_names::spelling;
use namelight_text::{Entity, Span};

/// A name with all its places.
#[derive(Clone, Debug, PartialEq)]
pub struct Name {
    /// The name as it is first written, with each run of white space as one blank.
    pub surface: String,
    /// Its entity type.
    pub entity_type: String,
    /// The highest score among its places.
    pub score: f32,
    /// The places of the name in the text, in order.
    pub places: Vec<Span>,
}

/// The order of the list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Order {
    /// The order in which names come in the text.
    #[default]
    Place,
    /// The most frequent name comes first.
    Count,
    /// Names are sorted by type, and names of a type by the alphabet.
    Kind,
}

impl Order {
    /// All orders, as they are offered.
    pub const ALL: [Self; 3] = [Self::Place, Self::Count, Self::Kind];

    /// The name of the order on the page.
    pub fn name(self) -> &'static str {
        match self {
            Self::Place => "by place",
            Self::Count => "by count",
            Self::Kind => "by type",
        }
    }
}

/// Joins entities of the same type and the same spelling (see [`spelling`]), in the order of the text.
pub fn grouped(text: &str, entities: impl IntoIterator<Item = Entity>) -> Vec<Name> {
    let mut names: Vec<Name> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    // Comparing spellings takes time, and most names are written again as they were.
    let mut written: HashMap<&str, String> = HashMap::new();
    for entity in entities {
        let Some(slice) = entity.span.slice(text) else {
            continue;
        };
        let spelling = written.entry(slice).or_insert_with(|| spelling(slice));
        let key = format!("{}\n{spelling}", entity.entity_type);
        let index = *known.entry(key).or_insert(names.len());
        if index == names.len() {
            names.push(Name {
                surface: slice.split_whitespace().collect::<Vec<_>>().join(" "),
                entity_type: entity.entity_type,
                score: 0.0,
                places: Vec::new(),
            });
        }
        let name = &mut names[index];
        name.score = name.score.max(entity.score);
        name.places.push(entity.span);
    }
    names
}

/// Keeps the names that contain these letters in any case, and puts them in an order.
pub fn listed(mut names: Vec<Name>, filter: &str, order: Order) -> Vec<Name> {
    let filter = filter.trim().to_lowercase();
    names.retain(|name| name.surface.to_lowercase().contains(&filter));
    // The sort is stable, so names with equal keys stay in the order of the text.
    names.sort_by_cached_key(|name| match order {
        Order::Place => (0, String::new(), String::new()),
        Order::Count => (usize::MAX - name.places.len(), String::new(), String::new()),
        Order::Kind => (0, name.entity_type.clone(), name.surface.to_lowercase()),
    });
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Zoë saw Oslo. Ada saw Oslo and New\nYork. Oslo saw New York.";

    fn names(order: Order, filter: &str) -> Vec<(String, usize)> {
        let mut at = 0;
        let entities = [
            "Zoë",
            "Oslo",
            "Ada",
            "Oslo",
            "New\nYork",
            "Oslo",
            "New York",
        ];
        let entities = entities.map(|name| {
            let start = at + TEXT[at..].find(name).unwrap();
            at = start + name.len();
            Entity {
                entity_type: if name.len() == 4 && name != "Oslo" || name == "Ada" {
                    "PER"
                } else {
                    "LOC"
                }
                .to_owned(),
                score: 0.5,
                span: Span { start, end: at },
            }
        });
        let listed = listed(grouped(TEXT, entities), filter, order);
        listed
            .into_iter()
            .map(|name| (name.surface, name.places.len()))
            .collect()
    }

    fn pairs(expected: &[(&str, usize)]) -> Vec<(String, usize)> {
        expected
            .iter()
            .map(|(name, count)| ((*name).to_owned(), *count))
            .collect()
    }

    #[test]
    fn equal_names_are_one_with_all_places_however_they_are_broken() {
        let expected = [("Zoë", 1), ("Oslo", 3), ("Ada", 1), ("New York", 2)];
        assert_eq!(names(Order::Place, ""), pairs(&expected));
    }

    #[test]
    fn the_most_frequent_come_first_and_equals_keep_their_place() {
        let expected = [("Oslo", 3), ("New York", 2), ("Zoë", 1), ("Ada", 1)];
        assert_eq!(names(Order::Count, ""), pairs(&expected));
    }

    #[test]
    fn types_stay_together() {
        let expected = [("New York", 2), ("Oslo", 3), ("Ada", 1), ("Zoë", 1)];
        assert_eq!(names(Order::Kind, ""), pairs(&expected));
    }

    #[test]
    fn a_filter_knows_no_case() {
        assert_eq!(names(Order::Place, " OE "), pairs(&[]));
        assert_eq!(names(Order::Place, "ZOË"), pairs(&[("Zoë", 1)]));
        assert_eq!(
            names(Order::Place, "o"),
            pairs(&[("Zoë", 1), ("Oslo", 3), ("New York", 2)])
        );
    }

    #[test]
    fn a_name_whose_accents_are_written_apart_is_the_same() {
        let text = "Zoë Zoe\u{308}";
        let entity = |start, end| Entity {
            entity_type: "PER".to_owned(),
            score: 0.5,
            span: Span { start, end },
        };
        let names = grouped(text, [entity(0, 4), entity(5, 10)]);
        assert_eq!((names.len(), names[0].places.len()), (1, 2));
    }

    #[test]
    fn the_same_letters_of_another_type_are_another_name() {
        let entity = |entity_type: &str| Entity {
            entity_type: entity_type.to_owned(),
            score: 0.5,
            span: Span { start: 0, end: 3 },
        };
        assert_eq!(grouped("Ada", [entity("PER"), entity("ORG")]).len(), 2);
    }
}
