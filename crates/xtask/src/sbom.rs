//! Writes `sbom.json` into the site: what it is made of, in the form of CycloneDX 1.5 (<https://cyclonedx.org>). It has the
//! crates that are compiled into the page and the workers, the standard library, and the models; the page never asks for it.
//!
//! Two builds of a commit write the same: it has no date and no number of its own, which CycloneDX leaves to the writer.

mod crates;
mod document;
mod models;

use std::path::Path;

use anyhow::{Context, Result};

use crate::process;
use crate::setup::{self, Toolbox};
use document::{Component, Dependency, Document, Kind, License, Metadata, Tools};

/// The name of the file.
pub const FILE: &str = "sbom.json";

/// The packages that browsers run.
const PROGRAMS: [&str; 2] = ["namelight-web", "namelight-worker"];

/// What names the site.
const SITE: &str = "namelight";

/// The licence of the standard library, and of the tools beside it.
const RUST: &str = "MIT OR Apache-2.0";

/// Writes the list anew.
///
/// # Errors
/// When cargo cannot be asked, or a file cannot be read or written.
pub fn write(site: &Path, toolbox: &Toolbox) -> Result<()> {
    let models = models::read(site)?;
    let compiler = compiler(toolbox)?;
    let tools = setup::building_tools()?;
    save(site, &document(toolbox, models, &compiler, &tools)?)
}

/// Lists the models of a site anew, after another one was put there; a site without a list stays without.
///
/// # Errors
/// When a file cannot be read or written.
pub fn bind(site: &Path) -> Result<()> {
    let path = site.join(FILE);
    if !path.is_file() {
        return Ok(());
    }
    let text = std::fs::read(&path).context("reading sbom.json")?;
    let mut document: Document = serde_json::from_slice(&text).context("reading sbom.json")?;
    let is_model = |component: &Component| component.kind == Kind::MachineLearningModel;
    document.components.retain(|component| !is_model(component));
    document.components.extend(models::read(site)?);
    let models = document.components.iter().filter(|one| is_model(one));
    let models = models.map(|model| model.reference.clone()).collect();
    document.dependencies.retain(|one| one.reference != SITE);
    document.dependencies.insert(0, of_site(models));
    save(site, &document)
}

fn document(
    toolbox: &Toolbox,
    models: Vec<Component>,
    compiler: &str,
    tools: &[(String, String)],
) -> Result<Document> {
    let graph = crates::of(toolbox, &PROGRAMS)?;
    let library = Component {
        purl: Some(format!("pkg:github/rust-lang/rust@{compiler}")),
        description: Some("The Rust standard library, with what it is made of".to_owned()),
        ..Component::new(
            Kind::Library,
            "std",
            compiler,
            License::Expression(RUST.to_owned()),
        )
    };
    let mut dependencies = vec![of_site(
        models.iter().map(|one| one.reference.clone()).collect(),
    )];
    // Every program is linked with the standard library.
    dependencies.extend(graph.dependencies.into_iter().map(|mut one| {
        if PROGRAMS
            .iter()
            .any(|name| one.reference.starts_with(&format!("{name}@")))
        {
            one.depends_on.push(library.reference.clone());
        }
        one
    }));
    let tools = tools.iter().map(|(name, version)| tool(name, version));
    Ok(Document {
        format: "CycloneDX".to_owned(),
        specification: "1.5".to_owned(),
        version: 1,
        metadata: Metadata {
            tools: Tools {
                components: std::iter::once(tool("rustc", compiler))
                    .chain(tools)
                    .collect(),
            },
            component: Component {
                reference: SITE.to_owned(),
                ..Component::new(
                    Kind::Application,
                    SITE,
                    env!("CARGO_PKG_VERSION"),
                    License::Expression(env!("CARGO_PKG_LICENSE").to_owned()),
                )
            },
        },
        components: graph
            .components
            .into_iter()
            .chain([library])
            .chain(models)
            .collect(),
        dependencies,
    })
}

/// The site is its programs and models.
fn of_site(models: Vec<String>) -> Dependency {
    let version = env!("CARGO_PKG_VERSION");
    let programs = PROGRAMS.iter().map(|name| format!("{name}@{version}"));
    Dependency {
        reference: SITE.to_owned(),
        depends_on: programs.chain(models).collect(),
    }
}

/// What built the site and is no part of it.
fn tool(name: &str, version: &str) -> Component {
    Component::new(
        Kind::Application,
        name,
        version,
        License::Expression(RUST.to_owned()),
    )
}

/// The version of the compiler, which is that of its library.
fn compiler(toolbox: &Toolbox) -> Result<String> {
    let printed = process::output(toolbox.command("rustc").arg("--version"));
    let printed = printed.context("`rustc --version` failed")?;
    let version = printed.split_whitespace().nth(1);
    Ok(version
        .context("`rustc --version` names no version")?
        .to_owned())
}

fn save(site: &Path, document: &Document) -> Result<()> {
    let text = serde_json::to_string_pretty(document)? + "\n";
    std::fs::write(site.join(FILE), text).context("writing sbom.json")
}

#[cfg(test)]
mod tests;
