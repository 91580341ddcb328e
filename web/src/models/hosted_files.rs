//! The files of a hosted model that the page itself reads. Each is what the model's manifest says it is, and the manifest is
//! the one that the page was built with, where the build wrote its hash into the page.

use namelight_manifest::{Manifest, ManifestError};
use thiserror::Error;

use super::hosted;
use crate::platform::{BrowserError, fetch, url};

/// The attribute of the page's root in which a build writes the hashes of manifests: `base=HASH small=HASH`.
const ATTRIBUTE: &str = "data-models";

/// Why a file of a hosted model cannot be read.
#[derive(Debug, Error)]
pub enum HostedFileError {
    /// It cannot be fetched.
    #[error(transparent)]
    Browser(#[from] BrowserError),
    /// It is not what the manifest says, or the manifest is not what the page says.
    #[error(transparent)]
    Manifest(#[from] ManifestError),
}

/// The absolute URL of a hosted model's manifest.
///
/// # Errors
/// When the page has no URL to start from.
pub fn manifest_url(model: &str) -> Result<String, BrowserError> {
    url::absolute(&hosted::manifest_path(model))
}

/// SHA-256 of the manifest that the page was built with; none of a page whose build bound no model of this name.
pub fn manifest_sha256(model: &str) -> Option<String> {
    let root = web_sys::window()?.document()?.document_element()?;
    bound_hash(&root.get_attribute(ATTRIBUTE)?, model)
}

/// A file of a hosted model.
///
/// # Errors
/// When it or the manifest cannot be fetched, or is not what it has to be.
pub async fn read(model: &str, name: &str) -> Result<Vec<u8>, HostedFileError> {
    let url = manifest_url(model)?;
    let manifest = fetch::bytes(&url).await?;
    let manifest = Manifest::bound(&manifest, manifest_sha256(model).as_deref())?;
    let file = manifest.file(name)?;
    let bytes = fetch::bytes(&url::resolved(file.address(), &url)?).await?;
    file.verify(&bytes)?;
    Ok(bytes)
}

/// The hash of a model in the attribute's text.
fn bound_hash(attribute: &str, model: &str) -> Option<String> {
    let mut pairs = attribute
        .split_ascii_whitespace()
        .filter_map(|pair| pair.split_once('='));
    let (_, hash) = pairs.find(|(name, _)| *name == model)?;
    Some(hash.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_model_has_its_own_hash() {
        let of = |model| bound_hash("base=00ff small=aa11", model);
        assert_eq!(of("base").as_deref(), Some("00ff"));
        assert_eq!(of("small").as_deref(), Some("aa11"));
        assert_eq!(of("smal"), None);
        assert_eq!(bound_hash("", "small"), None);
    }
}
