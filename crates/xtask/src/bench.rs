//! `cargo xtask bench`: finds what a measurement needs, builds the site and runs the program of `bench/`.

use std::ffi::OsString;

use anyhow::Result;

use crate::setup::{self, Chromium, Toolbox, npm};
use crate::{process, workspace};

/// Packages of JavaScript that Namelight is compared with.
const COMPARED: [(&str, &str); 2] = [
    ("onnxruntime-web", "1.30.0"),
    ("@huggingface/transformers", "4.3.1"),
];

/// Runs the program with these arguments.
///
/// # Errors
/// When something is missing and cannot be installed, or the program fails.
pub fn bench(arguments: &[OsString]) -> Result<()> {
    let subject = arguments.first().and_then(|word| word.to_str());
    let subject = subject.unwrap_or_default();
    let mut toolbox = Toolbox::default();
    if ["browser", "page", "size"].contains(&subject) {
        toolbox = setup::for_building()?;
        process::run(&mut toolbox.trunk("build"))?;
    }
    if subject == "browser" {
        npm::ensure(&workspace::root().join("target/bench/npm"), &COMPARED)?;
    }
    let mut build = toolbox.command("cargo");
    process::run(build.args(["build", "--release", "--package", "namelight-bench"]))?;
    let program = format!("target/release/bench{}", std::env::consts::EXE_SUFFIX);
    let mut bench = toolbox.command(workspace::root().join(program));
    // A path that the person gave is relative to where they stand.
    bench.current_dir(std::env::current_dir()?).args(arguments);
    if ["browser", "page"].contains(&subject) {
        Chromium::ensure()?.tell(&mut bench);
    }
    process::run(&mut bench)
}
