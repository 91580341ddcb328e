//! The models among which a person can choose: those that the page's host has, and local files of the person's own.

pub mod hosted;
pub mod hosted_files;
pub mod local_files;
pub mod pick_files;

use std::rc::Rc;

use hosted::HOSTED;

/// A model that can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelSource {
    /// One of [`HOSTED`].
    Hosted(&'static str),
    /// Local files of the person's own.
    Local(LocalModel),
}

/// A model in local files.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalModel {
    /// The number under which [`crate::models::local_files`] keeps its files.
    pub id: u32,
    /// The name of its folder.
    pub name: Rc<str>,
    /// Size of its weight file in bytes.
    pub bytes: u64,
}

impl Default for ModelSource {
    fn default() -> Self {
        Self::Hosted(HOSTED[0])
    }
}

impl ModelSource {
    /// The key of the model in a menu: `small`, or `local-3`, which is no name of a hosted one.
    pub fn key(&self) -> String {
        match self {
            Self::Hosted(name) => (*name).to_owned(),
            Self::Local(local) => format!("local-{}", local.id),
        }
    }
}

/// Whether nobody has named a model's labels, so that transformers has numbered them (`LABEL_0`).
pub fn are_unnamed(entity_types: &[String]) -> bool {
    !entity_types.is_empty() && entity_types.iter().all(|label| label.starts_with("LABEL_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_told_apart_by_their_keys() {
        let local = LocalModel {
            id: 3,
            name: "small".into(),
            bytes: 1,
        };
        assert_eq!(ModelSource::Local(local).key(), "local-3");
        assert_eq!(hosted::find("base").unwrap().key(), "base");
        assert_eq!(hosted::find("local-3"), None);
        assert_eq!(ModelSource::default().key(), "small");
    }

    #[test]
    fn labels_that_nobody_named_are_known_as_such() {
        let entity_types = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        assert!(are_unnamed(&entity_types(&["LABEL_0", "LABEL_1"])));
        assert!(!are_unnamed(&entity_types(&["PER", "LABEL_1"])));
        assert!(!are_unnamed(&[]));
    }
}
