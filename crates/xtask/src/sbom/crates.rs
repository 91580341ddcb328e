//! The crates that are compiled into programs, as cargo resolves them for the browser: less macros and build scripts, which run
//! when something is built and are checked with everything else in `Cargo.lock` (`deny.toml`).

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result, ensure};

use super::document::{Component, Dependency, Hash, Kind, License};
use crate::setup::{TARGET, Toolbox};
use crate::{process, workspace};

/// Crates, and what each of them needs.
#[derive(Default)]
pub struct Graph {
    pub components: Vec<Component>,
    pub dependencies: Vec<Dependency>,
}

/// What `cargo tree` says of some crates, by reference (`NAME@VERSION`).
#[derive(Default)]
struct Trees {
    licenses: BTreeMap<String, String>,
    needs: BTreeMap<String, BTreeSet<String>>,
}

/// The crates in some packages of this workspace, with these packages.
///
/// # Errors
/// When cargo cannot be asked, or a crate states no licence.
pub fn of(toolbox: &Toolbox, packages: &[&str]) -> Result<Graph> {
    let mut trees = Trees::default();
    for package in packages {
        trees.read(&tree(toolbox, package)?)?;
    }
    let checksums = checksums(&workspace::lock_file()?);
    trees.graph(packages, &checksums)
}

/// Each package is asked for alone, as it is built alone: features that one switches on are not in the other.
fn tree(toolbox: &Toolbox, package: &str) -> Result<String> {
    let mut command = toolbox.command("cargo");
    command.args(["tree", "--locked", "--quiet", "--package", package]);
    command.args(["--target", TARGET, "--edges", "normal,no-proc-macro"]);
    command.args(["--prefix", "depth", "--format", "{p}\t{l}"]);
    process::output(&mut command).with_context(|| format!("`cargo tree -p {package}` failed"))
}

impl Trees {
    /// Reads lines such as `2serde v1.0.229<TAB>MIT OR Apache-2.0`, where `2` says that the line is below the last one with `1`.
    /// A crate that was there before has ` (*)` at the end, and nothing below it.
    fn read(&mut self, tree: &str) -> Result<()> {
        let mut above: Vec<String> = Vec::new();
        for line in tree.lines().filter(|line| !line.is_empty()) {
            let (depth, reference, license) =
                parsed(line).with_context(|| format!("`cargo tree` printed {line:?}"))?;
            ensure!(
                depth <= above.len(),
                "`cargo tree` left a level out: {line:?}"
            );
            above.truncate(depth);
            if let Some(parent) = above.last() {
                let needs = self.needs.entry(parent.clone()).or_default();
                needs.insert(reference.clone());
            }
            self.licenses.insert(reference.clone(), license.to_owned());
            above.push(reference);
        }
        Ok(())
    }

    fn graph(self, packages: &[&str], checksums: &BTreeMap<String, String>) -> Result<Graph> {
        let mut graph = Graph::default();
        for (reference, license) in self.licenses {
            let (name, version) = reference.split_once('@').unwrap_or_default();
            ensure!(!license.is_empty(), "{name} states no licence");
            let kind = match packages.contains(&name) {
                true => Kind::Application,
                false => Kind::Library,
            };
            let checksum = checksums.get(&reference);
            graph.components.push(Component {
                hashes: checksum.iter().map(|sum| Hash::sha256(sum)).collect(),
                // Ours have no checksum and are nowhere to be had by name.
                purl: checksum.map(|_| format!("pkg:cargo/{reference}")),
                ..Component::new(kind, name, version, License::Expression(spdx(&license)))
            });
            let needs = self.needs.get(&reference);
            graph.dependencies.push(Dependency {
                depends_on: needs.into_iter().flatten().cloned().collect(),
                reference,
            });
        }
        Ok(graph)
    }
}

/// The depth, the reference and the licence in a line.
fn parsed(line: &str) -> Option<(usize, String, &str)> {
    let line = line.strip_suffix(" (*)").unwrap_or(line);
    let digits = line.find(|letter: char| !letter.is_ascii_digit())?;
    let (depth, rest) = line.split_at(digits);
    let (package, license) = rest.split_once('\t')?;
    let mut words = package.split(' ');
    let (name, version) = (words.next()?, words.next()?.strip_prefix('v')?);
    Some((depth.parse().ok()?, format!("{name}@{version}"), license))
}

/// Crates of years ago wrote `/` where SPDX has `OR`.
fn spdx(license: &str) -> String {
    let choices: Vec<&str> = license.split('/').map(str::trim).collect();
    choices.join(" OR ")
}

/// The SHA-256 of the archives of crates, by reference. Crates of this workspace have none.
fn checksums(lock_file: &str) -> BTreeMap<String, String> {
    let packages = lock_file.split("[[package]]").skip(1);
    let of_package = |package: &str| {
        let value = |key: &str| {
            let mut lines = package.lines();
            let found = lines.find_map(|line| line.strip_prefix(key)?.strip_prefix(" = \""))?;
            found.strip_suffix('"')
        };
        let reference = format!("{}@{}", value("name")?, value("version")?);
        Some((reference, value("checksum")?.to_owned()))
    };
    packages.filter_map(of_package).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trees_say_who_needs_whom() {
        let mut trees = Trees::default();
        let tree = "0page v0.1.0 (/somewhere)\tMIT\n1a v1.0.0\tMIT/Apache-2.0\n2b v2.0.0+x\tISC\n1b v2.0.0+x\tISC (*)\n";
        trees.read(tree).unwrap();
        let lock =
            "[[package]]\nname = \"a\"\nversion = \"1.0.0\"\nsource = \"s\"\nchecksum = \"00\"\n";
        let graph = trees.graph(&["page"], &checksums(lock)).unwrap();
        let needs = graph.dependencies.iter();
        let needs: Vec<_> = needs
            .map(|one| (&*one.reference, one.depends_on.join(" ")))
            .collect();
        let expected = [
            ("a@1.0.0", "b@2.0.0+x"),
            ("b@2.0.0+x", ""),
            ("page@0.1.0", "a@1.0.0 b@2.0.0+x"),
        ];
        assert_eq!(needs, expected.map(|(one, needs)| (one, needs.to_owned())));
        let a = serde_json::to_value(&graph.components[0]).unwrap();
        assert_eq!(a["licenses"][0]["expression"], "MIT OR Apache-2.0");
        assert_eq!(a["hashes"][0]["content"], "00");
        assert_eq!(a["purl"], "pkg:cargo/a@1.0.0");
    }

    #[test]
    fn a_crate_without_licence_and_a_line_of_another_kind_are_errors() {
        let mut trees = Trees::default();
        trees.read("0page v0.1.0\t\n").unwrap();
        assert!(trees.graph(&[], &BTreeMap::new()).is_err());
        for line in ["page v0.1.0\tMIT", "0page\tMIT", "1page v0.1.0\tMIT"] {
            assert!(Trees::default().read(line).is_err(), "{line}");
        }
    }
}
