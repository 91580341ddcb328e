//! The list of this repository as it is now: what CycloneDX asks for is there, and so is what `Cargo.lock` says.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::*;
use crate::workspace;

/// A site with one model, which has the manifest and the card of the real one.
fn site() -> tempfile::TempDir {
    let site = tempfile::tempdir().unwrap();
    let model = site.path().join("model/small");
    fs::create_dir_all(&model).unwrap();
    for name in ["manifest.json", "README.md"] {
        let from = workspace::root().join("web/model/small").join(name);
        fs::copy(from, model.join(name)).unwrap();
    }
    site
}

fn written(site: &Path) -> String {
    write(site, &Toolbox::default()).unwrap();
    fs::read_to_string(site.join(FILE)).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// All components, also those within others, those that others were made from and the tools.
fn components(value: &Value) -> Vec<&Value> {
    let tools = list(&value["metadata"]["tools"]["components"]);
    let ancestors = list(&value["pedigree"]["ancestors"]);
    let within = list(&value["components"])
        .iter()
        .chain(tools)
        .chain(ancestors);
    within
        .flat_map(|one| [vec![one], components(one)].concat())
        .collect()
}

#[test]
fn what_cyclonedx_asks_for_is_there_and_two_builds_write_the_same() {
    let site = site();
    let text = written(site.path());
    assert_eq!(written(site.path()), text);
    let sbom: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(sbom["bomFormat"], "CycloneDX");
    assert_eq!(sbom["specVersion"], "1.5");
    assert_eq!(sbom["version"], 1);
    assert_eq!(sbom["metadata"]["component"]["bom-ref"], SITE);
    let mut references = BTreeSet::from([SITE]);
    for component in components(&sbom) {
        let kind = component["type"].as_str().unwrap();
        assert!(
            ["application", "file", "library", "machine-learning-model"].contains(&kind),
            "{component}"
        );
        assert!(
            !component["name"].as_str().unwrap().is_empty(),
            "{component}"
        );
        let reference = component["bom-ref"].as_str().unwrap();
        assert!(references.insert(reference), "{reference} is there twice");
        for hash in list(&component["hashes"]) {
            assert_eq!(hash["alg"], "SHA-256");
            let hash = hash["content"].as_str().unwrap();
            let is_digit = |digit: char| digit.is_ascii_digit() || ('a'..='f').contains(&digit);
            assert!(
                hash.len() == 64 && hash.chars().all(is_digit),
                "{component}"
            );
        }
    }
    for dependency in list(&sbom["dependencies"]) {
        let needs = list(&dependency["dependsOn"]);
        let both = needs.iter().chain([&dependency["ref"]]);
        for reference in both.map(|reference| reference.as_str().unwrap()) {
            assert!(
                references.contains(reference),
                "{reference} is no component"
            );
        }
    }
}

#[test]
fn each_crate_is_there_once_with_what_the_lock_file_says_of_it() {
    let lock: toml::Value = toml::from_str(&workspace::lock_file().unwrap()).unwrap();
    let locked = lock["package"].as_array().unwrap();
    let sbom: Value = serde_json::from_str(&written(site().path())).unwrap();
    let mut crates = 0;
    for component in list(&sbom["components"]) {
        let name = component["name"].as_str().unwrap();
        let has_licence = |licence: &Value| {
            let words = licence["expression"].as_str();
            words
                .or(licence["license"]["name"].as_str())
                .is_some_and(|words| !words.is_empty())
        };
        let licences = list(&component["licenses"]);
        assert!(licences.len() == 1 && has_licence(&licences[0]), "{name}");
        if component["type"] == "machine-learning-model" || name == "std" {
            continue;
        }
        let version = component["version"].as_str().unwrap();
        let is_it = |package: &&toml::Value| {
            package["name"].as_str() == Some(name) && package["version"].as_str() == Some(version)
        };
        let package = locked.iter().find(is_it).unwrap();
        let checksum = package.get("checksum").and_then(toml::Value::as_str);
        assert_eq!(
            component["hashes"][0]["content"].as_str(),
            checksum,
            "{name}"
        );
        let purl = checksum.map(|_| format!("pkg:cargo/{name}@{version}"));
        assert_eq!(component["purl"].as_str(), purl.as_deref());
        crates += 1;
    }
    // What browsers run is there, and what tests or the trainer alone have is not.
    assert!(crates > 20, "{crates}");
    let has = |name: &str| {
        list(&sbom["components"])
            .iter()
            .any(|one| one["name"] == name)
    };
    for name in [
        "namelight-web",
        "namelight-worker",
        "namelight-kernels",
        "yew",
        "tokenizers",
    ] {
        assert!(has(name), "{name}");
    }
    for name in [
        "namelight-trainer",
        "parquet",
        "fantoccini",
        "serde_derive",
        "xtask",
    ] {
        assert!(!has(name), "{name}");
    }
}

#[test]
fn a_model_has_the_hashes_of_its_manifest_and_another_one_takes_its_place() {
    let site = site();
    let sbom: Value = serde_json::from_str(&written(site.path())).unwrap();
    let models = |sbom: &Value| {
        let components = list(&sbom["components"]).iter();
        let models = components.filter(|one| one["type"] == "machine-learning-model");
        models.cloned().collect::<Vec<_>>()
    };
    let manifest = fs::read(site.path().join("model/small/manifest.json")).unwrap();
    let manifest = namelight_manifest::Manifest::from_json(&manifest).unwrap();
    let [model] = &models(&sbom)[..] else {
        panic!("one model is there");
    };
    let weights = &manifest.file("model.safetensors").unwrap().sha256;
    assert_eq!(model["hashes"][0]["content"], **weights);
    assert_eq!(list(&model["components"]).len(), manifest.files.len());
    let ancestor = &model["pedigree"]["ancestors"][0];
    assert_eq!(ancestor["licenses"][0]["expression"], "Apache-2.0");

    let folder = site.path().join("model");
    fs::rename(folder.join("small"), folder.join("mine")).unwrap();
    fs::write(folder.join("mine/README.md"), "my own").unwrap();
    bind(site.path()).unwrap();
    let bound: Value = serde_json::from_slice(&fs::read(site.path().join(FILE)).unwrap()).unwrap();
    let [model] = &models(&bound)[..] else {
        panic!("one model is there");
    };
    assert_eq!(model["name"], "mine");
    assert_eq!(model["licenses"][0]["license"]["name"], "not stated");
    let needs = list(&bound["dependencies"][0]["dependsOn"]);
    assert!(needs.iter().any(|one| *one == "model/mine"), "{needs:?}");
    assert_eq!(
        list(&bound["components"]).len(),
        list(&sbom["components"]).len()
    );
}
