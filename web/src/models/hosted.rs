//! The models that the page's host has, in folders of `model/` beside the page.

use namelight_manifest::Manifest;

use super::ModelSource;

/// The names of the folders. The first one is loaded when the page opens; a site may leave out the others.
pub const HOSTED: [&str; 2] = ["small", "base"];

/// A model that the host has.
#[derive(Clone, Debug, PartialEq)]
pub struct HostedModel {
    /// One of [`HOSTED`].
    pub name: &'static str,
    /// Size of its weight file in bytes, once that is known.
    pub bytes: Option<u64>,
}

/// The model of this name, if it is one of [`HOSTED`].
pub fn find(name: &str) -> Option<ModelSource> {
    let known = HOSTED.into_iter().find(|known| *known == name);
    known.map(ModelSource::Hosted)
}

/// The path of a hosted model's manifest, relative to the page.
pub fn manifest_path(model: &str) -> String {
    format!("model/{model}/manifest.json")
}

/// Size in bytes of the weight file that a `manifest.json` lists; none where the text is no manifest, as on a host that answers
/// every address with its start page.
pub fn weight_bytes(manifest: &[u8]) -> Option<u64> {
    let manifest = Manifest::from_json(manifest).ok()?;
    Some(manifest.file("model.safetensors").ok()?.bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_manifests_of_the_shipped_models_say_how_large_they_are() {
        let small = include_bytes!("../../model/small/manifest.json");
        let base = include_bytes!("../../model/base/manifest.json");
        assert!(weight_bytes(small).unwrap() > 10_000_000);
        assert!(weight_bytes(base).unwrap() > 30_000_000);
    }

    #[test]
    fn what_is_no_manifest_has_no_model() {
        for text in ["", "<!doctype html>", "{}", r#"{"files":[]}"#] {
            assert_eq!(weight_bytes(text.as_bytes()), None, "{text}");
        }
    }
}
