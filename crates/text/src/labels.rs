//! The label set of a model: `O`, `B-PER`, `I-PER`, … or `NNP`, `VBZ`, … in the order of the model's outputs.
//!
//! What is read, by name: `O`, `B-TYPE`, `I-TYPE`, and `TYPE` alone. A type without a `B-` label (`O`, `I-PER`, … or `O`,
//! `PER`, …) cannot tell two of its entities that touch: like neighbours are one. Schemes in which ends and single words
//! have labels of their own (BILOU, IOBES) are refused.

use thiserror::Error;

use crate::bio::WrittenTag;

/// One tag, BIO (IOB2: every entity starts with `B-`) or plain. Types are indices into [`LabelSet::entity_types`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Tag {
    /// Outside any entity.
    Outside,
    /// First word of an entity of this type.
    Begin(usize),
    /// Further word of an entity of this type.
    Inside(usize),
    /// A word of this type, such as a part of speech or of an entity whose type has no `B-` label; says nothing of its
    /// neighbours.
    Plain(usize),
}

impl Tag {
    /// Index into [`LabelSet::entity_types`]; `None` outside any entity.
    pub fn entity_type(self) -> Option<usize> {
        match self {
            Self::Outside => None,
            Self::Begin(entity_type) | Self::Inside(entity_type) | Self::Plain(entity_type) => {
                Some(entity_type)
            }
        }
    }
}

/// What makes a list of label names unusable.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum LabelError {
    /// A name has a prefix of another scheme.
    #[error(
        "label {index} is {name:?}, expected O, B-TYPE, I-TYPE or TYPE; labels of other schemes (BILOU, IOBES) are not \
         supported"
    )]
    Malformed {
        /// Position in the list.
        index: usize,
        /// The name as given.
        name: String,
    },
    /// Two outputs carry the same name.
    #[error("label {0:?} occurs twice")]
    Duplicate(String),
    /// There is no label.
    #[error("the label set is empty")]
    Empty,
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
    /// When there is none, one occurs twice, or one has a prefix of another scheme.
    pub fn new(names: Vec<String>) -> Result<Self, LabelError> {
        if names.is_empty() {
            return Err(LabelError::Empty);
        }
        let twice = (1..names.len()).find(|index| names[..*index].contains(&names[*index]));
        if let Some(index) = twice {
            return Err(LabelError::Duplicate(names[index].clone()));
        }
        if !names.iter().any(|name| WrittenTag::parse(name).is_some()) {
            return Ok(Self::plain(names));
        }
        let mut types: Vec<String> = Vec::new();
        let mut tags = Vec::with_capacity(names.len());
        for (index, name) in names.iter().enumerate() {
            let Some(written) = ModelTag::parse(name) else {
                let name = name.clone();
                return Err(LabelError::Malformed { index, name });
            };
            tags.push(written.tag(&mut types));
        }
        let begun: Vec<Tag> = tags.clone();
        for tag in &mut tags {
            if let Tag::Inside(entity_type) = *tag
                && !begun.contains(&Tag::Begin(entity_type))
            {
                *tag = Tag::Plain(entity_type);
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
        for (index, entity_type) in types.iter().enumerate() {
            names.extend([format!("B-{entity_type}"), format!("I-{entity_type}")]);
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
    pub fn entity_types(&self) -> &[String] {
        &self.types
    }

    /// The output index of a label name.
    pub fn index_of(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|known| known == name)
    }
}

/// A label of a model that has some with prefixes.
enum ModelTag<'a> {
    Written(WrittenTag<'a>),
    Bare(&'a str),
}

impl<'a> ModelTag<'a> {
    fn parse(name: &'a str) -> Option<Self> {
        match WrittenTag::parse(name) {
            Some(written) => Some(Self::Written(written)),
            None => (!has_other_prefix(name)).then_some(Self::Bare(name)),
        }
    }

    fn tag(self, types: &mut Vec<String>) -> Tag {
        match self {
            Self::Written(WrittenTag::Outside) => Tag::Outside,
            Self::Written(WrittenTag::Begin(entity_type)) => {
                Tag::Begin(type_index(types, entity_type))
            }
            Self::Written(WrittenTag::Inside(entity_type)) => {
                Tag::Inside(type_index(types, entity_type))
            }
            Self::Bare(entity_type) => Tag::Plain(type_index(types, entity_type)),
        }
    }
}

/// Whether a name is empty or starts as those of other schemes do: `L-PER`, `U-PER`, `B_PER`.
fn has_other_prefix(name: &str) -> bool {
    let mut characters = name.chars();
    match (characters.next(), characters.next()) {
        (None, _) => true,
        (Some(_), Some('-' | '_')) => true,
        (Some(_), _) => false,
    }
}

fn type_index(types: &mut Vec<String>, entity_type: &str) -> usize {
    types
        .iter()
        .position(|known| known == entity_type)
        .unwrap_or_else(|| {
            types.push(entity_type.to_owned());
            types.len() - 1
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(names: &[&str]) -> Result<LabelSet, LabelError> {
        LabelSet::new(names.iter().map(|name| (*name).to_owned()).collect())
    }

    #[test]
    fn bio_labels_in_any_order_have_their_types_in_the_order_of_the_first_label() {
        let set = set(&["I-LOC", "O", "B-PER", "B-LOC", "I-PER"]).unwrap();
        assert_eq!(set.entity_types(), ["LOC", "PER"]);
        let tags = [
            Tag::Inside(0),
            Tag::Outside,
            Tag::Begin(1),
            Tag::Begin(0),
            Tag::Inside(1),
        ];
        assert_eq!(set.tags(), tags);
    }

    #[test]
    fn a_type_without_a_begin_label_has_plain_ones() {
        for names in [["O", "I-PER", "I-LOC"], ["O", "PER", "LOC"]] {
            let set = set(&names).unwrap();
            assert_eq!(set.entity_types(), ["PER", "LOC"]);
            assert_eq!(set.tags(), [Tag::Outside, Tag::Plain(0), Tag::Plain(1)]);
        }
    }

    #[test]
    fn labels_without_a_scheme_are_a_type_each() {
        let set = set(&["LABEL_0", "LABEL_1"]).unwrap();
        assert_eq!(set.tags(), [Tag::Plain(0), Tag::Plain(1)]);
    }

    #[test]
    fn labels_of_other_schemes_are_refused_by_name() {
        for other in ["L-PER", "U-PER", "E-PER", "S-PER", "B_PER", ""] {
            let error = set(&["O", "B-PER", "I-PER", other]).unwrap_err();
            let name = other.to_owned();
            assert_eq!(error, LabelError::Malformed { index: 3, name });
        }
    }

    #[test]
    fn no_labels_and_labels_twice_are_refused() {
        assert_eq!(set(&[]), Err(LabelError::Empty));
        assert_eq!(
            set(&["O", "PER", "PER"]),
            Err(LabelError::Duplicate("PER".to_owned()))
        );
    }
}
