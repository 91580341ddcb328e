//! Entities in the form that files and other programs get.

use serde::Serialize;

use crate::Entity;
use crate::offsets::Offsets;

/// A text with its entities. In JSON this is what `namelight annotate` writes for each sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TextRecord<'a> {
    /// The text, from whose start the places of the entities count.
    pub text: &'a str,
    /// The entities of the text.
    pub entities: Vec<EntityRecord<'a>>,
}

impl<'a> TextRecord<'a> {
    /// Makes the record of a text. An entity whose span is no place in it is left out.
    pub fn new(text: &'a str, entities: &'a [Entity]) -> Self {
        let mut offsets = Offsets::new(text);
        let entities = entities.iter();
        Self {
            text,
            entities: entities
                .filter_map(|entity| EntityRecord::new(text, &mut offsets, entity))
                .collect(),
        }
    }
}

/// An entity with the fields of transformers' token-classification pipeline (`entity_group` to `end`), and its place
/// in bytes and in UTF-16 for programs that do not count characters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityRecord<'a> {
    /// The entity type.
    pub entity_group: &'a str,
    /// Confidence from 0 to 1.
    pub score: f32,
    /// The entity as it is written in the text.
    pub word: &'a str,
    /// Index of the first character inside.
    pub start: usize,
    /// Index of the first character behind.
    pub end: usize,
    /// Index of the first byte of UTF-8 inside.
    pub byte_start: usize,
    /// Index of the first byte of UTF-8 behind.
    pub byte_end: usize,
    /// Index of the first unit of UTF-16 inside.
    pub utf16_start: usize,
    /// Index of the first unit of UTF-16 behind.
    pub utf16_end: usize,
}

impl<'a> EntityRecord<'a> {
    /// The names of the fields, in the order in which they are written.
    pub const FIELDS: [&'static str; 9] = [
        "entity_group",
        "score",
        "word",
        "start",
        "end",
        "byte_start",
        "byte_end",
        "utf16_start",
        "utf16_end",
    ];

    fn new(text: &'a str, offsets: &mut Offsets, entity: &'a Entity) -> Option<Self> {
        let word = entity.span.slice(text)?;
        let (start, end) = (offsets.at(entity.span.start), offsets.at(entity.span.end));
        Some(Self {
            entity_group: &entity.entity_type,
            score: entity.score,
            word,
            start: start.character,
            end: end.character,
            byte_start: start.byte,
            byte_end: end.byte,
            utf16_start: start.utf16,
            utf16_end: end.utf16,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    const TEXT: &str = "👋 Zoë met Ada.";

    fn entity(start: usize, end: usize) -> Entity {
        Entity {
            entity_type: "PER".to_owned(),
            score: 0.5,
            span: Span { start, end },
        }
    }

    #[test]
    fn a_record_has_the_place_in_every_unit() {
        let start = TEXT.find("Zoë").unwrap();
        let entities = [entity(start, start + 4)];
        let record = &TextRecord::new(TEXT, &entities).entities[0];
        assert_eq!((record.word, record.entity_group), ("Zoë", "PER"));
        assert_eq!((record.start, record.end), (2, 5));
        assert_eq!((record.byte_start, record.byte_end), (5, 9));
        assert_eq!((record.utf16_start, record.utf16_end), (3, 6));
    }

    #[test]
    fn the_names_of_the_fields_are_those_of_the_json() {
        let entities = [entity(5, 9)];
        let record = &TextRecord::new(TEXT, &entities).entities[0];
        let json = serde_json::to_string(record).unwrap();
        let places = EntityRecord::FIELDS.map(|field| json.find(&format!("\"{field}\":")));
        assert!(places.iter().all(Option::is_some), "{json}");
        assert!(places.is_sorted(), "{json}");
        assert_eq!(json.matches("\":").count(), places.len());
    }

    #[test]
    fn what_is_no_place_in_the_text_is_left_out() {
        let entities = [entity(0, 2), entity(6, 40), entity(9, 5)];
        assert_eq!(TextRecord::new(TEXT, &entities).entities, []);
    }
}
