//! Versions: what we want, and what a program says of itself.
//!
//! wasm-bindgen and its command line must be of one version. `Cargo.lock` decides which, and it is read here.

use anyhow::{Context, Result};

/// The version of Trunk that the site is built with; 0.22 needs a newer compiler.
pub const TRUNK: &str = "0.21.14";

/// The version of the driver of Firefox.
pub const GECKODRIVER: &str = "0.37.1";

/// The version of the checker of crates, whose rules are in `deny.toml`.
pub const CARGO_DENY: &str = "0.20.2";

/// The version of a package in a `Cargo.lock`.
///
/// # Errors
/// When the package is not there.
pub fn locked<'a>(lock_file: &'a str, package: &str) -> Result<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock_file.lines();
    lines
        .find(|line| *line == name)
        .and_then(|_| lines.next())
        .and_then(|line| line.strip_prefix("version = \"")?.strip_suffix('"'))
        .with_context(|| format!("Cargo.lock does not name a version of {package}"))
}

/// The version in what `--version` prints, such as `trunk 0.21.14` or `wasm-bindgen 0.2.130 (abcdef)`.
pub fn printed(output: &str) -> Option<&str> {
    output
        .split_whitespace()
        .find(|word| word.starts_with(|first: char| first.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const LOCK: &str = r#"version = 4

[[package]]
name = "wasm-bindgen-macro"
version = "9.9.9"

[[package]]
name = "wasm-bindgen"
version = "0.2.130"
source = "registry"
"#;

    #[test]
    fn a_package_is_found_by_its_whole_name() {
        assert_eq!(locked(LOCK, "wasm-bindgen").unwrap(), "0.2.130");
    }

    #[test]
    fn a_package_that_is_missing_or_has_no_version_is_named() {
        for lock_file in [LOCK, "name = \"trunk\"", "name = \"trunk\"\nsource = \"x\""] {
            let error = locked(lock_file, "trunk").unwrap_err();
            assert!(error.to_string().contains("trunk"), "{error}");
        }
    }

    #[test]
    fn a_printed_version_stands_among_other_words() {
        assert_eq!(printed("trunk 0.21.14\n"), Some("0.21.14"));
        assert_eq!(printed("wasm-bindgen 0.2.130 (abc)"), Some("0.2.130"));
        assert_eq!(printed("no version here"), None);
    }
}
