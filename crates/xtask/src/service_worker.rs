//! Writes into the site's service worker which files the site has. It keeps them for when there is no network, and each
//! file has to be what is written here.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use namelight_manifest::sha256_hex;
use serde::Serialize;

use crate::{headers, integrity, sbom};

const SERVICE_WORKER: &str = "service_worker.js";
/// What the line begins with that is written anew.
const LINE: &str = "const BUILD = ";

/// What the service worker is told of its build.
#[derive(Serialize)]
struct Build {
    /// Another one for other files.
    version: String,
    /// The files of every visit, with their hashes.
    site: BTreeMap<String, String>,
    /// The files of a model or of a build of the worker, by its name.
    parts: BTreeMap<String, BTreeMap<String, String>>,
    /// What hosts are told to send with the page.
    headers: BTreeMap<&'static str, String>,
}

/// Where a file belongs.
enum Place {
    Site,
    Part(String),
    Nowhere,
}

/// Lists the files of a site in its service worker; one without a service worker stays without.
///
/// # Errors
/// When a file cannot be read, or the service worker has no place for the list.
pub fn write(site: &Path) -> Result<()> {
    let path = site.join(SERVICE_WORKER);
    if !path.is_file() {
        return Ok(());
    }
    let script = std::fs::read_to_string(&path).context("reading service_worker.js")?;
    let is_list = |line: &&str| line.starts_with(LINE);
    ensure!(
        script.lines().filter(is_list).count() == 1,
        "service_worker.js has no single line {LINE}"
    );
    let mut build = list(site)?;
    // Another script with the same files is another version too: each has a cache of its own.
    let code: String = script.lines().filter(|line| !is_list(line)).collect();
    let all = serde_json::to_string(&build)? + &code;
    build.version = sha256_hex(all.as_bytes())[..16].to_owned();
    let build = serde_json::to_string(&build)?;
    let lines = script.lines().map(|line| match is_list(&line) {
        true => format!("{LINE}{build};\n"),
        false => format!("{line}\n"),
    });
    std::fs::write(&path, lines.collect::<String>()).context("writing service_worker.js")
}

/// The files of a site, without a version.
fn list(site: &Path) -> Result<Build> {
    let mut build = Build {
        version: String::new(),
        site: BTreeMap::new(),
        parts: BTreeMap::new(),
        headers: headers::all().into_iter().collect(),
    };
    for path in files(site, Path::new(""))? {
        let hash = || integrity::hash(&site.join(&path));
        let name = path.to_string_lossy().into_owned();
        match place(&path) {
            Place::Nowhere => (),
            Place::Site if name == "index.html" => {
                build.site.insert("./".to_owned(), hash()?);
            }
            Place::Site => {
                build.site.insert(name, hash()?);
            }
            Place::Part(part) => {
                build.parts.entry(part).or_default().insert(name, hash()?);
            }
        }
    }
    Ok(build)
}

/// The files in a folder and the folders in it, relative to the site; hidden ones are left out.
fn files(site: &Path, folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(site.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.path().is_dir() {
            found.extend(files(site, &path)?);
        } else {
            found.push(path);
        }
    }
    Ok(found)
}

fn place(path: &Path) -> Place {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    match &*parts {
        // For hosts, for whoever looks what the page is made of or installs it, and the service worker itself.
        [name] if [SERVICE_WORKER, sbom::FILE].contains(&&**name) || name.starts_with('_') => {
            Place::Nowhere
        }
        [folder, ..] if folder == "install" => Place::Nowhere,
        [folder, model, file] if folder == "model" => match is_used(file) {
            true => Place::Part(model.clone().into_owned()),
            false => Place::Nowhere,
        },
        [folder, file] if folder.starts_with("program-") => match worker(file) {
            Some(_) if file.ends_with("_loader.js") => Place::Nowhere,
            Some(build) => Place::Part(build),
            None => Place::Site,
        },
        _ => Place::Site,
    }
}

/// Whether the page asks for a file of a model: for no card, and for a tokenizer in its compressed form.
fn is_used(file: &str) -> bool {
    let is_tokenizer = file.starts_with("tokenizer.") && file.ends_with(".json");
    !file.ends_with(".md") && !is_tokenizer
}

/// The build of the worker that a file is of.
fn worker(file: &str) -> Option<String> {
    let name = ["_bg.wasm", "_loader.js", ".js"]
        .iter()
        .find_map(|end| file.strip_suffix(end))?;
    name.starts_with("worker").then(|| name.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let site = tempfile::tempdir().unwrap();
        let script = include_str!("../../../web/service_worker.js");
        for (name, content) in [
            ("index.html", "page"),
            (SERVICE_WORKER, script),
            ("_headers", "/*"),
            (sbom::FILE, "{}"),
            ("base-00.css", "a{}"),
            ("program-00/boot.js", "1"),
            ("program-00/start_worker.js", "1"),
            ("program-00/worker_relaxed.js", "2"),
            ("program-00/worker_relaxed_bg.wasm", "3"),
            ("program-00/worker_relaxed_loader.js", "4"),
            ("model/small/manifest.json", "{}"),
            ("model/small/README.00.md", "card"),
            ("model/small/tokenizer.00.json", "{}"),
            ("model/small/tokenizer.00.json.gz", "gz"),
        ] {
            let path = site.path().join(name);
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(path, content).unwrap();
        }
        site
    }

    #[test]
    fn each_file_is_listed_where_it_belongs() {
        let site = site();
        let build = list(site.path()).unwrap();
        let names = |files: &BTreeMap<String, String>| files.keys().cloned().collect::<Vec<_>>();
        let of_every_visit = [
            "./",
            "base-00.css",
            "program-00/boot.js",
            "program-00/start_worker.js",
        ];
        assert_eq!(names(&build.site), of_every_visit);
        let worker = [
            "program-00/worker_relaxed.js",
            "program-00/worker_relaxed_bg.wasm",
        ];
        assert_eq!(names(&build.parts["worker_relaxed"]), worker);
        let model = [
            "model/small/manifest.json",
            "model/small/tokenizer.00.json.gz",
        ];
        assert_eq!(names(&build.parts["small"]), model);
    }

    #[test]
    fn a_changed_file_is_another_version_and_writing_twice_changes_nothing() {
        let site = site();
        let path = site.path().join(SERVICE_WORKER);
        let written = || {
            write(site.path()).unwrap();
            std::fs::read_to_string(&path).unwrap()
        };
        let first = written();
        assert!(first.contains("\"version\":\""));
        assert_eq!(written(), first);
        std::fs::write(site.path().join("index.html"), "another").unwrap();
        assert_ne!(written(), first);
    }
}
