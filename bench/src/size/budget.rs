//! Tests that a visit never downloads more than its budget, and does not grow unseen.

use std::fs;
use std::path::{Path, PathBuf};

use super::Sizes;
use crate::dist;
use crate::record::{self, ANY_MACHINE, Record, Subject};

/// A visit's wasm, JavaScript and styles are never more bytes than this, in brotli.
const MOST: u64 = 900_000;

/// Nor do they grow by more than this share without someone writing the new figure.
const GROWTH: f64 = 0.05;

/// The newest record of sizes; the day comes first in its name.
fn newest(folder: &Path) -> PathBuf {
    let end = format!("-{}.json", Sizes::NAME);
    let paths = fs::read_dir(folder).unwrap();
    let paths = paths.map(|entry| entry.unwrap().path());
    let of_sizes = paths.filter(|path| path.to_string_lossy().ends_with(&end));
    of_sizes.max().expect("a record of sizes")
}

/// What is wrong with a visit of this many bytes, when the newest record has these.
fn fault(before: u64, now: u64) -> Option<String> {
    let percent = 100.0 * (now as f64 / before as f64 - 1.0);
    let visit = format!("a visit downloads {now} bytes of wasm, JavaScript and styles in brotli");
    if now > MOST {
        return Some(format!("{visit}; at most {MOST} are allowed"));
    }
    (percent > 100.0 * GROWTH).then(|| {
        format!(
            "{visit}, {percent:.1} % more than the {before} of the newest record; if that is meant, `cargo xtask \
             bench size` writes the new figure"
        )
    })
}

#[test]
#[ignore = "it needs the built site: `cargo xtask test` runs it behind the build"]
fn a_visit_of_the_built_site_is_within_its_budget() {
    let record = fs::read(newest(&record::folder().join(ANY_MACHINE))).unwrap();
    let before: Record<Sizes> = serde_json::from_slice(&record).unwrap();
    let now = Sizes::of(&dist()).unwrap();
    if let Some(fault) = fault(before.results.visit.brotli, now.visit.brotli) {
        panic!("{fault}");
    }
}

#[test]
fn a_little_growth_passes_and_more_names_the_command() {
    assert_eq!(fault(400_000, 419_000), None);
    let fault = fault(400_000, 440_000).unwrap();
    assert!(fault.contains("10.0 % more than the 400000"), "{fault}");
    assert!(fault.contains("cargo xtask bench size"), "{fault}");
}

#[test]
fn nothing_passes_above_the_limit() {
    let fault = fault(899_000, 901_000).unwrap();
    assert!(fault.contains("at most 900000"), "{fault}");
}
