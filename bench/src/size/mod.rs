//! The sizes of the built site's files in bytes, as they are and compressed.

#[cfg(test)]
mod budget;
mod visit;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

use crate::record::{self, Subject};
use crate::{dist, programs, table};

/// Bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub raw: u64,
    /// The size with gzip at the level of a host that compresses as it sends.
    pub gzip: u64,
    /// The size with brotli at the level of a host that compresses once.
    pub brotli: u64,
}

/// A file of the site.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct File {
    /// Its path below the site's folder, with `/` between folders.
    pub name: String,
    #[serde(flatten)]
    pub size: Size,
}

/// The site's size.
#[derive(Debug, Serialize, Deserialize)]
pub struct Sizes {
    /// The size of all wasm, JavaScript and styles that one visit downloads.
    pub visit: Size,
    /// Every file but those of models, the largest first.
    pub files: Vec<File>,
}

impl Sizes {
    /// Weighs the files of a built site.
    ///
    /// # Errors
    /// When the site is not built.
    pub fn of(site: &Path) -> Result<Self> {
        let mut paths = Vec::new();
        collect(site, &mut paths)?;
        paths.retain(|path| !path.starts_with(site.join("model")));
        let programs = programs(site);
        let files = paths.iter().map(|path| weigh(site, &programs, path));
        let mut files = files.collect::<Result<Vec<_>>>()?;
        files.sort_by(|a, b| (b.size.raw, &a.name).cmp(&(a.size.raw, &b.name)));
        Ok(Self {
            visit: visit::size(&files),
            files,
        })
    }
}

impl Subject for Sizes {
    const NAME: &'static str = "size";
    const ABOUT: &'static str = "Bytes, and in brackets those in gzip and in brotli. A visit downloads one build of the \
        worker; the largest counts. Model files are left out.";

    fn rows(&self) -> Vec<table::Row> {
        let row = |name: &str, size: &Size| table::Row::new("Files", name, size.cell());
        let visit = row("one visit's wasm, JavaScript and styles", &self.visit);
        let files = self.files.iter().map(|file| row(&file.name, &file.size));
        [visit].into_iter().chain(files).collect()
    }
}

/// Weighs the built site.
pub fn bench() -> Result<()> {
    record::keep_for_any_machine(Sizes::of(&dist())?)
}

impl Size {
    fn of(bytes: &[u8]) -> Result<Self> {
        let mut gzip = GzEncoder::new(Counter(0), Compression::default());
        gzip.write_all(bytes)?;
        Ok(Self {
            raw: bytes.len() as u64,
            gzip: gzip.finish()?.0,
            brotli: brotli_len(bytes)?,
        })
    }

    fn cell(&self) -> String {
        format!("{} ({}, {})", self.raw, self.gzip, self.brotli)
    }
}

fn brotli_len(bytes: &[u8]) -> Result<u64> {
    let mut counter = Counter(0);
    let mut encoder = CompressorWriter::new(&mut counter, 1 << 16, 11, 22);
    encoder.write_all(bytes)?;
    encoder.flush()?;
    drop(encoder);
    Ok(counter.0)
}

impl std::iter::Sum for Size {
    fn sum<I: Iterator<Item = Self>>(sizes: I) -> Self {
        let nothing = Self {
            raw: 0,
            gzip: 0,
            brotli: 0,
        };
        sizes.fold(nothing, |sum, size| Self {
            raw: sum.raw + size.raw,
            gzip: sum.gzip + size.gzip,
            brotli: sum.brotli + size.brotli,
        })
    }
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    let context = || format!("reading {}", folder.display());
    for entry in fs::read_dir(folder).with_context(context)? {
        let path = entry.with_context(context)?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

/// Weighs a file. The folder of programs, which has a hash in its name, is left out of its path.
fn weigh(site: &Path, programs: &str, path: &Path) -> Result<File> {
    let context = || format!("reading {}", path.display());
    let bytes = fs::read(path).with_context(context)?;
    let parts = path.strip_prefix(site).unwrap_or(path).components();
    let parts = parts.map(|part| part.as_os_str().to_string_lossy());
    let path = parts.collect::<Vec<_>>().join("/");
    Ok(File {
        name: without_hash(path.strip_prefix(programs).unwrap_or(&path)),
        size: Size::of(&bytes).with_context(context)?,
    })
}

/// `page-0123456789abcdef_bg.wasm` is `page_bg.wasm`. Trunk leaves out zeros in front of a hash.
fn without_hash(name: &str) -> String {
    let Some((front, rest)) = name.split_once('-') else {
        return name.to_owned();
    };
    let is_digit = |letter: char| letter.is_ascii_hexdigit();
    let end = rest.find(|letter| !is_digit(letter)).unwrap_or(rest.len());
    if (12..=16).contains(&end) {
        return format!("{front}{}", &rest[end..]);
    }
    name.to_owned()
}

/// Counts what is written to it.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_weighed_and_models_are_not() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("model")).unwrap();
        fs::write(folder.path().join("model/m.safetensors"), vec![7; 10]).unwrap();
        fs::write(folder.path().join("page.css"), "a{}").unwrap();
        fs::create_dir(folder.path().join("program-1")).unwrap();
        fs::write(
            folder.path().join("program-1/worker.js"),
            vec![b' '; 10_000],
        )
        .unwrap();
        let page = "<html data-programs=\"program-1/\">";
        fs::write(folder.path().join("index.html"), page).unwrap();
        let files = Sizes::of(folder.path()).unwrap().files;
        let names: Vec<&str> = files.iter().map(|file| file.name.as_str()).collect();
        assert_eq!(names, ["worker.js", "index.html", "page.css"]);
        let [script, styles] = [files[0].size, files[2].size];
        assert_eq!((script.raw, styles.raw), (10_000, 3));
        assert!(script.gzip < 200, "{script:?}");
        // Three bytes grow by gzip's own 18 and the coding of the block, and by less in brotli.
        assert!(styles.gzip > 20, "{styles:?}");
        assert!((4..10).contains(&styles.brotli), "{styles:?}");
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = Sizes::of(Path::new("no-such-folder")).unwrap_err();
        assert!(error.to_string().contains("no-such-folder"));
    }

    #[test]
    fn names_of_files_lose_their_hash() {
        assert_eq!(
            without_hash("page-0123456789abcdef_bg.wasm"),
            "page_bg.wasm"
        );
        assert_eq!(without_hash("page-ae0b2c2b0f86526.css"), "page.css");
        assert_eq!(without_hash("worker_bg.wasm"), "worker_bg.wasm");
        assert_eq!(without_hash("not-a-hash.js"), "not-a-hash.js");
    }
}
