//! What the end-to-end tests need beside the built page.

use std::path::PathBuf;
use std::process::Command;

use anyhow::Result;

use crate::browser::{self, Browser};
use crate::toolbox::Toolbox;
use crate::{firefox, npm, tools, workspace};

/// Looks for what people who cannot see or point would stumble over.
const AXE: (&str, &str) = ("axe-core", "4.14.1");

/// Two browsers with their drivers, and what looks at their pages.
#[derive(Debug)]
pub struct Equipment {
    /// Chromium or Chrome: most tests drive it.
    pub chromium: Browser,
    /// Firefox: the main path is tried with it.
    pub firefox: PathBuf,
    /// The script that looks for barriers.
    pub axe: PathBuf,
}

impl Equipment {
    /// Finds or installs all of it.
    ///
    /// # Errors
    /// When something is missing and cannot be installed.
    pub fn ensure(toolbox: &mut Toolbox) -> Result<Self> {
        tools::ensure_geckodriver(toolbox)?;
        let folder = workspace::root().join("target/npm");
        npm::ensure(&folder, &[AXE])?;
        Ok(Self {
            chromium: browser::ensure()?,
            firefox: firefox::ensure()?,
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
