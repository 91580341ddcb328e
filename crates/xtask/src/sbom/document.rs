//! The parts of CycloneDX 1.5 that are used here. Fields stand in the order in which they are written.

use serde::{Deserialize, Serialize};

/// The whole list.
#[derive(Serialize, Deserialize)]
pub struct Document {
    #[serde(rename = "bomFormat")]
    pub format: String,
    #[serde(rename = "specVersion")]
    pub specification: String,
    /// Counts the lists of one site; each build has its first.
    pub version: u32,
    pub metadata: Metadata,
    pub components: Vec<Component>,
    pub dependencies: Vec<Dependency>,
}

/// What the list is of, and what made that.
#[derive(Serialize, Deserialize)]
pub struct Metadata {
    pub tools: Tools,
    pub component: Component,
}

/// The tools of the build.
#[derive(Serialize, Deserialize)]
pub struct Tools {
    pub components: Vec<Component>,
}

/// A crate, a program, a model or a file.
#[derive(Serialize, Deserialize)]
pub struct Component {
    #[serde(rename = "type")]
    pub kind: Kind,
    #[serde(rename = "bom-ref")]
    pub reference: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hashes: Vec<Hash>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub licenses: Vec<License>,
    /// Where it is to be had, as <https://github.com/package-url/purl-spec> has it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub purl: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pedigree: Option<Pedigree>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub components: Vec<Component>,
}

/// What a component is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    Application,
    File,
    Library,
    MachineLearningModel,
}

/// The hash of what a component is delivered as.
#[derive(Serialize, Deserialize)]
pub struct Hash {
    #[serde(rename = "alg")]
    pub algorithm: String,
    pub content: String,
}

/// A licence: an expression of SPDX, or words where there is none.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum License {
    Expression(String),
    License { name: String },
}

/// What a component was made from.
#[derive(Serialize, Deserialize)]
pub struct Pedigree {
    pub ancestors: Vec<Component>,
}

/// What a component needs.
#[derive(Serialize, Deserialize)]
pub struct Dependency {
    #[serde(rename = "ref")]
    pub reference: String,
    #[serde(rename = "dependsOn")]
    pub depends_on: Vec<String>,
}

impl Component {
    /// A component of some version, which is referred to by both.
    pub fn new(kind: Kind, name: &str, version: &str, license: License) -> Self {
        Self {
            version: Some(version.to_owned()),
            licenses: vec![license],
            ..Self::unversioned(kind, name, format!("{name}@{version}"))
        }
    }

    /// A component without a version.
    pub fn unversioned(kind: Kind, name: &str, reference: String) -> Self {
        Self {
            kind,
            reference,
            name: name.to_owned(),
            version: None,
            description: None,
            hashes: Vec::new(),
            licenses: Vec::new(),
            purl: None,
            pedigree: None,
            components: Vec::new(),
        }
    }
}

impl Hash {
    /// A SHA-256, in hexadecimal.
    pub fn sha256(content: &str) -> Self {
        Self {
            algorithm: "SHA-256".to_owned(),
            content: content.to_owned(),
        }
    }
}
