//! What WebAssembly modules are made of. They say it themselves in their names of functions, which the site does not
//! ship: they would be an eighth of the bytes that are sent.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde::{Deserialize, Serialize};
use wasmparser::{KnownCustom, Name, Parser, Payload, TypeRef};

use crate::workspace;

/// Sections without a use for a browser.
const DROPPED: [&str; 2] = ["name", "producers"];

/// So many crates are listed; the rest is one line.
const LISTED: usize = 16;

/// A module by what made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Module {
    /// Its file, without the hash of its content.
    pub name: String,
    /// Bytes of the functions of each crate, the largest first. Generic functions count for the crate that wrote them,
    /// and what was inlined for the crate that it went into.
    pub crates: Vec<(String, u64)>,
    /// Bytes of all functions.
    pub code: u64,
    /// Bytes of tables and texts.
    pub data: u64,
}

/// Takes the names out of every module of a folder, and keeps what they said until [`kept`] asks for it.
///
/// # Errors
/// When a module cannot be read or written.
pub fn finish(folder: &Path) -> Result<()> {
    let mut modules = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|kind| kind == "wasm") {
            let context = || path.display().to_string();
            let bytes = std::fs::read(&path).with_context(context)?;
            let file = path.file_name().unwrap_or_default().to_string_lossy();
            modules.push(Module::of(&without_hash(&file), &bytes).with_context(context)?);
            std::fs::write(&path, without_names(&bytes)?).with_context(context)?;
        }
    }
    modules.sort_by(|a, b| a.name.cmp(&b.name));
    std::fs::write(file(), serde_json::to_string(&modules)?)?;
    Ok(())
}

/// The modules of the last build.
///
/// # Errors
/// When there was none.
pub fn kept() -> Result<Vec<Module>> {
    let context = "the site is not built yet; run `cargo xtask build`";
    Ok(serde_json::from_slice(
        &std::fs::read(file()).context(context)?,
    )?)
}

fn file() -> PathBuf {
    workspace::root().join("target/modules.json")
}

/// `page-0123456789abcdef_bg.wasm` is `page_bg.wasm`.
pub fn without_hash(name: &str) -> String {
    let is_hash =
        |hash: &str| hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit());
    match name.split_once('-') {
        Some((front, rest)) if rest.get(..16).is_some_and(is_hash) => {
            format!("{front}{}", &rest[16..])
        }
        _ => name.to_owned(),
    }
}

impl Module {
    fn of(name: &str, bytes: &[u8]) -> Result<Self> {
        let mut module = Self {
            name: name.to_owned(),
            crates: Vec::new(),
            code: 0,
            data: 0,
        };
        let (mut imported, mut bodies, mut names) = (0, Vec::new(), BTreeMap::new());
        for payload in Parser::new(0).parse_all(bytes) {
            match payload? {
                Payload::ImportSection(imports) => {
                    for import in imports.into_imports() {
                        imported += u32::from(matches!(import?.ty, TypeRef::Func(_)));
                    }
                }
                Payload::CodeSectionEntry(body) => bodies.push(len(&body.range())),
                Payload::DataSection(data) => module.data = len(&data.range()),
                Payload::CustomSection(section) => {
                    if let KnownCustom::Name(section) = section.as_known() {
                        read_names(section, &mut names)?;
                    }
                }
                _ => (),
            }
        }
        let mut crates = BTreeMap::<_, u64>::new();
        for (index, bytes) in (imported..).zip(bodies) {
            let name = names.get(&index).copied().unwrap_or_default();
            *crates.entry(crate_of(name)).or_default() += bytes;
            module.code += bytes;
        }
        module.crates = crates
            .into_iter()
            .map(|(name, bytes)| (name.to_owned(), bytes))
            .collect();
        module
            .crates
            .sort_by_key(|(_, bytes)| std::cmp::Reverse(*bytes));
        Ok(module)
    }
}

fn len(range: &Range<u64>) -> u64 {
    range.end - range.start
}

fn read_names<'a>(
    section: wasmparser::NameSectionReader<'a>,
    names: &mut BTreeMap<u32, &'a str>,
) -> Result<()> {
    for part in section {
        if let Name::Function(functions) = part? {
            for function in functions {
                let function = function?;
                names.insert(function.index, function.name);
            }
        }
    }
    Ok(())
}

/// The first path in a function's name starts with its crate: `<&mut serde_json::de::Deserializer<R> as …>::…`.
fn crate_of(function: &str) -> &str {
    let is_part = |character: char| character.is_ascii_alphanumeric() || character == '_';
    let Some(end) = function.find("::") else {
        return "no crate";
    };
    // Newer names carry a hash: `core[0123456789abcdef]::fmt`.
    let path = &function[..end];
    let path = path
        .rsplit_once('[')
        .filter(|_| path.ends_with(']'))
        .map_or(path, |(path, _)| path);
    let start = path
        .rfind(|character| !is_part(character))
        .map_or(0, |place| place + 1);
    match &path[start..] {
        "" => "no crate",
        name => name,
    }
}

/// The same module without [`DROPPED`] sections.
fn without_names(bytes: &[u8]) -> Result<Vec<u8>> {
    const HEADER: usize = 8;
    let mut kept = bytes[..HEADER].to_vec();
    let mut end = HEADER;
    for payload in Parser::new(0).parse_all(bytes) {
        let payload = payload?;
        let Some((_, range)) = payload.as_section() else {
            continue;
        };
        // With the id and the length in front.
        let section = &bytes[end..range.end as usize];
        end = range.end as usize;
        let dropped = matches!(&payload, Payload::CustomSection(section) if DROPPED.contains(&section.name()));
        if !dropped {
            kept.extend_from_slice(section);
        }
    }
    Ok(kept)
}

impl fmt::Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            name,
            crates,
            code,
            data,
        } = self;
        writeln!(f, "{name}: {code} bytes of code, {data} of data")?;
        let (listed, rest) = crates.split_at(LISTED.min(crates.len()));
        let rest = (
            "the rest".to_owned(),
            rest.iter().map(|(_, bytes)| bytes).sum(),
        );
        for (name, bytes) in listed.iter().chain([&rest]) {
            let share = 100.0 * *bytes as f64 / (*code).max(1) as f64;
            writeln!(f, "  {name:30}  {bytes:>9}  {share:>5.1} %")?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Of a function that returns and is called `name`.
    fn module(name: &str) -> Vec<u8> {
        let mut bytes = b"\0asm\x01\0\0\0".to_vec();
        let names = [
            &[0, 1 + 1 + name.len() as u8 + 1, 1, 0, name.len() as u8],
            name.as_bytes(),
        ]
        .concat();
        let names = [b"\x04name\x01".as_slice(), &names[1..]].concat();
        for (id, section) in [
            (1, &[1, 0x60, 0, 0][..]),
            (3, &[1, 0]),
            (10, &[1, 2, 0, 0x0b]),
            (0, &names),
        ] {
            bytes.extend([id, section.len() as u8]);
            bytes.extend_from_slice(section);
        }
        bytes
    }

    #[test]
    fn code_is_counted_by_crate_and_the_names_are_dropped() {
        let bytes = module("<serde_json::Error>::new");
        let made = Module::of("page_bg.wasm", &bytes).unwrap();
        assert_eq!(made.crates, [("serde_json".to_owned(), 2)]);
        assert_eq!(made.code, 2);

        let bare = without_names(&bytes).unwrap();
        assert!(bytes.starts_with(&bare));
        assert_eq!(
            Module::of("", &bare).unwrap().crates,
            [("no crate".to_owned(), 2)]
        );
    }

    #[test]
    fn a_function_belongs_to_the_first_crate_in_its_name() {
        for (function, name) in [
            ("yew::html::run", "yew"),
            (
                "<&mut serde_json::de::Deserializer<R> as serde::Deserializer>::any",
                "serde_json",
            ),
            ("<u64 as core[0123456789abcdef]::fmt::Display>::fmt", "core"),
            ("core[0123456789abcdef]::str::from_utf8", "core"),
            ("memcpy", "no crate"),
        ] {
            assert_eq!(crate_of(function), name, "{function}");
        }
    }

    #[test]
    fn names_of_files_lose_their_hash() {
        assert_eq!(
            without_hash("page-0123456789abcdef_bg.wasm"),
            "page_bg.wasm"
        );
        assert_eq!(without_hash("worker_bg.wasm"), "worker_bg.wasm");
        assert_eq!(without_hash("not-a-hash.js"), "not-a-hash.js");
    }
}
