//! Which entity types count when a model is scored.

use anyhow::{Result, ensure};

use crate::data::Split;

/// The entity types that count: those named, or all.
#[derive(Clone, Debug, Default)]
pub struct TypeFilter(Vec<String>);

impl TypeFilter {
    /// Makes the filter of these types; without any, all count.
    ///
    /// # Errors
    /// When the model has no such type, since it could not find one; the message says which there are.
    pub fn new(types: &[String], known: &[String]) -> Result<Self> {
        let types: Vec<String> = types.iter().map(|name| name.trim().to_owned()).collect();
        for name in &types {
            ensure!(
                known.contains(name),
                "--types: the model has no type {name:?}; it has {}",
                known.join(", ")
            );
        }
        Ok(Self(types))
    }

    /// The filter of exactly these types, which may be none.
    pub fn of(types: &[String]) -> Self {
        Self(types.to_vec())
    }

    /// Whether all types count.
    pub fn keeps_all(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether entities of this type count.
    pub fn keeps(&self, entity_type: &str) -> bool {
        self.keeps_all() || self.0.iter().any(|name| name == entity_type)
    }

    /// A split in which words of other types are outside. Its facts stay those of the file.
    pub fn split(&self, split: Split) -> Split {
        if self.keeps_all() {
            return split;
        }
        split.with_tags(|tag| self.tag(tag))
    }

    /// A tag, or that of a word outside where its type does not count. A tag without a scheme is its own type.
    pub fn tag(&self, tag: &str) -> String {
        let name = match tag.split_once('-') {
            Some(("B" | "I", name)) => name,
            _ => tag,
        };
        let tag = if self.keeps(name) { tag } else { "O" };
        tag.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filter(types: &[&str]) -> Result<TypeFilter> {
        let names = |names: &[&str]| {
            names
                .iter()
                .map(|name| (*name).to_owned())
                .collect::<Vec<_>>()
        };
        TypeFilter::new(&names(types), &names(&["PER", "LOC", "work-of-art"]))
    }

    #[test]
    fn without_a_type_all_count() {
        let all = filter(&[]).unwrap();
        assert!(all.keeps_all() && all.keeps("DATE"));
        assert_eq!(all.tag("B-DATE"), "B-DATE");
    }

    #[test]
    fn words_of_other_types_are_outside() {
        let some = filter(&["PER", " work-of-art"]).unwrap();
        let tags = ["B-PER", "I-work-of-art", "B-LOC", "O", "PER"].map(|tag| some.tag(tag));
        assert_eq!(tags, ["B-PER", "I-work-of-art", "O", "O", "PER"]);
    }

    #[test]
    fn a_type_that_the_model_does_not_have_is_told_with_those_that_it_has() {
        let error = filter(&["PERSON"]).unwrap_err().to_string();
        assert_eq!(
            error,
            "--types: the model has no type \"PERSON\"; it has PER, LOC, work-of-art"
        );
    }
}
