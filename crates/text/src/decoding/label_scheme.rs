//! Label schemes: what the prefix of a label says of its word, and which label may follow which.

use crate::{LabelError, Tag};

/// A label scheme that a model was trained with, as `label_scheme` in its `config.json` states it.
///
/// The names of the labels do not tell IOB1 from IOB2, so a model whose file says nothing is read leniently: any label
/// may follow any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LabelScheme {
    /// `I-` begins an entity; `B-` does so only right behind an entity of the same type.
    Iob1,
    /// `B-` begins every entity, `I-` goes on.
    Iob2,
    /// IOB2 in which `E-` ends an entity of several words and `S-` is an entity of one word. It is also called BIOES.
    Iobes,
    /// IOB2 in which `L-` (last) ends an entity of several words and `U-` (unit) is an entity of one word.
    Bilou,
}

impl LabelScheme {
    /// All schemes.
    pub const ALL: [Self; 4] = [Self::Iob1, Self::Iob2, Self::Iobes, Self::Bilou];

    /// Returns the name that `config.json` uses.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iob1 => "iob1",
            Self::Iob2 => "iob2",
            Self::Iobes => "iobes",
            Self::Bilou => "bilou",
        }
    }

    /// Returns the scheme of this name.
    ///
    /// # Errors
    /// When there is none of this name.
    pub fn from_name(name: &str) -> Result<Self, LabelError> {
        let known = Self::ALL.into_iter().find(|known| known.name() == name);
        known.ok_or_else(|| LabelError::UnknownScheme(name.to_owned()))
    }

    /// Returns what makes a tag of an entity type's index for this prefix, or `None` for a prefix of another scheme.
    pub(crate) fn tag(self, prefix: &str) -> Option<fn(usize) -> Tag> {
        match (self, prefix) {
            (_, "B") => Some(Tag::Begin),
            (_, "I") => Some(Tag::Inside),
            (Self::Iobes, "E") | (Self::Bilou, "L") => Some(Tag::End),
            (Self::Iobes, "S") | (Self::Bilou, "U") => Some(Tag::Single),
            _ => None,
        }
    }

    /// Whether a sentence that is labelled by this scheme may have `tag` right behind `before`; `Tag::Outside` stands
    /// in front of its first word.
    pub(crate) fn may_follow(self, before: Tag, tag: Tag) -> bool {
        match self {
            Self::Iob1 => match tag {
                Tag::Begin(entity_type) => before.leaves_open(entity_type),
                _ => true,
            },
            Self::Iob2 => match tag {
                Tag::Inside(entity_type) => before.leaves_open(entity_type),
                _ => true,
            },
            Self::Iobes | Self::Bilou => match (before, tag) {
                (
                    Tag::Begin(_) | Tag::Inside(_),
                    Tag::Inside(entity_type) | Tag::End(entity_type),
                ) => before.leaves_open(entity_type),
                (Tag::Begin(_) | Tag::Inside(_), _) => false,
                (_, tag) => !matches!(tag, Tag::Inside(_) | Tag::End(_)),
            },
        }
    }

    /// Whether the last word of a sentence may have this tag.
    pub(crate) fn may_end(self, tag: Tag) -> bool {
        match self {
            Self::Iob1 | Self::Iob2 => true,
            Self::Iobes | Self::Bilou => !matches!(tag, Tag::Begin(_) | Tag::Inside(_)),
        }
    }
}
