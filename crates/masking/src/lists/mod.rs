//! A person's own lists: what is always a name, and what is never one.
//!
//! 1. [`entry`] says what an entry is, and [`read`] how a file of them is written.
//! 2. [`tokens`] cuts a text and the entries alike, so that entries are found as whole words.
//! 3. [`always`] finds the entries in a text, and [`apply`] changes a text's entities by them.

mod always;
mod apply;
mod entry;
mod error;
mod read;
mod tokens;

pub use apply::UNTYPED;
pub use entry::{Entry, EntryProblem, Verdict};
pub use error::ListError;

/// A person's own list. Of entries that give one text two types the one further down counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// The entries, in the order in which they were written.
    pub entries: Vec<Entry>,
}

impl List {
    /// The list with one more entry, which takes the place of one for the same text.
    #[must_use]
    pub fn with(&self, entry: Entry) -> Self {
        let others = self.entries.iter();
        let others = others.filter(|other| other.text() != entry.text());
        Self {
            entries: others.cloned().chain([entry.clone()]).collect(),
        }
    }
}

#[cfg(test)]
mod tests;
