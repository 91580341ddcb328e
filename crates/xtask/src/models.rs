//! Names the files of a site's models after their content, and binds each manifest to the page: `index.html` gets its hash,
//! and the page takes no other.
//!
//! The build does it, and `cargo xtask bind` does it again after somebody put another model into a finished site.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use namelight_manifest::{COMPRESSED_SUFFIX, Manifest, ManifestFile, sha256_hex};

/// The folder of models in a site.
pub const MODELS: &str = "model";
/// The file that lists a model's files.
pub const MANIFEST: &str = "manifest.json";
/// The attribute of `<html>` that the page reads: `base=HASH small=HASH`.
const ATTRIBUTE: &str = " data-models=\"";

/// Binds every model of a site.
///
/// # Errors
/// When this is no site, or a file is missing or not what its manifest says.
pub fn bind(site: &Path) -> Result<()> {
    let index = site.join("index.html");
    let page = fs::read_to_string(&index)
        .with_context(|| format!("reading {}; is this a built site?", index.display()))?;
    let mut bound = Vec::new();
    for name in folders(&site.join(MODELS))? {
        let folder = site.join(MODELS).join(&name);
        let sha256 = bind_folder(&folder, &name).with_context(|| folder.display().to_string())?;
        println!("{name}: manifest {sha256}");
        bound.push(format!("{name}={sha256}"));
    }
    fs::write(&index, marked(&page, &bound.join(" "))?)
        .with_context(|| format!("writing {}", index.display()))
}

/// The names of the folders in a folder, in order; none where there is no such folder.
///
/// # Errors
/// When the folder cannot be read.
pub fn folders(parent: &Path) -> Result<Vec<String>> {
    if !parent.is_dir() {
        return Ok(Vec::new());
    }
    let mut names = Vec::new();
    for entry in fs::read_dir(parent).with_context(|| format!("reading {}", parent.display()))? {
        let entry = entry?;
        if entry.path().is_dir() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// Gives every file its hashed name and writes the manifest; returns its hash.
fn bind_folder(folder: &Path, name: &str) -> Result<String> {
    let mut manifest = read_manifest(folder, name)?;
    for file in &mut manifest.files {
        *file = bind_file(folder, file)?;
    }
    remove_older(folder, &manifest)?;
    let text = serde_json::to_string_pretty(&manifest)? + "\n";
    fs::write(folder.join(MANIFEST), &text).context("writing manifest.json")?;
    Ok(sha256_hex(text.as_bytes()))
}

/// The manifest of a folder; a folder of other makers has none, and is listed as it is.
fn read_manifest(folder: &Path, name: &str) -> Result<Manifest> {
    let path = folder.join(MANIFEST);
    if path.exists() {
        return Ok(Manifest::from_json(&fs::read(&path)?)?);
    }
    let names = files(folder)?;
    let contents = names.iter().map(|file| Ok(fs::read(folder.join(file))?));
    let contents = contents.collect::<Result<Vec<_>>>()?;
    let pairs = names.iter().zip(&contents);
    let pairs: Vec<(&str, &[u8])> = pairs
        .map(|(name, bytes)| (name.as_str(), &bytes[..]))
        .collect();
    Ok(Manifest::new(name, &pairs))
}

/// The names of the files in a folder, less hidden ones, in order.
fn files(folder: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.path().is_file() && !name.starts_with('.') {
            names.push(name);
        }
    }
    names.sort();
    Ok(names)
}

/// Moves a file, and its compressed form, to its hashed name. Where a bound file has one under its plain name beside it,
/// somebody replaced it, and it is listed anew.
fn bind_file(folder: &Path, file: &ManifestFile) -> Result<ManifestFile> {
    let is_replaced = file.address.is_some() && folder.join(&file.name).is_file();
    let path = if is_replaced {
        &file.name
    } else {
        file.path()?
    };
    let bytes = fs::read(folder.join(path)).with_context(|| format!("reading {path}"))?;
    let mut bound = file.clone();
    if is_replaced {
        bound = Manifest::new("", &[(&file.name, &bytes)]).files.remove(0);
    }
    bound.verify(&bytes)?;
    let hashed = bound.hashed_name();
    fs::rename(folder.join(path), folder.join(&hashed))
        .with_context(|| format!("moving {path}"))?;
    if let (Some(path), Some(compressed)) = (file.compressed_path()?, &mut bound.compressed) {
        let size = fs::metadata(folder.join(path))
            .with_context(|| format!("reading {path}"))?
            .len();
        ensure!(
            size == compressed.bytes,
            "{path} has {size} bytes, the manifest says {}; write it anew",
            compressed.bytes
        );
        let hashed = format!("{hashed}{COMPRESSED_SUFFIX}");
        fs::rename(folder.join(path), folder.join(&hashed))
            .with_context(|| format!("moving {path}"))?;
        compressed.address = hashed;
    }
    bound.address = Some(hashed);
    Ok(bound)
}

/// Removes what an earlier run moved to a hashed name and no manifest lists any more.
fn remove_older(folder: &Path, manifest: &Manifest) -> Result<()> {
    for name in files(folder)? {
        let is_listed = |file: &ManifestFile| {
            let compressed = file.compressed.as_ref();
            file.address() == name || compressed.is_some_and(|form| form.address == name)
        };
        let plain = name.strip_suffix(COMPRESSED_SUFFIX).unwrap_or(&name);
        let is_older = manifest.files.iter().any(|file| file.is_hashed_name(plain));
        if is_older && !manifest.files.iter().any(is_listed) {
            fs::remove_file(folder.join(&name)).with_context(|| format!("removing {name}"))?;
        }
    }
    Ok(())
}

/// The page with the attribute, in place of an older one.
fn marked(page: &str, bound: &str) -> Result<String> {
    let mut page = page.to_owned();
    if let Some(start) = page.find(ATTRIBUTE) {
        let value = start + ATTRIBUTE.len();
        let end = page[value..]
            .find('"')
            .context("index.html: data-models has no end")?;
        page.replace_range(start..=value + end, "");
    }
    ensure!(page.contains("<html "), "index.html has no <html > to mark");
    Ok(page.replacen("<html ", &format!("<html{ATTRIBUTE}{bound}\" "), 1))
}

#[cfg(test)]
mod tests;
