//! The label set of a model: `O`, `B-PER`, `I-PER`, … or `NNP`, `VBZ`, … in the order of the model's outputs.
//!
//! What a label means is read from its name:
//!
//! * `O` is no entity.
//! * `B-TYPE` and `I-TYPE` are the first and a further word of an entity. Where a type has `E-` or `S-` labels beside
//!   them the set is IOBES, where it has `L-` or `U-` labels it is BILOU, and these prefixes are read in all of its
//!   labels.
//! * Any other name is a type by itself, hyphens included (`PER`, `e-mail`, `LABEL_0`), and a word of that type may be
//!   any word of an entity, as `I-` is: neighbours of the same type are one entity, as transformers' pipeline has it.

use thiserror::Error;

use crate::LabelScheme;

/// The place of a word in an entity. Types are indices into [`LabelSet::entity_types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Outside any entity.
    Outside,
    /// First word of an entity of this type.
    Begin(usize),
    /// Further word of an entity of this type, or its first one where none of this type is left open: IOB1, and types
    /// without a prefix.
    Inside(usize),
    /// Last word of an entity of this type.
    End(usize),
    /// The only word of an entity of this type.
    Single(usize),
}

impl Tag {
    /// Returns the entity type as an index into [`LabelSet::entity_types`]; `None` outside any entity.
    pub fn entity_type(self) -> Option<usize> {
        match self {
            Self::Outside => None,
            Self::Begin(entity_type)
            | Self::Inside(entity_type)
            | Self::End(entity_type)
            | Self::Single(entity_type) => Some(entity_type),
        }
    }

    /// Whether a word with this tag goes on with the entity of the word before it.
    pub(crate) fn continues(self, before: Self) -> bool {
        match self {
            Self::Inside(entity_type) | Self::End(entity_type) => before.leaves_open(entity_type),
            Self::Outside | Self::Begin(_) | Self::Single(_) => false,
        }
    }

    /// Whether an entity of this type may go on in the next word.
    pub(crate) fn leaves_open(self, entity_type: usize) -> bool {
        self == Self::Begin(entity_type) || self == Self::Inside(entity_type)
    }
}

/// The fault that makes a list of label names unusable.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum LabelError {
    /// A name is empty.
    #[error("label {0} has no name")]
    Unnamed(usize),
    /// Two outputs carry the same name.
    #[error("label {0:?} occurs twice")]
    Duplicate(String),
    /// There is no label.
    #[error("the label set is empty")]
    Empty,
    /// A name has the prefix of a scheme that cannot be read.
    #[error(
        "label {index} is {name:?}, beside labels that begin with B- or I-; label schemes other than IOB1, IOB2, IOBES and \
         BILOU are not supported"
    )]
    OtherScheme {
        /// Position in the list.
        index: usize,
        /// The name as given.
        name: String,
    },
    /// A name is no label of the scheme that the model states.
    #[error("label {index} is {name:?}, which is no label of the label_scheme {:?}", .scheme.name())]
    NotOfScheme {
        /// Position in the list.
        index: usize,
        /// The name as given.
        name: String,
        /// The scheme.
        scheme: LabelScheme,
    },
    /// The stated scheme has another name than those that are known.
    #[error(
        "label_scheme is {0:?}, expected iob1, iob2, iobes or bilou; without it labels are read leniently"
    )]
    UnknownScheme(String),
}

/// The labels of a model, by output index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSet {
    names: Vec<String>,
    tags: Vec<Tag>,
    entity_types: Vec<String>,
    scheme: Option<LabelScheme>,
}

impl LabelSet {
    /// Reads the names in the order of the model's outputs (`id2label` of `config.json`). Labels of a stated scheme are
    /// decoded into sequences that are legal in it; without one any label may follow any other.
    ///
    /// # Errors
    /// When there is none, one is empty, occurs twice, is not of the stated scheme, or has the prefix of a scheme that
    /// is not known.
    pub fn new(names: Vec<String>, scheme: Option<LabelScheme>) -> Result<Self, LabelError> {
        if names.is_empty() {
            return Err(LabelError::Empty);
        }
        if let Some(index) = names.iter().position(String::is_empty) {
            return Err(LabelError::Unnamed(index));
        }
        let twice = (1..names.len()).find(|index| names[..*index].contains(&names[*index]));
        if let Some(index) = twice {
            return Err(LabelError::Duplicate(names[index].clone()));
        }
        let prefixes = Prefixes::of(&names, scheme);
        let mut entity_types = Vec::new();
        let mut tags = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            tags.push(prefixes.tag(index, name, &mut entity_types)?);
        }
        Ok(Self {
            names,
            tags,
            entity_types,
            scheme,
        })
    }

    /// Makes a set in which each label is a type by itself. The names differ from each other and are not empty.
    pub(crate) fn plain(names: Vec<String>) -> Self {
        Self {
            tags: (0..names.len()).map(Tag::Inside).collect(),
            entity_types: names.clone(),
            names,
            scheme: None,
        }
    }

    /// Makes an IOB2 set: `O`, then `B-` and `I-` of each type. The types differ from each other and are not empty.
    pub(crate) fn iob2(entity_types: Vec<String>) -> Self {
        let mut names = vec!["O".to_owned()];
        let mut tags = vec![Tag::Outside];
        for (index, entity_type) in entity_types.iter().enumerate() {
            names.extend([format!("B-{entity_type}"), format!("I-{entity_type}")]);
            tags.extend([Tag::Begin(index), Tag::Inside(index)]);
        }
        Self {
            names,
            tags,
            entity_types,
            scheme: Some(LabelScheme::Iob2),
        }
    }

    /// Returns the number of labels.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Always returns false, since a label set holds at least one label.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// Returns all names, by output index.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// Returns all tags, by output index.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// Returns the entity types (`PER`, `ORG`, …) in order of their first label.
    pub fn entity_types(&self) -> &[String] {
        &self.entity_types
    }

    /// Returns the output index of a label name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }

    /// Returns the scheme that the labels are decoded by; `None` where any label may follow any other.
    pub fn scheme(&self) -> Option<LabelScheme> {
        self.scheme
    }

    /// Whether the labels are the numbers that transformers gives to labels without names: `LABEL_0`, `LABEL_1`, ….
    /// Each is then a type by itself, also the one that was meant to be `O`.
    pub fn is_unnamed(&self) -> bool {
        let numbered = |(index, name): (usize, &String)| *name == format!("LABEL_{index}");
        self.names.iter().enumerate().all(numbered)
    }
}

/// The way in which the prefixes of a label set are read.
struct Prefixes<'a> {
    scheme: LabelScheme,
    is_stated: bool,
    /// The types that have a `B-` or `I-` label.
    begun: Vec<&'a str>,
}

impl<'a> Prefixes<'a> {
    fn of(names: &'a [String], stated: Option<LabelScheme>) -> Self {
        let split = || names.iter().filter_map(|name| split(name));
        let begun: Vec<&str> = split()
            .filter(|(prefix, _)| matches!(*prefix, "B" | "I"))
            .map(|(_, entity_type)| entity_type)
            .collect();
        let has = |prefixes: [&str; 2]| {
            split().any(|(prefix, entity_type)| {
                prefixes.contains(&prefix) && begun.contains(&entity_type)
            })
        };
        let scheme = stated.unwrap_or_else(|| {
            if has(["E", "S"]) {
                LabelScheme::Iobes
            } else if has(["L", "U"]) {
                LabelScheme::Bilou
            } else {
                LabelScheme::Iob2
            }
        });
        Self {
            scheme,
            is_stated: stated.is_some(),
            begun,
        }
    }

    fn tag(
        &self,
        index: usize,
        name: &str,
        entity_types: &mut Vec<String>,
    ) -> Result<Tag, LabelError> {
        if name == "O" {
            return Ok(Tag::Outside);
        }
        if let Some((prefix, entity_type)) = split(name)
            && let Some(tag) = self.scheme.tag(prefix)
        {
            return Ok(tag(type_index(entity_types, entity_type)));
        }
        let name = name.to_owned();
        if self.is_stated {
            let scheme = self.scheme;
            return Err(LabelError::NotOfScheme {
                index,
                name,
                scheme,
            });
        }
        if self.has_other_prefix(&name) {
            return Err(LabelError::OtherScheme { index, name });
        }
        Ok(Tag::Inside(type_index(entity_types, &name)))
    }

    /// Whether a name is a type of this set behind a capital letter, as in `M-PER` and `B_PER` beside `B-PER`.
    fn has_other_prefix(&self, name: &str) -> bool {
        let rest = name.strip_prefix(|first: char| first.is_ascii_uppercase());
        let entity_type = rest.and_then(|rest| rest.strip_prefix(['-', '_']));
        entity_type.is_some_and(|entity_type| self.begun.contains(&entity_type))
    }
}

/// Splits a name into prefix and type where it has both.
fn split(name: &str) -> Option<(&str, &str)> {
    let (prefix, entity_type) = name.split_once('-')?;
    (!entity_type.is_empty()).then_some((prefix, entity_type))
}

fn type_index(entity_types: &mut Vec<String>, entity_type: &str) -> usize {
    entity_types
        .iter()
        .position(|known| known == entity_type)
        .unwrap_or_else(|| {
            entity_types.push(entity_type.to_owned());
            entity_types.len() - 1
        })
}

#[cfg(test)]
#[path = "label_set_tests.rs"]
mod tests;
