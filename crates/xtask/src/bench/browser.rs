//! Our workers and our page beside onnxruntime-web and transformers.js in Chromium, and our native inference beside
//! onnxruntime's, with the same weights.

mod prepare;
mod profile;
pub(super) mod results;
mod tables;
mod targets;

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use serde::de::DeserializeOwned;

use crate::browser::Browser;
use crate::cli::BrowserBench;
use crate::toolbox::Toolbox;
use crate::{browser, process, tools};
use results::{InBrowser, Machine, Native, Results};

pub fn bench(arguments: &BrowserBench) -> Result<()> {
    let toolbox = tools::ensure()?;
    let browser = browser::ensure()?;
    let folder = prepare::folder();
    prepare::packages(&folder)?;
    prepare::models(&folder, &arguments.python)?;
    process::run(&mut toolbox.trunk("build"))?;
    for program in ["bench-browser", "bench-native"] {
        process::run(&mut cargo(&toolbox, "build", program))?;
    }
    let results = measured(arguments, &toolbox, &browser, &folder)?;
    let text = tables::markdown(&results);
    if arguments.quick {
        println!("\n{text}\nNot kept: a quick run's numbers are worth little.");
        return Ok(());
    }
    profile::keep(&results.in_browser)?;
    super::keep("browser", &results, &text)
}

fn measured(
    arguments: &BrowserBench,
    toolbox: &Toolbox,
    browser: &Browser,
    folder: &Path,
) -> Result<Results> {
    let mut in_browser = cargo(toolbox, "run", "bench-browser");
    in_browser.arg("--").arg(folder);
    let mut native = cargo(toolbox, "run", "bench-native");
    native.arg("--").arg(folder).arg(&arguments.python);
    for command in [&mut in_browser, &mut native] {
        if arguments.quick {
            command.arg("--quick");
        }
    }
    browser.tell(&mut in_browser);
    Ok(Results {
        machine: Machine::this(),
        in_browser: printed::<InBrowser>(&mut in_browser)?,
        native: printed::<Native>(&mut native)?,
    })
}

pub(super) fn cargo(toolbox: &Toolbox, subcommand: &str, program: &str) -> Command {
    let mut command = toolbox.command("cargo");
    command.args([subcommand, "--release", "--quiet"]);
    command.args(["--package", "namelight-tests", "--bin", program]);
    command
}

pub(super) fn printed<T: DeserializeOwned>(command: &mut Command) -> Result<T> {
    let printed = process::captured(command)?;
    serde_json::from_str(&printed).with_context(|| format!("not a measurement: {printed:?}"))
}
