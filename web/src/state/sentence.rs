//! A sentence of the text, and what is known of it.

use std::rc::Rc;

use namelight_masking::{List, fixed_forms};
use namelight_text::{Entity, SentenceEntity, SentenceSpan, Span};

use super::findings::Findings;

/// How far the analysis of a sentence is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SentenceStatus {
    /// No worker has been asked about it.
    Waiting,
    /// A worker has been asked about it.
    Asked,
    /// Its entities are known.
    Known,
    /// Its analysis was given up: the person stopped it, or it failed.
    Abandoned,
}

/// A sentence of a text.
#[derive(Clone, Debug, PartialEq)]
pub struct Sentence {
    /// Its byte range in the text.
    pub span: Span,
    /// How far its analysis is.
    pub status: SentenceStatus,
    /// What the model found in it; until that is known, what it found in an older form of it.
    pub findings: Findings,
    /// Its entities: what the model found with the recall bias that is set, changed by the person's own list and by the
    /// corrections of this text, and beside that what has a fixed form if that is shown.
    pub entities: Rc<[SentenceEntity]>,
}

impl Sentence {
    /// Its entities with their places in the text.
    pub fn entities_in_text(&self) -> impl Iterator<Item = Entity> + '_ {
        let start = self.span.start;
        let entities = self.entities.iter();
        entities.map(move |entity| entity.in_text(start))
    }
}

/// What a model found in a sentence, or what became of that by another list, changed by a list.
pub fn listed(list: &List, sentence: &str, found: &Rc<[SentenceEntity]>) -> Rc<[SentenceEntity]> {
    if list.entries.is_empty() {
        return found.clone();
    }
    let entities = found.iter().map(|entity| entity.in_text(0)).collect();
    let whole = Span {
        start: 0,
        end: sentence.len(),
    };
    let entities = list.apply(sentence, entities);
    entities
        .iter()
        .filter_map(|entity| entity.in_sentence(whole))
        .collect()
}

/// Entities of a sentence beside what has a fixed form in it, which takes the place of entities that overlap it.
pub fn with_fixed_forms(sentence: &str, entities: &Rc<[SentenceEntity]>) -> Rc<[SentenceEntity]> {
    let forms = fixed_forms(sentence);
    if forms.is_empty() {
        return entities.clone();
    }
    let is_free = |entity: &&SentenceEntity| {
        let place = entity.span.in_text(0);
        let mut forms = forms.iter();
        !forms.any(|form| form.span.start < place.end && place.start < form.span.end)
    };
    let names = entities.iter().filter(is_free).cloned();
    let found = forms.iter().map(|form| SentenceEntity {
        entity_type: form.kind.name().to_owned(),
        score: 1.0,
        span: SentenceSpan {
            start: form.span.start,
            end: form.span.end,
        },
    });
    let mut all: Vec<SentenceEntity> = names.chain(found).collect();
    all.sort_by_key(|entity| entity.span.start);
    all.into()
}

/// The entities of a text that lie in a sentence, with their places in it.
pub fn entities_within(sentence: Span, entities: &[Entity]) -> Rc<[SentenceEntity]> {
    let first = entities.partition_point(|entity| entity.span.start < sentence.start);
    entities[first..]
        .iter()
        .map_while(|entity| entity.in_sentence(sentence))
        .collect()
}
