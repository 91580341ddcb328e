//! The browsers and programs that the end-to-end tests need beside the built page.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use super::browsers::{self, Chromium};
use super::npm;
use crate::workspace;

/// Looks for what people who cannot see or point would stumble over.
const AXE: (&str, &str) = ("axe-core", "4.14.1");

/// Two browsers, and what looks at their pages.
#[derive(Debug)]
pub struct Equipment {
    /// Most tests drive it.
    pub chromium: Chromium,
    /// The main path is tried with it.
    firefox: PathBuf,
    /// The script that looks for barriers.
    axe: PathBuf,
}

impl Equipment {
    /// Finds or installs all of it.
    ///
    /// # Errors
    /// When something is missing and cannot be installed.
    pub fn ensure() -> Result<Self> {
        let folder = workspace::root().join("target/npm");
        npm::ensure(&folder, &[AXE])?;
        Ok(Self {
            chromium: Chromium::ensure()?,
            firefox: browsers::firefox()?,
            axe: folder.join("node_modules").join(AXE.0).join("axe.min.js"),
        })
    }

    /// Tells a test command where everything is.
    pub fn tell<'a>(&self, command: &'a mut Command) -> &'a mut Command {
        self.chromium
            .tell(command)
            .env("FIREFOX", &self.firefox)
            .env("AXE", &self.axe)
    }
}
