//! The models that there are to choose from.

pub mod hosted;
pub mod local_files;
pub mod pick_files;

use std::rc::Rc;

use hosted::HOSTED;

/// A model that can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelSource {
    /// One of [`HOSTED`].
    Hosted(&'static str),
    /// The person's own.
    Local(LocalModel),
}

/// A model of the person's own.
#[derive(Clone, Debug, PartialEq)]
pub struct LocalModel {
    /// The number under which [`crate::models::local_files`] keeps its files.
    pub id: u32,
    /// The name of its folder.
    pub name: Rc<str>,
    /// Of its weight file.
    pub bytes: u64,
}

impl Default for ModelSource {
    fn default() -> Self {
        Self::Hosted(HOSTED[0])
    }
}

impl ModelSource {
    /// What identifies it in a menu: `small`, or `local-3`, which is no name of a shipped one.
    pub fn key(&self) -> String {
        match self {
            Self::Hosted(name) => (*name).to_owned(),
            Self::Local(local) => format!("local-{}", local.id),
        }
    }
}

/// Whether a model's labels have no names of their own: transformers calls them so where nobody named them.
pub fn are_unnamed(kinds: &[String]) -> bool {
    !kinds.is_empty() && kinds.iter().all(|kind| kind.starts_with("LABEL_"))
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
        let kinds = |names: &[&str]| -> Vec<String> {
            names.iter().map(|name| (*name).to_owned()).collect()
        };
        assert!(are_unnamed(&kinds(&["LABEL_0", "LABEL_1"])));
        assert!(!are_unnamed(&kinds(&["PER", "LABEL_1"])));
        assert!(!are_unnamed(&[]));
    }
}
