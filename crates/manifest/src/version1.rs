//! Version 1 of the format: every file lies under its name, and a compressed form is an entry of its own, `X.gz` beside `X`.

use crate::{MANIFEST_FORMAT, Manifest};

/// The version.
pub const FORMAT: u32 = 1;

/// The same manifest in this version's form.
pub fn upgraded(mut manifest: Manifest) -> Manifest {
    manifest.format = MANIFEST_FORMAT;
    manifest.pair_compressed();
    manifest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_manifest_of_version_1_stays_readable() {
        let hash = "0".repeat(64);
        let file = |name: &str| format!(r#"{{"name": "{name}", "bytes": 2, "sha256": "{hash}"}}"#);
        let files = [
            file("config.json"),
            file("tokenizer.json"),
            file("tokenizer.json.gz"),
        ];
        let text = format!(
            r#"{{"format": 1, "name": "old", "files": [{}]}}"#,
            files.join(",")
        );
        let manifest = Manifest::from_json(text.as_bytes()).unwrap();
        assert_eq!(manifest.format, MANIFEST_FORMAT);
        assert_eq!(manifest.files.len(), 2);
        let tokenizer = manifest.file("tokenizer.json").unwrap();
        assert_eq!(tokenizer.path().unwrap(), "tokenizer.json");
        let compressed = tokenizer.compressed_path().unwrap();
        assert_eq!(compressed, Some("tokenizer.json.gz"));
    }
}
