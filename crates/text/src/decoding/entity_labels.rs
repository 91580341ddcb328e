//! The labels that spell an entity in a label set.

use crate::{EntityWords, LabelScheme, LabelSet, Tag};

/// The place of a word among the words of its entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    /// Whether it is the first word.
    pub(crate) is_first: bool,
    /// Whether it is the last word.
    pub(crate) is_last: bool,
    /// Whether the word in front of it is of an entity of the same type.
    pub(crate) follows_its_type: bool,
}

impl LabelSet {
    /// Returns the label of a word at this place of an entity, by the scheme of the set. A set that has `B-` labels and
    /// states no scheme counts as IOB2. `None` where the set has no label for the place.
    pub(crate) fn label_at(&self, entity_type: usize, place: Place) -> Option<usize> {
        let position = |tag: Tag| self.tags().iter().position(|known| *known == tag);
        let begins_inside = self.scheme() == Some(LabelScheme::Iob1) && !place.follows_its_type;
        let tags: &[fn(usize) -> Tag] = match (place.is_first, place.is_last) {
            (true, _) if begins_inside => &[Tag::Inside, Tag::Begin],
            (true, true) => &[Tag::Single, Tag::Begin, Tag::Inside, Tag::End],
            (true, false) => &[Tag::Begin, Tag::Inside],
            (false, true) => &[Tag::End, Tag::Inside],
            (false, false) => &[Tag::Inside],
        };
        tags.iter().find_map(|tag| position(tag(entity_type)))
    }

    /// Writes the labels of an entity into those of its sentence. A word that the set has no label for keeps its own.
    pub(crate) fn write_entity(&self, entity: &EntityWords, labels: &mut [usize]) {
        let words = &entity.words;
        let before = words.start.checked_sub(1).and_then(|word| labels.get(word));
        let before = before.and_then(|label| self.tags().get(*label)?.entity_type());
        for word in words.clone() {
            let place = Place {
                is_first: word == words.start,
                is_last: word + 1 == words.end,
                follows_its_type: before == Some(entity.entity_type),
            };
            if let (Some(found), Some(label)) = (
                self.label_at(entity.entity_type, place),
                labels.get_mut(word),
            ) {
                *label = found;
            }
        }
    }
}
