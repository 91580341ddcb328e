//! The models that there are to choose from.

use std::rc::Rc;

use serde::Deserialize;

/// Folders of `model/` beside the page. The first one is loaded when the page opens; a site may leave out the others.
pub const SHIPPED: [&str; 2] = ["small", "base"];

/// A model that can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelSource {
    /// One of [`SHIPPED`].
    Shipped(&'static str),
    /// The person's own.
    Own(OwnModel),
}

/// A model of the person's own.
#[derive(Clone, Debug, PartialEq)]
pub struct OwnModel {
    /// The number under which [`crate::own_files`] keeps its files.
    pub id: u32,
    /// The name of its folder.
    pub name: Rc<str>,
    /// Of its weight file.
    pub bytes: u64,
}

/// A model beside the page.
#[derive(Clone, Debug, PartialEq)]
pub struct ShippedModel {
    /// One of [`SHIPPED`].
    pub name: &'static str,
    /// Of its weight file, where that is known.
    pub bytes: Option<u64>,
}

impl Default for ModelSource {
    fn default() -> Self {
        Self::Shipped(SHIPPED[0])
    }
}

impl ModelSource {
    /// What identifies it in a menu: `small`, or `own-3`, which is no name of a shipped one.
    pub fn key(&self) -> String {
        match self {
            Self::Shipped(name) => (*name).to_owned(),
            Self::Own(own) => format!("own-{}", own.id),
        }
    }
}

/// The model of this name that the page opens with or that its host has.
pub fn shipped(name: &str) -> Option<ModelSource> {
    let known = SHIPPED.into_iter().find(|known| *known == name);
    known.map(ModelSource::Shipped)
}

/// The folder of a shipped model, relative to the page.
pub fn folder(name: &str) -> String {
    format!("model/{name}/")
}

/// Size of the weight file that a `manifest.json` lists; none where the text is no manifest, as on a host that answers
/// every address with its start page.
pub fn weight_bytes(manifest: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Manifest {
        files: Vec<File>,
    }
    #[derive(Deserialize)]
    struct File {
        name: String,
        bytes: u64,
    }
    let manifest: Manifest = serde_json::from_slice(manifest).ok()?;
    let mut files = manifest.files.iter();
    let weights = files.find(|file| file.name == "model.safetensors")?;
    Some(weights.bytes)
}

/// Whether a model's labels have no names of their own: transformers calls them so where nobody named them.
pub fn are_unnamed(kinds: &[String]) -> bool {
    !kinds.is_empty() && kinds.iter().all(|kind| kind.starts_with("LABEL_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifests_of_the_shipped_models_say_how_large_they_are() {
        let small = include_bytes!("../model/small/manifest.json");
        let base = include_bytes!("../model/base/manifest.json");
        assert!(weight_bytes(small).unwrap() > 20_000_000);
        assert!(weight_bytes(base).unwrap() > 60_000_000);
    }

    #[test]
    fn what_is_no_manifest_has_no_model() {
        for text in ["", "<!doctype html>", "{}", r#"{"files":[]}"#] {
            assert_eq!(weight_bytes(text.as_bytes()), None, "{text}");
        }
    }

    #[test]
    fn models_are_told_apart_by_their_keys() {
        let own = OwnModel {
            id: 3,
            name: "small".into(),
            bytes: 1,
        };
        assert_eq!(ModelSource::Own(own).key(), "own-3");
        assert_eq!(shipped("base").unwrap().key(), "base");
        assert_eq!(shipped("own-3"), None);
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
