//! The worker's other builds. Trunk builds the one for every browser with SIMD; its hook runs this for the rest, since
//! a module with an instruction that the browser does not know cannot be compiled at all.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};

use crate::setup::{self, TARGET, Toolbox};
use crate::{
    headers, integrity, models, process, program_folder, sbom, service_worker, strip, workspace,
};

/// What the worker's package calls its program.
const PROGRAM: &str = "worker";

/// A build of the worker besides Trunk's.
pub struct Variant {
    /// Ends the names of its files: `worker_relaxed.js` and so on. `web/start_worker.js` knows them.
    name: &'static str,
    /// What it may use beyond the flags of `.cargo/config.toml`.
    target_features: &'static str,
    /// Whether its memory is shared by threads.
    shares_memory: bool,
}

/// The build with relaxed SIMD, whose products of bytes are half as many instructions.
pub const RELAXED: Variant = Variant {
    name: "relaxed",
    target_features: "+relaxed-simd",
    shares_memory: false,
};

/// The same with memory that threads share. The standard library as it is installed does not allow for that, so it is
/// compiled as well.
pub const THREADS: Variant = Variant {
    name: "threads",
    target_features: "+relaxed-simd,+atomics,+bulk-memory",
    shares_memory: true,
};

/// What memory that is shared wants to know of the linker: that it is, how far it may grow (1 GiB), and where a thread's
/// own variables are.
const SHARED_MEMORY: [&str; 7] = [
    "--shared-memory",
    "--import-memory",
    "--max-memory=1073741824",
    "--export=__wasm_init_tls",
    "--export=__tls_size",
    "--export=__tls_align",
    "--export=__tls_base",
];

/// The folder and profile that Trunk's hook runs with.
struct Hook {
    /// The folder that becomes the site.
    staging: PathBuf,
    /// `release` or `debug`.
    profile: String,
}

/// Builds every variant into the site that Trunk is about to finish, takes the names out of all modules, binds programs
/// and models to the page, and lists what the site is made of.
///
/// # Errors
/// When this is not run by Trunk, or a build fails.
pub fn workers() -> Result<()> {
    let hook = Hook::from_environment()?;
    let toolbox = setup::installed()?;
    RELAXED.build(&toolbox, &hook)?;
    if setup::has_library_source() {
        THREADS.build(&toolbox, &hook)?;
        announce_threads(&hook.staging.join("index.html"))?;
    } else {
        println!(
            "The worker's build with threads is left out: the standard library's source is not here. \
             `rustup component add rust-src` brings it."
        );
    }
    // A debug build keeps its names.
    if hook.is_release() {
        strip::modules(&hook.staging)?;
    }
    let folder = program_folder::fill(&hook.staging)?;
    integrity::mark(&hook.staging, &folder)?;
    headers::write(&hook.staging)?;
    models::bind(&hook.staging)?;
    sbom::write(&hook.staging, &toolbox)?;
    service_worker::write(&hook.staging)
}

impl Hook {
    fn from_environment() -> Result<Self> {
        let variable = |name: &str| {
            std::env::var(name).with_context(|| {
                format!("{name} is not set: trunk runs this; use `cargo xtask build`")
            })
        };
        Ok(Self {
            staging: variable("TRUNK_STAGING_DIR")?.into(),
            profile: variable("TRUNK_PROFILE")?,
        })
    }

    fn is_release(&self) -> bool {
        self.profile == "release"
    }
}

impl Variant {
    /// Lets cargo compile for it, beside what it compiled for other variants.
    pub fn tell(&self, command: &mut Command) {
        let mut flags = format!("'-C', 'target-feature={}'", self.target_features);
        if self.shares_memory {
            for argument in SHARED_MEMORY {
                flags += &format!(", '-C', 'link-arg={argument}'");
            }
            // Compiling the standard library is not stable yet; this lets the stable compiler do it.
            command.env("RUSTC_BOOTSTRAP", "1");
            command.args(["-Z", "build-std=std,panic_abort"]);
        }
        let flags = format!("target.{TARGET}.rustflags=[{flags}]");
        command.args(["--config", &flags]);
        command.arg("--target-dir").arg(self.target_dir());
    }

    fn target_dir(&self) -> PathBuf {
        workspace::root().join("target/workers").join(self.name)
    }

    fn build(&self, toolbox: &Toolbox, hook: &Hook) -> Result<()> {
        let release = hook.is_release();
        // As index.html says it for Trunk's own.
        let (profile, folder) = if release {
            ("web", "web")
        } else {
            ("dev", "debug")
        };
        let mut cargo = toolbox.command("cargo");
        cargo.args(["build", "--package", "namelight-worker", "--bin", PROGRAM]);
        cargo.args(["--target", TARGET, "--profile", profile]);
        self.tell(&mut cargo);
        process::run(process::without_flags(&mut cargo))?;

        let module = self.target_dir().join(TARGET).join(folder);
        let name = format!("{PROGRAM}_{}", self.name);
        let mut bindgen = toolbox.command("wasm-bindgen");
        bindgen.args(["--target", "web", "--no-typescript", "--out-name", &name]);
        bindgen.arg("--out-dir").arg(&hook.staging);
        if !release {
            bindgen.arg("--keep-debug");
        }
        bindgen.arg(module.join(format!("{PROGRAM}.wasm")));
        process::run(&mut bindgen)?;
        write_loader(&hook.staging, &name, self.shares_memory)
    }
}

/// A script that starts the worker by its address, as Trunk writes it for its own build: for whoever uses the worker without
/// the page, which does the same from a blob (`web/start_worker.js`).
fn write_loader(folder: &Path, name: &str, shares_memory: bool) -> Result<()> {
    let path = folder.join(format!("{name}_loader.js"));
    let mut script = format!("import init from './{name}.js';await init();");
    if shares_memory {
        script = format!(
            "import init, {{ help }} from './{name}.js';
if (self.name !== 'helper') await init();
else self.onmessage = async ({{ data: {{ module, memory }} }}) => {{
  await init({{ module_or_path: module, memory }});
  help();
}};
"
        );
    }
    std::fs::write(&path, script).with_context(|| format!("writing {}", path.display()))
}

/// Tells `start_worker.js` that the site has the build with threads.
fn announce_threads(index: &Path) -> Result<()> {
    let context = || format!("marking {}", index.display());
    let page = std::fs::read_to_string(index).with_context(context)?;
    let marked = page.replacen("<html ", "<html data-threads ", 1);
    anyhow::ensure!(marked != page, "{} has no <html > to mark", index.display());
    std::fs::write(index, marked).with_context(context)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_variants_flags_are_added_to_those_of_all_browser_builds() {
        let mut command = Command::new("cargo");
        RELAXED.tell(&mut command);
        let line = process::shown(&command);
        let flags =
            "target.wasm32-unknown-unknown.rustflags=['-C', 'target-feature=+relaxed-simd']";
        assert!(line.contains(flags), "{line}");
        assert!(line.ends_with("target/workers/relaxed"), "{line}");
    }
}
