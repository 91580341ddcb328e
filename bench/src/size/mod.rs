//! What the files of the site weigh, as they are and compressed.

pub mod kept;
pub mod modules;
pub mod visit;

use std::fmt;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use brotli::CompressorWriter;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};

/// Bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Size {
    pub raw: u64,
    /// As a host compresses that does so as it sends.
    pub gzip: u64,
    /// As a host compresses that does so once. None of weights: nothing would be won, and it takes minutes.
    pub brotli: Option<u64>,
}

/// A file's name below the site's folder, with `/` between folders, and its bytes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    pub name: String,
    #[serde(flatten)]
    pub size: Size,
}

/// A row for every file, the largest first.
#[derive(Debug)]
pub struct Table {
    pub rows: Vec<Row>,
}

impl Table {
    /// Weighs every file of a folder.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn of(folder: &Path) -> Result<Self> {
        let mut files = Vec::new();
        collect(folder, &mut files)?;
        let mut rows = files
            .iter()
            .map(|path| weigh(folder, path))
            .collect::<Result<Vec<_>>>()?;
        rows.sort_by(|a, b| (b.size.raw, &a.name).cmp(&(a.size.raw, &b.name)));
        Ok(Self { rows })
    }
}

impl Size {
    fn of(bytes: &[u8], compressible: bool) -> Result<Self> {
        let mut gzip = GzEncoder::new(Counter(0), Compression::default());
        gzip.write_all(bytes)?;
        Ok(Self {
            raw: bytes.len() as u64,
            gzip: gzip.finish()?.0,
            brotli: compressible.then(|| brotli_len(bytes)).transpose()?,
        })
    }

    /// What a host sends that compresses as well as it can.
    pub fn sent(&self) -> u64 {
        self.brotli.unwrap_or(self.gzip)
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
            brotli: Some(0),
        };
        sizes.fold(nothing, |sum, size| Self {
            raw: sum.raw + size.raw,
            gzip: sum.gzip + size.gzip,
            brotli: Some(sum.sent() + size.sent()),
        })
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let total = Row {
            name: "total".to_owned(),
            size: self.rows.iter().map(|row| row.size).sum(),
        };
        let visit = Row {
            name: "a visit's wasm, js and css".to_owned(),
            size: visit::size(&self.rows),
        };
        let rows = || self.rows.iter().chain([&visit, &total]);
        let width = rows()
            .map(|row| row.name.chars().count())
            .max()
            .unwrap_or(0);
        writeln!(
            f,
            "{:width$}  {:>12}  {:>12}  {:>12}",
            "file", "bytes", "gzip", "brotli"
        )?;
        for Row { name, size } in rows() {
            let brotli = size
                .brotli
                .map_or("-".to_owned(), |bytes| bytes.to_string());
            let Size { raw, gzip, .. } = size;
            writeln!(f, "{name:width$}  {raw:>12}  {gzip:>12}  {brotli:>12}")?;
        }
        Ok(())
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

fn weigh(folder: &Path, path: &Path) -> Result<Row> {
    let context = || format!("reading {}", path.display());
    let bytes = fs::read(path).with_context(context)?;
    let compressible = path.extension().is_none_or(|kind| kind != "safetensors");
    let parts = path.strip_prefix(folder).unwrap_or(path).components();
    let parts = parts.map(|part| part.as_os_str().to_string_lossy());
    Ok(Row {
        name: parts.collect::<Vec<_>>().join("/"),
        size: Size::of(&bytes, compressible).with_context(context)?,
    })
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

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("model")).unwrap();
        fs::write(folder.path().join("model/m.safetensors"), vec![7; 10_000]).unwrap();
        fs::write(folder.path().join("page.css"), "a{}").unwrap();
        folder
    }

    #[test]
    fn the_largest_file_comes_first_under_its_path_below_the_folder() {
        let folder = site();
        let rows = Table::of(folder.path()).unwrap().rows;
        assert_eq!(rows[0].name, "model/m.safetensors");
        assert_eq!((rows[0].size.raw, rows[1].size.raw), (10_000, 3));
    }

    #[test]
    fn compressed_bytes_are_counted() {
        let folder = site();
        let rows = Table::of(folder.path()).unwrap().rows;
        let [weights, styles] = [rows[0].size, rows[1].size];
        assert!(weights.gzip < 200, "{weights:?}");
        // Three bytes grow by gzip's own 18 and the coding of the block, and by less in brotli.
        assert!(styles.gzip > 20, "{styles:?}");
        assert!((4..10).contains(&styles.brotli.unwrap()), "{styles:?}");
        assert_eq!(weights.brotli, None);
    }

    #[test]
    fn the_last_line_is_the_sum() {
        let table = Table::of(site().path()).unwrap().to_string();
        let last = table.lines().last().unwrap();
        assert!(last.starts_with("total"), "{table}");
        assert!(last.contains("10003"), "{table}");
    }

    #[test]
    fn a_missing_folder_is_named() {
        let error = Table::of(Path::new("no-such-folder")).unwrap_err();
        assert!(error.to_string().contains("no-such-folder"));
    }
}
