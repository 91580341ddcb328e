//! The models of a site, with the hashes of their manifests.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use namelight_manifest::{Manifest, sha256_hex};

use super::document::{Component, Hash, Kind, License, Pedigree};
use crate::models::{MANIFEST, MODELS, folders};

/// The file of a model that says most of what it is.
const WEIGHTS: &str = "model.safetensors";
/// The file that says what a model was made from.
const CARD: &str = "README.md";

/// The licences of checkpoints that models here were made from.
const CHECKPOINTS: [(&str, &str); 2] = [
    ("all-MiniLM-L6-v2", "Apache-2.0"),
    ("all-mpnet-base-v2", "Apache-2.0"),
];

/// The models of a site, in order.
///
/// # Errors
/// When a manifest or a card cannot be read.
pub fn read(site: &Path) -> Result<Vec<Component>> {
    let models = site.join(MODELS);
    let names = folders(&models)?;
    let read = |name: &String| {
        let folder = models.join(name);
        model(&folder, name).with_context(|| format!("listing {}", folder.display()))
    };
    names.iter().map(read).collect()
}

fn model(folder: &Path, name: &str) -> Result<Component> {
    let text = fs::read(folder.join(MANIFEST)).context("reading manifest.json")?;
    let manifest = Manifest::from_json(&text)?;
    let base = match manifest.file(CARD) {
        Ok(card) => {
            base(&fs::read_to_string(folder.join(card.path()?)).context("reading the card")?)
        }
        Err(_) => None,
    };
    let known = base.as_deref().and_then(license);
    let words = match (&base, known) {
        (Some(base), Some(license)) => format!(
            "{license} as {base}, which it is derived from; the repository's README names the terms of its training data"
        ),
        _ => "not stated".to_owned(),
    };
    let reference = format!("{MODELS}/{name}");
    let ancestor = base.map(|base| Component {
        licenses: known
            .map(|id| License::Expression(id.to_owned()))
            .into_iter()
            .collect(),
        ..Component::unversioned(
            Kind::MachineLearningModel,
            &base,
            format!("{reference}/{base}"),
        )
    });
    let files = manifest.files.iter().map(|file| Component {
        hashes: vec![Hash::sha256(&file.sha256)],
        ..Component::unversioned(Kind::File, &file.name, format!("{reference}/{}", file.name))
    });
    Ok(Component {
        hashes: manifest
            .file(WEIGHTS)
            .map(|file| Hash::sha256(&file.sha256))
            .into_iter()
            .collect(),
        description: Some(format!(
            "The manifest has the SHA-256 {}",
            sha256_hex(&text)
        )),
        licenses: vec![License::License { name: words }],
        pedigree: ancestor.map(|ancestor| Pedigree {
            ancestors: vec![ancestor],
        }),
        components: files.collect(),
        ..Component::unversioned(Kind::MachineLearningModel, name, reference)
    })
}

/// The checkpoint in the head of a card.
fn base(card: &str) -> Option<String> {
    let mut lines = card.lines();
    let base = lines.find_map(|line| line.strip_prefix("base_model: "))?;
    Some(base.trim().to_owned())
}

fn license(base: &str) -> Option<&'static str> {
    let mut known = CHECKPOINTS.iter();
    let (_, license) = known.find(|(name, _)| *name == base)?;
    Some(license)
}
