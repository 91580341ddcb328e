//! Entities as files and other programs hold them.

use serde::Serialize;

use crate::offsets::Offsets;
use crate::{Entity, Span};

/// A text with its entities. In JSON this is what `namelight annotate` writes for each sentence.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct TextRecord<'a> {
    /// The text. Offsets count from its start.
    pub text: &'a str,
    /// Its entities.
    pub entities: Vec<EntityRecord<'a>>,
}

impl<'a> TextRecord<'a> {
    /// Of a part of a text; none of a part that is not on character boundaries.
    pub fn new(text: &'a str, part: Span, entities: &'a [Entity]) -> Self {
        Self {
            text: part.slice(text).unwrap_or_default(),
            entities: entity_records(text, part, entities),
        }
    }
}

/// An entity with the fields of transformers' token-classification pipeline (`entity_group` to `end`), and its place
/// in bytes and in UTF-16 for programs that do not count characters.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityRecord<'a> {
    /// The type.
    pub entity_group: &'a str,
    /// Confidence from 0 to 1.
    pub score: f32,
    /// The name as the text has it.
    pub word: &'a str,
    /// First character inside.
    pub start: usize,
    /// First character behind.
    pub end: usize,
    /// First byte of UTF-8 inside.
    pub byte_start: usize,
    /// First byte of UTF-8 behind.
    pub byte_end: usize,
    /// First unit of UTF-16 inside.
    pub utf16_start: usize,
    /// First unit of UTF-16 behind.
    pub utf16_end: usize,
}

impl EntityRecord<'_> {
    /// The names of the fields, in their order.
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
}

/// The entities of `part`, whose offsets are counted from its start. An entity that is no place in it is left out.
fn entity_records<'a>(text: &'a str, part: Span, entities: &'a [Entity]) -> Vec<EntityRecord<'a>> {
    let Some(part_text) = part.slice(text) else {
        return Vec::new();
    };
    let mut offsets = Offsets::new(part_text);
    let record = |entity: &'a Entity| {
        let span = Span {
            start: entity.span.start.checked_sub(part.start)?,
            end: entity.span.end.checked_sub(part.start)?,
        };
        let word = span.slice(part_text)?;
        let (start, end) = (offsets.at(span.start), offsets.at(span.end));
        Some(EntityRecord {
            entity_group: &entity.kind,
            score: entity.score,
            word,
            start: start.character,
            end: end.character,
            byte_start: start.byte,
            byte_end: end.byte,
            utf16_start: start.utf16,
            utf16_end: end.utf16,
        })
    };
    entities.iter().filter_map(record).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "Hm. 👋 Zoë met Ada.";

    fn entity(start: usize, end: usize) -> Entity {
        Entity {
            kind: "PER".to_owned(),
            score: 0.5,
            span: Span { start, end },
        }
    }

    #[test]
    fn a_record_counts_from_the_start_of_its_part() {
        let start = TEXT.find("Zoë").unwrap();
        let entities = [entity(start, start + 4)];
        let part = Span {
            start: 4,
            end: TEXT.len(),
        };
        let record = &entity_records(TEXT, part, &entities)[0];
        assert_eq!((record.word, record.entity_group), ("Zoë", "PER"));
        assert_eq!((record.start, record.end), (2, 5));
        assert_eq!((record.byte_start, record.byte_end), (5, 9));
        assert_eq!((record.utf16_start, record.utf16_end), (3, 6));
    }

    #[test]
    fn the_names_of_the_fields_are_those_of_the_json() {
        let part = Span { start: 0, end: 3 };
        let entities = [entity(0, 2)];
        let record = &entity_records(TEXT, part, &entities)[0];
        let json = serde_json::to_string(record).unwrap();
        let places = EntityRecord::FIELDS.map(|field| json.find(&format!("\"{field}\":")));
        assert!(places.iter().all(Option::is_some), "{json}");
        assert!(places.is_sorted(), "{json}");
        assert_eq!(json.matches("\":").count(), places.len());
    }

    #[test]
    fn what_is_no_place_in_the_part_is_left_out() {
        let part = Span { start: 4, end: 8 };
        let entities = [entity(0, 2), entity(5, 6), entity(6, 40), entity(8, 4)];
        assert_eq!(entity_records(TEXT, part, &entities), []);
        assert_eq!(
            entity_records(TEXT, Span { start: 5, end: 9 }, &entities),
            []
        );
    }
}
