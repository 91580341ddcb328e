//! Sites whose models are bound, replaced and damaged.

use tempfile::TempDir;

use super::*;

const CONFIG: &[u8] = b"{\"a\": 1}";

fn site() -> TempDir {
    let site = tempfile::tempdir().unwrap();
    fs::write(site.path().join("index.html"), "<html lang=\"en\"><body>").unwrap();
    let small = site.path().join("model/small");
    fs::create_dir_all(&small).unwrap();
    put(
        &small,
        &[
            ("config.json", CONFIG),
            ("tokenizer.json", b"t"),
            ("tokenizer.json.gz", b"tt"),
        ],
    );
    site
}

/// Puts a model with its manifest into a folder, as the trainer writes one.
fn put(folder: &Path, model: &[(&str, &[u8])]) {
    for (name, content) in model {
        fs::write(folder.join(name), content).unwrap();
    }
    let manifest = serde_json::to_vec(&Manifest::new("small", model)).unwrap();
    fs::write(folder.join(MANIFEST), manifest).unwrap();
}

/// The hash that the page has.
fn bound_hash(site: &Path) -> String {
    let page = fs::read_to_string(site.join("index.html")).unwrap();
    assert_eq!(page.matches("data-models").count(), 1, "{page}");
    let (_, rest) = page.split_once("small=").unwrap();
    rest[..64].to_owned()
}

fn manifest(site: &Path) -> Vec<u8> {
    fs::read(site.join("model/small").join(MANIFEST)).unwrap()
}

#[test]
fn files_are_named_after_their_content_and_the_page_knows_the_manifest() {
    let site = site();
    bind(site.path()).unwrap();
    let bytes = manifest(site.path());
    let manifest = Manifest::bound(&bytes, Some(&bound_hash(site.path()))).unwrap();
    let hash = &sha256_hex(CONFIG)[..16];
    assert_eq!(
        manifest.file("config.json").unwrap().address(),
        format!("config.{hash}.json")
    );
    let small = site.path().join("model/small");
    let mut expected = vec![MANIFEST.to_owned()];
    for file in &manifest.files {
        assert_eq!(
            file.verify(&fs::read(small.join(file.path().unwrap())).unwrap())
                .ok(),
            Some(())
        );
        expected.push(file.address().to_owned());
        expected.extend(file.compressed_path().unwrap().map(str::to_owned));
    }
    expected.sort();
    assert_eq!(files(&small).unwrap(), expected);
}

#[test]
fn binding_twice_changes_nothing() {
    let site = site();
    bind(site.path()).unwrap();
    let (page, before) = (
        fs::read(site.path().join("index.html")).unwrap(),
        manifest(site.path()),
    );
    bind(site.path()).unwrap();
    assert_eq!(fs::read(site.path().join("index.html")).unwrap(), page);
    assert_eq!(manifest(site.path()), before);
}

#[test]
fn a_replaced_model_is_bound_and_the_older_files_go() {
    let site = site();
    bind(site.path()).unwrap();
    let old = bound_hash(site.path());
    put(
        &site.path().join("model/small"),
        &[("config.json", b"{}"), ("tokenizer.json", b"u")],
    );
    bind(site.path()).unwrap();
    let new = bound_hash(site.path());
    assert_ne!(new, old);
    Manifest::bound(&manifest(site.path()), Some(&new)).unwrap();
    assert_eq!(files(&site.path().join("model/small")).unwrap().len(), 3);
}

#[test]
fn one_replaced_file_is_listed_anew() {
    let site = site();
    bind(site.path()).unwrap();
    fs::write(site.path().join("model/small/config.json"), b"{}").unwrap();
    bind(site.path()).unwrap();
    let manifest = Manifest::from_json(&manifest(site.path())).unwrap();
    manifest.file("config.json").unwrap().verify(b"{}").unwrap();
    assert!(
        manifest
            .file("tokenizer.json")
            .unwrap()
            .compressed
            .is_some()
    );
}

#[test]
fn a_model_without_a_manifest_gets_one() {
    let site = site();
    fs::remove_file(site.path().join("model/small").join(MANIFEST)).unwrap();
    bind(site.path()).unwrap();
    let manifest = Manifest::from_json(&manifest(site.path())).unwrap();
    assert_eq!((manifest.name.as_str(), manifest.files.len()), ("small", 2));
}

#[test]
fn a_file_that_is_not_what_the_trainer_wrote_is_refused_by_name() {
    for content in [&b"{\"a\": 2}"[..], b"{"] {
        let site = site();
        fs::write(site.path().join("model/small/config.json"), content).unwrap();
        let error = format!("{:#}", bind(site.path()).unwrap_err());
        assert!(
            error.contains("config.json") && error.contains("small"),
            "{error}"
        );
    }
}

#[test]
fn a_folder_that_is_no_site_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let error = format!("{:#}", bind(folder.path()).unwrap_err());
    assert!(error.contains("built site"), "{error}");
}
