//! Puts the programs whose names are always the same into a folder that is named after their content, so that a browser
//! which keeps files without asking never runs one of an older site beside one of this.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use sha2::{Digest, Sha256};

/// What names of the folder begin with; a hash follows.
const PREFIX: &str = "program";

/// The scripts that `index.html` names, each as it does.
const SCRIPTS: [(&str, &str); 5] = [
    ("boot.js", "src=\"./boot.js\""),
    ("theme.js", "src=\"theme.js\""),
    ("prerendered.js", "src=\"prerendered.js\""),
    ("start_worker.js", "src=\"start_worker.js\""),
    ("offline.js", "src=\"offline.js\""),
];

/// The script that the page fetches by itself when it needs it.
const LATER: &str = "document_reader.js";

/// Moves the worker's files and all scripts into the folder, and tells the page where they are. Returns the folder's name.
///
/// # Errors
/// When a script is missing, or `index.html` does not name it.
pub fn fill(site: &Path) -> Result<String> {
    let names = programs(site)?;
    let folder = format!("{PREFIX}-{}", hash(site, &names)?);
    std::fs::create_dir(site.join(&folder)).with_context(|| format!("creating {folder}"))?;
    for name in &names {
        let (from, to) = (site.join(name), site.join(&folder).join(name));
        std::fs::rename(from, to).with_context(|| format!("moving {name} to {folder}"))?;
    }
    let index = site.join("index.html");
    let page = std::fs::read_to_string(&index).context("reading index.html")?;
    std::fs::write(&index, pointed(&page, &folder)?).context("writing index.html")?;
    Ok(folder)
}

/// The names of the files that are moved, in order.
fn programs(site: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(site).with_context(|| format!("reading {}", site.display()))? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        let is_script = SCRIPTS.iter().any(|(script, _)| *script == name);
        if is_script || name == LATER || (name.starts_with("worker") && name.ends_with(['m', 's']))
        {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Half of the SHA-256 of names and contents, in hexadecimal.
fn hash(site: &Path, names: &[String]) -> Result<String> {
    let mut hasher = Sha256::new();
    for name in names {
        let content = std::fs::read(site.join(name)).with_context(|| format!("reading {name}"))?;
        hasher.update(name);
        hasher.update(content.len().to_le_bytes());
        hasher.update(content);
    }
    let bytes = hasher.finalize();
    Ok(bytes
        .iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect())
}

/// The page with the addresses of its scripts and of the folder.
fn pointed(page: &str, folder: &str) -> Result<String> {
    let mut page = page.replacen("<html ", &format!("<html data-programs=\"{folder}/\" "), 1);
    for (name, written) in SCRIPTS {
        ensure!(page.contains(written), "index.html has no {written}");
        page = page.replace(written, &format!("src=\"./{folder}/{name}\""));
    }
    Ok(page)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<html lang=\"en\"><script src=\"theme.js\"></script><script src=\"./boot.js\">\
        </script><script src=\"prerendered.js\"></script><script src=\"start_worker.js\"></script>\
        <script src=\"offline.js\"></script>";

    fn site(worker: &str) -> tempfile::TempDir {
        let site = tempfile::tempdir().unwrap();
        let files = [
            ("index.html", PAGE),
            ("boot.js", "1"),
            ("theme.js", "2"),
            ("prerendered.js", "3"),
            ("start_worker.js", "7"),
            ("offline.js", "8"),
            ("worker.js", worker),
            ("worker_bg.wasm", "5"),
            ("page-00ff_bg.wasm", "6"),
        ];
        for (name, content) in files {
            std::fs::write(site.path().join(name), content).unwrap();
        }
        fill(site.path()).unwrap();
        site
    }

    fn folder(site: &Path) -> String {
        let entries = std::fs::read_dir(site).unwrap();
        let mut names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        names.find(|name| name.starts_with("program-")).unwrap()
    }

    #[test]
    fn programs_lie_in_the_folder_and_the_page_names_it() {
        let site = site("4");
        let folder = folder(site.path());
        for name in [
            "boot.js",
            "theme.js",
            "prerendered.js",
            "start_worker.js",
            "offline.js",
            "worker.js",
            "worker_bg.wasm",
        ] {
            assert!(site.path().join(&folder).join(name).is_file(), "{name}");
            assert!(!site.path().join(name).exists(), "{name}");
        }
        assert!(site.path().join("page-00ff_bg.wasm").is_file());
        let page = std::fs::read_to_string(site.path().join("index.html")).unwrap();
        assert!(
            page.starts_with(&format!("<html data-programs=\"{folder}/\" lang")),
            "{page}"
        );
        assert_eq!(
            page.matches(&format!("src=\"./{folder}/")).count(),
            5,
            "{page}"
        );
    }

    #[test]
    fn another_worker_has_another_folder_and_the_same_has_the_same() {
        let folders = ["4", "4", "5"].map(|worker| folder(site(worker).path()));
        assert_eq!(folders[0], folders[1]);
        assert_ne!(folders[0], folders[2]);
    }
}
