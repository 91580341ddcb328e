//! Sentences that were in the text a moment ago, with their entities: undoing an edit costs nothing.

use std::collections::VecDeque;
use std::rc::Rc;

use namelight_text::SentenceEntity;

/// Number of sentences that are remembered.
const ROOM: usize = 128;

/// The sentences that left the text last, with their entities.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecentlyRemoved(VecDeque<(Rc<str>, Rc<[SentenceEntity]>)>);

impl RecentlyRemoved {
    /// Remembers a sentence, and forgets the one that was put in longest ago when there is no more room.
    pub fn put(&mut self, sentence: &str, entities: Rc<[SentenceEntity]>) {
        if self.0.len() == ROOM {
            self.0.pop_front();
        }
        self.0.push_back((sentence.into(), entities));
    }

    /// The sentences with their entities, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Rc<[SentenceEntity]>)> {
        self.0
            .iter()
            .map(|(sentence, entities)| (&**sentence, entities))
    }
}
