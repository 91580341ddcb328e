//! The tasks that CoNLL-2003 has tags for.

/// A task of labelling words. The files of CoNLL-2003 have a column for each.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Task {
    /// Named entities, as BIO tags in the last column.
    #[default]
    Ner,
    /// Parts of speech, one tag a word, in the second column.
    Pos,
    /// Syntactic chunks, as BIO tags in the third column.
    Chunk,
}

impl Task {
    /// All tasks.
    pub const ALL: [Self; 3] = [Self::Ner, Self::Pos, Self::Chunk];

    /// Returns the name that the command line and `config.json` use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Ner => "ner",
            Self::Pos => "pos",
            Self::Chunk => "chunk",
        }
    }

    /// Returns the tag among the columns of a line.
    pub(crate) fn tag<'a>(self, columns: &[&'a str]) -> Option<&'a str> {
        let place = match self {
            Self::Ner => columns.len().checked_sub(1)?,
            Self::Pos => 1,
            Self::Chunk => 2,
        };
        // The first column is the word.
        columns.get(place.max(1)).copied()
    }

    /// Whether the tags are `O`, `B-TYPE` and `I-TYPE`.
    pub fn is_bio(self) -> bool {
        self != Self::Pos
    }
}
