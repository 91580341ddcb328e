//! Sentences that were in the text a moment ago, with what was found in them: undoing an edit costs nothing.

use std::collections::VecDeque;
use std::rc::Rc;

use super::findings::Findings;

/// Number of sentences that are remembered.
const ROOM: usize = 128;

/// The sentences that left the text last, with what was found in them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct RecentlyRemoved(VecDeque<(Rc<str>, Findings)>);

impl RecentlyRemoved {
    /// Remembers a sentence, and forgets the one that was put in longest ago when there is no more room.
    pub fn put(&mut self, sentence: &str, findings: Findings) {
        if self.0.len() == ROOM {
            self.0.pop_front();
        }
        self.0.push_back((sentence.into(), findings));
    }

    /// The sentences with what was found in them, the oldest first.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &Findings)> {
        self.0
            .iter()
            .map(|(sentence, findings)| (&**sentence, findings))
    }
}
