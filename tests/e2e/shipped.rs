//! What the built site says of the machine that built it, and of what it is made of.

use std::fs;
use std::path::{Path, PathBuf};

use namelight_tests::Site;
use serde_json::Value;

/// Files that are written or compiled here; those of models come from elsewhere.
const BUILT: [&str; 5] = ["css", "html", "js", "json", "wasm"];

fn built(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let extension = path.extension().and_then(|extension| extension.to_str());
        if path.is_dir() && !path.ends_with("model") {
            built(&path, found);
        } else if extension.is_some_and(|extension| BUILT.contains(&extension)) {
            found.push(path);
        }
    }
}

/// The folders of this machine that a compiler writes into programs, each with a slash behind it.
fn folders() -> Vec<String> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .map(PathBuf::from);
    let homes = ["CARGO_HOME", "RUSTUP_HOME"].map(|name| std::env::var_os(name).map(PathBuf::from));
    let all = homes
        .into_iter()
        .chain([root, std::env::home_dir()])
        .flatten();
    // The root of all files is in every path.
    let named = all.filter(|folder| folder.parent().is_some());
    named
        .map(|folder| format!("{}/", folder.display()))
        .collect()
}

fn holds(content: &[u8], text: &str) -> bool {
    content
        .windows(text.len())
        .any(|piece| piece == text.as_bytes())
}

#[test]
fn no_program_names_a_folder_of_the_machine_that_built_it() {
    let mut files = Vec::new();
    built(&Site::folder(), &mut files);
    assert!(
        files.iter().any(|path| path.ends_with("index.html")),
        "{files:?}"
    );
    let folders = folders();
    for path in files {
        let content = fs::read(&path).unwrap();
        for folder in &folders {
            assert!(!holds(&content, folder), "{path:?} holds {folder}");
        }
    }
    assert!(holds(b"at /home/me/a.rs", "/home/me/"));
}

#[test]
fn the_list_of_parts_has_the_models_that_are_shipped() {
    let sbom: Value = serde_json::from_slice(&Site::file("sbom.json")).unwrap();
    let components = sbom["components"].as_array().unwrap();
    let models = components
        .iter()
        .filter(|one| one["type"] == "machine-learning-model");
    let mut models: Vec<_> = models.map(|one| one["name"].as_str().unwrap()).collect();
    models.sort_unstable();
    let folders = fs::read_dir(Site::folder().join("model")).unwrap();
    let mut shipped: Vec<_> = folders
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    shipped.sort_unstable();
    assert_eq!(models, shipped);
    let has = |name: &str| components.iter().any(|one| one["name"] == name);
    assert!(has("namelight-web") && has("namelight-worker") && has("std"));
}
