//! The tools that a build for the browser needs: what is missing is installed.

use std::process::Command;

use anyhow::{Context, Result};

use crate::locate::{self, Search};
use crate::process;
use crate::toolbox::Toolbox;
use crate::{versions, workspace};

/// What the page and the worker are compiled for.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// A package of programs.
struct Tool<'a> {
    package: &'a str,
    programs: &'a [&'a str],
    version: &'a str,
    /// Whether to build it with the versions of its own lock file.
    locked: bool,
}

/// Makes sure of the compiler's parts, Trunk and wasm-bindgen, and gives them.
///
/// # Errors
/// When something is missing and cannot be installed.
pub fn ensure() -> Result<Toolbox> {
    ensure_target()?;
    let lock_file = workspace::lock_file()?;
    let tools = [
        Tool {
            package: "trunk",
            programs: &["trunk"],
            version: versions::TRUNK,
            locked: true,
        },
        Tool {
            package: "wasm-bindgen-cli",
            programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
            // The command line must be of the library's version, or it refuses the library's output.
            version: versions::locked(&lock_file, "wasm-bindgen")?,
            // Its lock file names a version of a crate that is not to be had.
            locked: false,
        },
    ];
    let mut toolbox = Toolbox::default();
    for tool in &tools {
        toolbox.prefer(tool.ensure()?, tool.programs);
    }
    Ok(toolbox)
}

/// Makes sure of the driver of Firefox, which only end-to-end tests need.
///
/// # Errors
/// When it is missing and cannot be installed.
pub fn ensure_geckodriver(toolbox: &mut Toolbox) -> Result<()> {
    let tool = Tool {
        package: "geckodriver",
        programs: &["geckodriver"],
        version: versions::GECKODRIVER,
        locked: true,
    };
    toolbox.prefer(tool.ensure()?, tool.programs);
    Ok(())
}

/// Makes sure of rustfmt and clippy.
///
/// # Errors
/// When they are missing and rustup cannot add them.
pub fn ensure_components() -> Result<()> {
    for (component, subcommand) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if process::succeeds(Command::new("cargo").args([subcommand, "--version"])) {
            continue;
        }
        process::run(Command::new("rustup").args(["component", "add", component]))
            .with_context(|| format!("{component} is missing and rustup cannot add it"))?;
    }
    Ok(())
}

/// Makes sure of the standard library for the browser.
fn ensure_target() -> Result<()> {
    let libraries = process::output(Command::new("rustc").args([
        "--print",
        "target-libdir",
        "--target",
        TARGET,
    ]));
    if libraries.is_some_and(|path| std::path::Path::new(path.trim()).is_dir()) {
        return Ok(());
    }
    process::run(Command::new("rustup").args(["target", "add", TARGET]))
        .with_context(|| format!("the compiler has no target {TARGET} and rustup cannot add it"))
}

impl Tool<'_> {
    /// The folder that holds it, after installing it where need be.
    fn ensure(&self) -> Result<std::path::PathBuf> {
        let folders = locate::folders();
        let aside = match locate::search(&folders, self.programs, self.version) {
            Search::Found(folder) => return Ok(folder),
            Search::OtherVersion(folder) => {
                println!(
                    "{} is another version than {}: it is left alone, and the right one goes to {}.",
                    folder.join(self.programs[0]).display(),
                    self.version,
                    workspace::tools().display()
                );
                true
            }
            Search::Nothing => false,
        };
        self.install(aside)?;
        match locate::search(&folders, self.programs, self.version) {
            Search::Found(folder) => Ok(folder),
            _ => anyhow::bail!(
                "{} {} was installed but cannot be found",
                self.package,
                self.version
            ),
        }
    }

    fn install(&self, aside: bool) -> Result<()> {
        if process::succeeds(Command::new("cargo").args(["binstall", "-V"])) {
            println!("Installing {} {}.", self.package, self.version);
            match process::run(&mut self.binstall(aside)) {
                Ok(()) => return Ok(()),
                Err(error) => println!("{error:#}; building it instead"),
            }
        }
        println!(
            "Building {} {} from source. This is done once and takes minutes.",
            self.package, self.version
        );
        process::run(&mut self.cargo_install(aside))
            .with_context(|| format!("{} cannot be installed", self.package))
    }

    fn binstall(&self, aside: bool) -> Command {
        let mut command = Command::new("cargo");
        command.args(["binstall", "--no-confirm", "--version", self.version]);
        if aside {
            command.arg("--root").arg(workspace::tools());
        }
        command.arg(self.package);
        command
    }

    fn cargo_install(&self, aside: bool) -> Command {
        let mut command = Command::new("cargo");
        command.args(["install", "--version", self.version]);
        if self.locked {
            command.arg("--locked");
        }
        if aside {
            command.arg("--root").arg(workspace::tools());
        }
        command.arg(self.package);
        command
    }
}
