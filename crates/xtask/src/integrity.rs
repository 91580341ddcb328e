//! Writes into the page what its programs have to be, so that the browser runs no file that is damaged, old or another's.
//!
//! What `index.html` names gets an `integrity` attribute. What scripts fetch stands as
//! `NAME:HASH …` in an attribute of `<html>`; `web/start_worker.js` holds each file against it.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};

/// Scripts without a hash. `prerendered.js` asks for a server where the page is opened from a folder, and there browsers run no
/// script that has one; `service_worker.js` lists the hash of the page itself, so the page cannot have its hash.
const WITHOUT: [&str; 2] = ["prerendered.js", "service_worker.js"];

/// Marks the page of a site. `folder` has its programs.
///
/// # Errors
/// When a file cannot be read, or `index.html` lacks what is to be marked.
pub fn mark(site: &Path, folder: &str) -> Result<()> {
    let index = site.join("index.html");
    let mut page = std::fs::read_to_string(&index).context("reading index.html")?;
    let mut fetched = Vec::new();
    for folder in [folder, ""] {
        for name in programs(&site.join(folder))? {
            let path = Path::new(folder).join(&name);
            let hash = hash(&site.join(&path))?;
            // The page's own script is asked for in advance, by a link that Trunk wrote. For such a link to a module browsers
            // know no hash yet.
            for attribute in ["src", "href"].iter().filter(|_| name.ends_with(".js")) {
                let address = format!("{attribute}=\"./{}\"", path.display());
                page = page.replace(&address, &format!("{address} integrity=\"{hash}\""));
            }
            fetched.push(format!("{name}:{hash}"));
        }
    }
    let attribute = format!("<html data-integrity=\"{}\" ", fetched.join(" "));
    ensure!(page.contains("<html "), "index.html has no <html > to mark");
    std::fs::write(&index, page.replacen("<html ", &attribute, 1)).context("writing index.html")
}

/// The names of scripts and modules in a folder, in order.
fn programs(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let name = entry?.file_name().to_string_lossy().into_owned();
        // The page starts no worker by a loader.
        let is_used = !name.ends_with("_loader.js") && !WITHOUT.contains(&&*name);
        if is_used && (name.ends_with(".js") || name.ends_with(".wasm")) {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// The hash of a file, as `integrity` attributes have it (<https://www.w3.org/TR/sri/>).
///
/// # Errors
/// When it cannot be read.
pub fn hash(path: &Path) -> Result<String> {
    let content = std::fs::read(path).with_context(|| format!("reading {}", path.display()))?;
    Ok(format!(
        "sha384-{}",
        STANDARD.encode(Sha384::digest(content))
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_of_the_page_and_what_they_fetch_get_their_hashes() {
        let site = tempfile::tempdir().unwrap();
        let write = |name: &str, content: &str| std::fs::write(site.path().join(name), content);
        std::fs::create_dir(site.path().join("p")).unwrap();
        write("p/boot.js", "boot").unwrap();
        write("p/worker_bg.wasm", "worker").unwrap();
        write("page-1.js", "").unwrap();
        write("page-1_bg.wasm", "page").unwrap();
        write(
            "index.html",
            "<html lang=\"en\"><link rel=\"modulepreload\" href=\"./page-1.js\"><script src=\"./p/boot.js\"></script>",
        )
        .unwrap();
        mark(site.path(), "p").unwrap();
        let page = std::fs::read_to_string(site.path().join("index.html")).unwrap();
        // The SHA-384 of nothing.
        let nothing = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
        for marked in [
            format!("href=\"./page-1.js\" integrity=\"{nothing}\""),
            format!("page-1.js:{nothing} page-1_bg.wasm:sha384-"),
            "src=\"./p/boot.js\" integrity=\"sha384-".to_owned(),
            "data-integrity=\"boot.js:sha384-".to_owned(),
            " worker_bg.wasm:sha384-".to_owned(),
        ] {
            assert!(page.contains(&marked), "{marked} is not in {page}");
        }
    }
}
