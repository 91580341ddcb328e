//! Programs of given versions: Trunk, wasm-bindgen, geckodriver and cargo-deny.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail};

use super::locate::{self, Search};
use super::{folder, release, versions};
use crate::{process, workspace};

/// A package of programs.
pub struct Tool {
    package: &'static str,
    pub programs: &'static [&'static str],
    version: String,
    /// The address where its makers ship it for this machine.
    archive: Option<String>,
    /// How cargo builds it from source: with the versions of its own lock file, and without optimization.
    flags: &'static [&'static str],
}

/// The tools that a build of the site runs.
///
/// # Errors
/// When `Cargo.lock` cannot be read.
pub fn for_building() -> Result<[Tool; 2]> {
    // The command line must be of the library's version, or it refuses the library's output.
    let wasm_bindgen = versions::locked(&workspace::lock_file()?, "wasm-bindgen")?.to_owned();
    Ok([
        Tool {
            package: "trunk",
            programs: &["trunk"],
            version: versions::TRUNK.to_owned(),
            archive: release::trunk(versions::TRUNK),
            flags: &["--locked"],
        },
        Tool {
            package: "wasm-bindgen-cli",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            archive: release::wasm_bindgen(&wasm_bindgen),
            version: wasm_bindgen,
            // Its lock file names a version of a crate that is not to be had.
            flags: &[],
        },
    ])
}

/// The driver of Firefox, which only end-to-end tests need.
pub fn geckodriver() -> Tool {
    Tool {
        package: "geckodriver",
        programs: &["geckodriver"],
        version: versions::GECKODRIVER.to_owned(),
        archive: release::geckodriver(versions::GECKODRIVER),
        flags: &["--locked"],
    }
}

/// The checker of crates, which only tests need.
pub fn cargo_deny() -> Tool {
    Tool {
        package: "cargo-deny",
        programs: &["cargo-deny"],
        version: versions::CARGO_DENY.to_owned(),
        archive: release::cargo_deny(versions::CARGO_DENY),
        // It works for seconds, and optimizing it would take minutes.
        flags: &["--locked", "--debug"],
    }
}

/// How long it takes until a site is built, on two cores.
pub fn forecast(tools: &[Tool]) -> String {
    let missing = tools.iter().filter(|tool| !tool.is_here());
    let missing: Vec<&str> = missing.map(|tool| tool.package).collect();
    let build = "Building the site the first time takes about four minutes on two cores";
    if missing.is_empty() {
        return format!("{build}.");
    }
    format!(
        "{build}. Before that {} must be installed: a minute where they can be fetched, up to nine where they must be \
         built from source.",
        missing.join(" and ")
    )
}

impl Tool {
    /// Its package and version.
    pub fn named(&self) -> (String, String) {
        (self.package.to_owned(), self.version.clone())
    }

    fn search(&self) -> Search {
        locate::search(&locate::folders(), self.programs, &self.version)
    }

    fn is_here(&self) -> bool {
        matches!(self.search(), Search::Found(_))
    }

    /// The folder that holds it, after installing it where need be.
    ///
    /// # Errors
    /// When it is missing and cannot be installed.
    pub fn ensure(&self) -> Result<PathBuf> {
        let root = match self.search() {
            Search::Found(folder) => return Ok(folder),
            Search::OtherVersion(other) => {
                println!(
                    "{} is another version than {}: it is left alone.",
                    other.join(self.programs[0]).display(),
                    self.version
                );
                folder()
            }
            Search::Nothing => locate::cargo_home().unwrap_or_else(folder),
        };
        self.install(&root)?;
        match self.search() {
            Search::Found(folder) => Ok(folder),
            _ => bail!(
                "{} {} was installed but cannot be found",
                self.package,
                self.version
            ),
        }
    }

    /// Takes what the makers ship, and builds from source only where that fails. Programs go to `bin` in the root.
    fn install(&self, root: &Path) -> Result<()> {
        let name = format!("{} {}", self.package, self.version);
        println!("{name} goes to {}.", root.display());
        if let Some(archive) = &self.archive {
            match release::fetch(archive, &root.join("bin"), self.programs) {
                Ok(()) if self.is_here() => return Ok(()),
                Ok(()) => println!("What {archive} holds does not run here."),
                Err(error) => println!("{error:#}"),
            }
        }
        if process::succeeds(Command::new("cargo").args(["binstall", "-V"])) {
            match process::run(&mut self.cargo("binstall", &["--no-confirm"], root)) {
                Ok(()) => return Ok(()),
                Err(error) => println!("{error:#}"),
            }
        }
        println!("Building {name} from source. This is done once and takes minutes.");
        process::run(&mut self.cargo("install", self.flags, root))
            .with_context(|| format!("{name} cannot be installed"))
    }

    fn cargo(&self, subcommand: &str, flags: &[&str], root: &Path) -> Command {
        let mut command = Command::new("cargo");
        command.arg(subcommand).args(flags);
        // Nobody debugs it.
        command.env("CARGO_PROFILE_DEV_DEBUG", "0");
        command.args(["--version", &self.version]).arg("--root");
        command.arg(root).arg(self.package);
        command
    }
}
