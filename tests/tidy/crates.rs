//! The map of crates in ARCHITECTURE.md against the manifests.

use std::collections::{BTreeMap, BTreeSet};
use std::process::Command;

use serde_json::Value;

use crate::markdown::Markdown;
use crate::repository::{assert_none, read, root};

/// The start of the info string of the map's code block.
const MAP: &str = "text the map of crates";

/// The word right of the arrow of a crate that is built on none of ours.
const NOTHING: &str = "nothing";

/// The crates of this repository that each one is built on.
type Map = BTreeMap<String, BTreeSet<String>>;

#[test]
fn crates_depend_on_each_other_as_the_map_says() {
    let document = Markdown::parse(&read("ARCHITECTURE.md"));
    let block = document
        .blocks
        .iter()
        .find(|block| block.info.starts_with(MAP));
    let stated = parse(&block.expect("ARCHITECTURE.md has no map of crates").code);
    assert_none(&differences(&stated, &actual(&metadata())));
}

/// Reads lines such as `web, worker → protocol, text`.
fn parse(map: &str) -> Map {
    let names = |list: &str| {
        let names = list.split(',').map(|name| name.trim().to_owned());
        names
            .filter(|name| name != NOTHING)
            .collect::<BTreeSet<_>>()
    };
    let mut crates = Map::new();
    for line in map.lines() {
        let (users, used) = line
            .split_once('→')
            .unwrap_or_else(|| panic!("no arrow: {line}"));
        for user in names(users) {
            crates.insert(user, names(used));
        }
    }
    crates
}

fn metadata() -> Value {
    let output = Command::new(env!("CARGO"))
        .args([
            "metadata",
            "--no-deps",
            "--offline",
            "--format-version",
            "1",
        ])
        .current_dir(root())
        .output()
        .unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).unwrap()
}

/// Takes the packages of the workspace and their normal dependencies on each other out of cargo's metadata.
fn actual(metadata: &Value) -> Map {
    let short = |package: &Value| {
        let name = package["name"].as_str().unwrap();
        name.strip_prefix("namelight-").unwrap_or(name).to_owned()
    };
    let ours = |dependency: &&Value| dependency["path"].is_string() && dependency["kind"].is_null();
    let packages = metadata["packages"].as_array().unwrap();
    let built_on = |package: &Value| {
        let dependencies = package["dependencies"].as_array().unwrap();
        dependencies.iter().filter(ours).map(short).collect()
    };
    packages
        .iter()
        .map(|package| (short(package), built_on(package)))
        .collect()
}

fn differences(stated: &Map, actual: &Map) -> Vec<String> {
    let mut problems = Vec::new();
    let names: BTreeSet<_> = stated.keys().chain(actual.keys()).collect();
    for name in names {
        match (stated.get(name), actual.get(name)) {
            (Some(stated), Some(actual)) if stated == actual => {}
            (Some(stated), Some(actual)) => problems.push(format!(
                "the map says that {name} is built on {stated:?}, its manifest says {actual:?}"
            )),
            (None, _) => problems.push(format!("the map does not have {name}")),
            (_, None) => problems.push(format!("the map has {name}, the workspace does not")),
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn workspace() -> Value {
        json!({ "packages": [
            { "name": "namelight-web", "dependencies": [
                { "name": "namelight-text", "path": "/text", "kind": null },
                { "name": "namelight-scores", "path": "/scores", "kind": "dev" },
                { "name": "serde", "kind": null },
            ] },
            { "name": "namelight-text", "dependencies": [] },
        ] })
    }

    #[test]
    fn a_map_that_is_right_has_no_difference() {
        let stated = parse("web  → text\ntext → nothing\n");
        assert_eq!(stated, actual(&workspace()));
        assert!(differences(&stated, &actual(&workspace())).is_empty());
    }

    #[test]
    fn a_missing_arrow_a_foreign_arrow_and_a_missing_crate_are_found() {
        for map in [
            "web, text → nothing",
            "web → text\ntext → web",
            "text → nothing",
            "web → text\ntext, gone → nothing",
        ] {
            let problems = differences(&parse(map), &actual(&workspace()));
            assert_eq!(problems.len(), 1, "{map}: {problems:?}");
        }
    }
}
