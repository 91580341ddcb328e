//! The entities of a text, changed by a list.

use std::collections::HashMap;

use namelight_names::spelling;
use namelight_text::{Entity, Span};

use super::always::Always;
use super::{Entry, List, Verdict};

/// The type of what is always a name, where neither the entry nor the model gives one.
pub const UNTYPED: &str = "MISC";

impl List {
    /// Changes the entities that a model found in a text, which are given and returned in the order of the text.
    ///
    /// `never` takes away entities with that spelling (see [`spelling`]), of its type alone if it has one. `always`
    /// then adds each place where its text stands as whole words, with the score 1, in place of the entities that
    /// overlap it. So a text that is in the list with both words is a name.
    ///
    /// An entry that has capital letters is found in that case alone, one in small letters in any; all white space is
    /// equal. Without a type it has that of the first entity that it replaces, or [`UNTYPED`]. The case of ASCII
    /// letters makes no other type.
    pub fn apply(&self, text: &str, mut entities: Vec<Entity>) -> Vec<Entity> {
        let never = self.never();
        if !never.is_empty() {
            entities.retain(|entity| !is_never(&never, text, entity));
        }
        let places = Always::new(self).places(text);
        let added = replaced(&mut entities, &places);
        merged(entities, added)
    }

    /// The entries that are never names, by their spellings.
    fn never(&self) -> HashMap<String, Vec<&Entry>> {
        let mut never: HashMap<String, Vec<&Entry>> = HashMap::new();
        let entries = self.entries.iter();
        for entry in entries.filter(|entry| entry.verdict() == Verdict::Never) {
            never.entry(spelling(entry.text())).or_default().push(entry);
        }
        never
    }
}

fn is_never(never: &HashMap<String, Vec<&Entry>>, text: &str, entity: &Entity) -> bool {
    let surface = entity.span.slice(text).unwrap_or_default();
    let mut entries = never.get(&spelling(surface)).into_iter().flatten();
    entries.any(|entry| {
        let kind = entry.kind();
        kind.is_none_or(|kind| kind.eq_ignore_ascii_case(&entity.entity_type))
    })
}

/// Takes away the entities that overlap places of entries, and returns those that stand there instead.
fn replaced(entities: &mut Vec<Entity>, places: &[(Span, &Entry)]) -> Vec<Entity> {
    let mut kinds: Vec<Option<String>> = vec![None; places.len()];
    entities.retain(|entity| {
        let span = entity.span;
        let first = places.partition_point(|(place, _)| place.end <= span.start);
        let behind = places.iter().zip(&mut kinds).skip(first);
        let overlapped = behind.take_while(|((place, _), _)| place.start < span.end);
        let mut is_free = true;
        for (_, kind) in overlapped {
            kind.get_or_insert_with(|| entity.entity_type.clone());
            is_free = false;
        }
        is_free
    });
    let places = places.iter().zip(kinds);
    let added = places.map(|((span, entry), replaced)| {
        let own = entry.kind().map(str::to_owned);
        Entity {
            entity_type: own.or(replaced).unwrap_or_else(|| UNTYPED.to_owned()),
            score: 1.0,
            span: *span,
        }
    });
    added.collect()
}

/// Joins two lists that are in the order of the text.
fn merged(entities: Vec<Entity>, added: Vec<Entity>) -> Vec<Entity> {
    let mut merged = Vec::with_capacity(entities.len() + added.len());
    let mut entities = entities.into_iter().peekable();
    for entity in added {
        while let Some(before) = entities.next_if(|other| other.span.start < entity.span.start) {
            merged.push(before);
        }
        merged.push(entity);
    }
    merged.extend(entities);
    merged
}
