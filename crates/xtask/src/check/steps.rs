//! What is checked, and with which command.

use std::process::Command;

use crate::process;
use crate::setup::{Equipment, TARGET, Toolbox};
use crate::workers::RELAXED;

/// Only runs in a browser.
const WORKER: &str = "namelight-worker";
/// Only runs natively.
const NATIVE_ONLY: [&str; 4] = [
    "xtask",
    "namelight-trainer",
    "namelight-tests",
    "namelight-bench",
];
/// Are there for the browser.
const IN_BROWSER: [&str; 2] = [WORKER, "namelight-web"];
/// Has a form for each instruction set.
const KERNELS: &str = "namelight-kernels";
/// Have tests that run in one.
const TESTED_IN_BROWSER: [&str; 3] = [WORKER, "namelight-web", KERNELS];
/// Drives the built site in a browser, so it comes behind the build.
const END_TO_END: &str = "namelight-tests";
/// Weighs the built site.
const SIZE_OF_A_VISIT: &str = "a_visit_of_the_built_site_is_within_its_budget";

/// A check.
pub struct Step {
    /// Its name in the headings and in the summary.
    pub name: &'static str,
    /// Its command; the step passes when that succeeds.
    pub command: Command,
}

/// Every check, cheap ones first. Steps share what cargo built wherever target, profile and kind agree.
pub fn all(toolbox: &Toolbox, equipment: &Equipment) -> Vec<Step> {
    let browser = &equipment.chromium;
    let steps: [(&str, Command); 13] = [
        ("formatting", cargo(toolbox, ["fmt", "--all", "--check"])),
        ("lints", {
            let mut command = cargo(toolbox, ["clippy", "--workspace", "--all-targets"]);
            exclude(&mut command, &[WORKER]);
            deny_warnings(command)
        }),
        ("lints for the browser", {
            let mut command = for_browser(toolbox, ["clippy", "--workspace"]);
            exclude(&mut command, &NATIVE_ONLY);
            deny_warnings(command)
        }),
        ("lints of the browser tests", {
            let mut command = for_browser(toolbox, ["clippy", "--tests"]);
            select(&mut command, &TESTED_IN_BROWSER);
            deny_warnings(command)
        }),
        ("lints of the relaxed kernels", {
            let mut command = for_browser(toolbox, ["clippy", "--all-targets"]);
            select(&mut command, &[KERNELS]);
            RELAXED.tell(&mut command);
            deny_warnings(command)
        }),
        ("native tests", {
            let mut command = cargo(toolbox, ["test", "--workspace"]);
            exclude(&mut command, &[WORKER, END_TO_END]);
            // It comes behind the build of the site.
            command.args(["--", "--skip", SIZE_OF_A_VISIT]);
            command
        }),
        ("tests in the browser", {
            let mut command = for_browser(toolbox, ["test", "--tests"]);
            select(&mut command, &TESTED_IN_BROWSER);
            browser.tell(&mut command);
            command
        }),
        ("tests of the relaxed kernels in the browser", {
            let mut command = for_browser(toolbox, ["test", "--tests"]);
            select(&mut command, &[KERNELS]);
            RELAXED.tell(&mut command);
            browser.tell(&mut command);
            command
        }),
        ("site", toolbox.trunk("build")),
        ("size of a visit", {
            let mut command = cargo(toolbox, ["test", "--workspace", "--bin", "bench"]);
            exclude(&mut command, &[WORKER]);
            command.args(["--", "--ignored", SIZE_OF_A_VISIT]);
            command
        }),
        ("end-to-end tests", {
            // Of the whole workspace, because a package alone would build everything with other features once more.
            let mut command = cargo(toolbox, ["test", "--workspace", "--test", "e2e"]);
            exclude(&mut command, &[WORKER]);
            equipment.tell(&mut command);
            command
        }),
        ("documentation", {
            let mut command = cargo(toolbox, ["doc", "--workspace", "--no-deps"]);
            exclude(&mut command, &IN_BROWSER);
            command.env("RUSTDOCFLAGS", "-D warnings");
            command
        }),
        ("documentation for the browser", {
            let mut command = for_browser(toolbox, ["doc", "--no-deps"]);
            select(&mut command, &IN_BROWSER);
            // `RUSTDOCFLAGS` would replace the SIMD flags of .cargo/config.toml; this adds to them.
            let deny = format!("target.{}.rustdocflags=['-D', 'warnings']", TARGET);
            command.args(["--config", &deny]);
            command
        }),
    ];
    steps
        .into_iter()
        .map(|(name, command)| Step { name, command })
        .collect()
}

fn cargo<const N: usize>(toolbox: &Toolbox, arguments: [&str; N]) -> Command {
    let mut command = toolbox.command("cargo");
    command.args(arguments);
    command
}

fn for_browser<const N: usize>(toolbox: &Toolbox, arguments: [&str; N]) -> Command {
    let mut command = cargo(toolbox, arguments);
    command.args(["--target", TARGET]);
    process::without_flags(&mut command);
    command
}

fn select(command: &mut Command, packages: &[&str]) {
    for package in packages {
        command.args(["--package", package]);
    }
}

fn exclude(command: &mut Command, packages: &[&str]) {
    for package in packages {
        command.args(["--exclude", package]);
    }
}

fn deny_warnings(mut command: Command) -> Command {
    command.args(["--", "-D", "warnings"]);
    command
}
