//! Keeps out of programs where things lie on this machine: panics name their file, which for crates and the standard library
//! is a path below the home of whoever built them. What is built would be other bytes in every home, and tell its name.

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::setup::{TARGET, cargo_home};
use crate::{process, workspace};

/// What stands for a folder wherever it is, as `rustc --remap-path-prefix` takes it.
struct Prefix {
    folder: PathBuf,
    name: String,
}

/// Lets a command that builds for the browser hide folders. Cargo adds this variable's flags to those of `.cargo/config.toml`,
/// and what the command starts inherits it.
pub fn hide(command: &mut Command) {
    let prefixes = prefixes();
    let (flags, with_spaces) = flags(&prefixes);
    for folder in with_spaces {
        println!(
            "note: {} has a space in its name, so what is built has that name in it and differs elsewhere",
            folder.display()
        );
    }
    command.env(variable(), flags);
}

fn variable() -> String {
    let target = TARGET.to_uppercase().replace('-', "_");
    format!("CARGO_TARGET_{target}_RUSTFLAGS")
}

/// Of several that fit a path rustc takes the last.
fn prefixes() -> Vec<Prefix> {
    let mut prefixes = vec![Prefix {
        folder: workspace::root(),
        name: "/namelight".to_owned(),
    }];
    prefixes.extend(cargo_home().map(|folder| Prefix {
        folder,
        name: "/cargo".to_owned(),
    }));
    prefixes.extend(library());
    prefixes
}

/// The source of the standard library, where rustup has put it. Without it the compiler names the path at its makers', and so
/// does this.
fn library() -> Option<Prefix> {
    let sysroot = process::output(Command::new("rustc").args(["--print", "sysroot"]))?;
    let version = process::output(Command::new("rustc").arg("-vV"))?;
    Some(Prefix {
        folder: Path::new(sysroot.trim()).join("lib/rustlib/src/rust"),
        name: format!("/rustc/{}", commit(&version)?),
    })
}

/// The commit of a compiler, in what `rustc -vV` prints.
fn commit(version: &str) -> Option<&str> {
    let mut lines = version.lines();
    lines.find_map(|line| line.strip_prefix("commit-hash: "))
}

/// The flags, and the folders that none can be given for: cargo takes words from a variable, split at spaces.
fn flags(prefixes: &[Prefix]) -> (String, Vec<&Path>) {
    let mut flags = Vec::new();
    let mut with_spaces = Vec::new();
    for Prefix { folder, name } in prefixes {
        match folder.to_str() {
            Some(path) if !path.contains(char::is_whitespace) => {
                flags.push(format!("--remap-path-prefix={path}={name}"));
            }
            _ => with_spaces.push(folder.as_path()),
        }
    }
    (flags.join(" "), with_spaces)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folders_are_hidden_in_order_and_one_with_a_space_is_told() {
        let prefix = |folder: &str, name: &str| Prefix {
            folder: folder.into(),
            name: name.to_owned(),
        };
        let prefixes = [
            prefix("/a", "/namelight"),
            prefix("/a b", "/x"),
            prefix("/a/c", "/cargo"),
        ];
        let (flags, with_spaces) = flags(&prefixes);
        let expected = "--remap-path-prefix=/a=/namelight --remap-path-prefix=/a/c=/cargo";
        assert_eq!(flags, expected);
        assert_eq!(with_spaces, [Path::new("/a b")]);
    }

    #[test]
    fn the_library_is_named_after_the_compilers_commit() {
        let version = "rustc 1.95.0 (5980 2026)\nbinary: rustc\ncommit-hash: 59807616\nhost: x";
        assert_eq!(commit(version), Some("59807616"));
        assert_eq!(commit("rustc 1.95.0"), None);
        let library = library().unwrap();
        assert!(library.name.starts_with("/rustc/"), "{}", library.name);
    }
}
