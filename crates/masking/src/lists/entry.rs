//! An entry of a list.

use thiserror::Error;

/// What an entry says of its text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// The text is a name wherever it stands.
    Always,
    /// The text is no name.
    Never,
}

impl Verdict {
    /// Returns the word that begins an entry's line.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Always => "always",
            Self::Never => "never",
        }
    }
}

/// An entry: `always PER: Ada Berg`, `never: Paris`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    verdict: Verdict,
    kind: Option<String>,
    text: String,
}

/// What makes an entry unusable.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum EntryProblem {
    /// The line begins with neither word.
    #[error(
        "expected `always` or `never`, found {0:?}; write `always PER: Ada Berg` or `never: Paris`"
    )]
    UnknownVerdict(String),
    /// Nothing tells the type from the text.
    #[error(
        "the colon in front of the text is missing; write `always PER: Ada Berg` or `never: Paris`"
    )]
    NoColon,
    /// There is no text.
    #[error("the text behind the colon is missing; write `always PER: Ada Berg` or `never: Paris`")]
    NoText,
    /// The type has a colon, where the text would begin.
    #[error("the type {0:?} has a colon; a type has none, since the text begins behind it")]
    ColonInType(String),
}

impl Entry {
    /// Makes an entry. Runs of white space in its type and text become one blank; a type of nothing else is none.
    ///
    /// # Errors
    ///
    /// The type has a colon, or there is no text.
    pub fn new(verdict: Verdict, kind: Option<&str>, text: &str) -> Result<Self, EntryProblem> {
        let kind = kind.map(with_blanks).filter(|kind| !kind.is_empty());
        let text = with_blanks(text);
        if let Some(kind) = kind.as_deref().filter(|kind| kind.contains(':')) {
            return Err(EntryProblem::ColonInType(kind.to_owned()));
        }
        if text.is_empty() {
            return Err(EntryProblem::NoText);
        }
        Ok(Self {
            verdict,
            kind,
            text,
        })
    }

    /// What the entry says of its text.
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// The type that the text always has or never has, if the entry is of one.
    pub fn kind(&self) -> Option<&str> {
        self.kind.as_deref()
    }

    /// The text, with single blanks between its words.
    pub fn text(&self) -> &str {
        &self.text
    }
}

fn with_blanks(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ")
}
