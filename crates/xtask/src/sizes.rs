//! What the files of the site weigh, as they are and compressed.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use flate2::Compression;
use flate2::write::GzEncoder;

/// A file's name below the site's folder, and its bytes.
#[derive(Debug, PartialEq, Eq)]
struct Row {
    name: String,
    raw: u64,
    gzip: u64,
}

/// A row for every file, and their sum.
#[derive(Debug)]
pub struct Table {
    rows: Vec<Row>,
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
        rows.sort_by(|a, b| (b.raw, &a.name).cmp(&(a.raw, &b.name)));
        Ok(Self { rows })
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let total = Row {
            name: "total".to_owned(),
            raw: self.rows.iter().map(|row| row.raw).sum(),
            gzip: self.rows.iter().map(|row| row.gzip).sum(),
        };
        let rows = || self.rows.iter().chain([&total]);
        let width = rows()
            .map(|row| row.name.chars().count())
            .max()
            .unwrap_or(0);
        writeln!(f, "{:width$}  {:>12}  {:>12}", "file", "bytes", "gzip")?;
        for row in rows() {
            writeln!(f, "{:width$}  {:>12}  {:>12}", row.name, row.raw, row.gzip)?;
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
    let mut file = File::open(path).with_context(context)?;
    // What a host that compresses as it sends does by default.
    let mut encoder = GzEncoder::new(Counter(0), Compression::default());
    let raw = io::copy(&mut file, &mut encoder).with_context(context)?;
    let gzip = encoder.finish().with_context(context)?.0;
    let name = path.strip_prefix(folder).unwrap_or(path);
    Ok(Row {
        name: name.to_string_lossy().into_owned(),
        raw,
        gzip,
    })
}

/// Counts what is written to it.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len() as u64;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("model")).unwrap();
        fs::write(folder.path().join("model/weights"), vec![7; 10_000]).unwrap();
        fs::write(folder.path().join("page.css"), "a{}").unwrap();
        folder
    }

    #[test]
    fn the_largest_file_comes_first_under_its_path_below_the_folder() {
        let folder = site();
        let rows = Table::of(folder.path()).unwrap().rows;
        let weights: PathBuf = ["model", "weights"].iter().collect();
        assert_eq!(rows[0].name, weights.to_string_lossy());
        assert_eq!((rows[0].raw, rows[1].raw), (10_000, 3));
    }

    #[test]
    fn compressed_bytes_are_counted() {
        let folder = site();
        let rows = Table::of(folder.path()).unwrap().rows;
        assert!(rows[0].gzip < 200, "{:?}", rows[0]);
        // Three bytes grow by gzip's own 18 and the coding of the block.
        assert!(rows[1].gzip > 20, "{:?}", rows[1]);
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
