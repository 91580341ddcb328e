//! The label set of a model: `O`, `B-PER`, `I-PER`, … or `NNP`, `VBZ`, … in the order of the model's outputs.

use thiserror::Error;

use crate::bio::WrittenTag;

/// One tag, BIO (IOB2: every entity starts with `B-`) or plain. Types are indices into [`LabelSet::types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Outside any entity.
    Outside,
    /// First word of an entity of this type.
    Begin(usize),
    /// Further word of an entity of this type.
    Inside(usize),
    /// A word of this type, such as a part of speech; says nothing of its neighbours.
    Plain(usize),
}

/// What makes a list of label names unusable.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum LabelError {
    /// A name is not `O`, `B-TYPE` or `I-TYPE`.
    #[error("label {index} is {name:?}, expected O, B-TYPE or I-TYPE")]
    Malformed {
        /// Position in the list.
        index: usize,
        /// The name as given.
        name: String,
    },
    /// Two outputs carry the same name.
    #[error("label {0:?} occurs twice")]
    Duplicate(String),
    /// An `I-` label has no `B-` label, so no legal sequence can hold it.
    #[error("label {0:?} has no B- label of its type")]
    NoBegin(String),
    /// There is no `O`.
    #[error("the label set has no O")]
    NoOutside,
}

/// The labels of a model, by output index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LabelSet {
    names: Vec<String>,
    tags: Vec<Tag>,
    types: Vec<String>,
}

impl LabelSet {
    /// Reads the names in the order of the model's outputs (`id2label` of `config.json`).
    ///
    /// # Errors
    /// When a name is malformed or occurs twice, or when `O` or a `B-` label is missing. Names of which none is `O`, `B-` or
    /// `I-` are plain ones.
    pub fn new(names: Vec<String>) -> Result<Self, LabelError> {
        let is_bio = |name: &String| WrittenTag::parse(name).is_some();
        let twice = (1..names.len()).find(|index| names[..*index].contains(&names[*index]));
        if let Some(index) = twice {
            return Err(LabelError::Duplicate(names[index].clone()));
        }
        if !names.is_empty() && !names.iter().any(is_bio) {
            return Ok(Self::plain(names));
        }
        let mut types: Vec<String> = Vec::new();
        let mut tags = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            let tag = match WrittenTag::parse(name) {
                Some(WrittenTag::Outside) => Tag::Outside,
                Some(WrittenTag::Begin(kind)) => Tag::Begin(type_index(&mut types, kind)),
                Some(WrittenTag::Inside(kind)) => Tag::Inside(type_index(&mut types, kind)),
                None => {
                    return Err(LabelError::Malformed {
                        index,
                        name: name.clone(),
                    });
                }
            };
            tags.push(tag);
        }
        if !tags.contains(&Tag::Outside) {
            return Err(LabelError::NoOutside);
        }
        for (name, tag) in names.iter().zip(&tags) {
            if let Tag::Inside(kind) = tag
                && !tags.contains(&Tag::Begin(*kind))
            {
                return Err(LabelError::NoBegin(name.clone()));
            }
        }
        Ok(Self { names, tags, types })
    }

    /// One label a type. The names differ from each other.
    pub(crate) fn plain(names: Vec<String>) -> Self {
        Self {
            tags: (0..names.len()).map(Tag::Plain).collect(),
            types: names.clone(),
            names,
        }
    }

    /// `O`, then `B-` and `I-` of each type. The types differ from each other and are not empty.
    pub(crate) fn of_types(types: Vec<String>) -> Self {
        let mut names = vec!["O".to_owned()];
        let mut tags = vec![Tag::Outside];
        for (index, kind) in types.iter().enumerate() {
            names.extend([format!("B-{kind}"), format!("I-{kind}")]);
            tags.extend([Tag::Begin(index), Tag::Inside(index)]);
        }
        Self { names, tags, types }
    }

    /// How many labels there are.
    pub fn len(&self) -> usize {
        self.names.len()
    }

    /// Never true: a label set holds at least one label.
    pub fn is_empty(&self) -> bool {
        self.names.is_empty()
    }

    /// All names, by output index.
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// All tags, by output index.
    pub fn tags(&self) -> &[Tag] {
        &self.tags
    }

    /// The entity types (`PER`, `ORG`, …) in order of their first label.
    pub fn types(&self) -> &[String] {
        &self.types
    }

    /// The output index of a label name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }
}

fn type_index(types: &mut Vec<String>, kind: &str) -> usize {
    types
        .iter()
        .position(|known| known == kind)
        .unwrap_or_else(|| {
            types.push(kind.to_owned());
            types.len() - 1
        })
}
