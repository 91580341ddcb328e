//! What is checked, and with which command.

use std::process::Command;

use super::crates;
use crate::process;
use crate::setup::{Equipment, TARGET, Toolbox};
use crate::workers::RELAXED;

/// A check.
pub struct Step {
    /// Its name in the headings and in the summary.
    pub name: &'static str,
    /// Its command; the step passes when that succeeds.
    pub command: Command,
}

/// The step that there is only where a database was given.
pub const ADVISORIES: &str = "advisories of the crates";

/// Every check, cheap ones first. Steps share what cargo built wherever target, profile and the selected packages agree;
/// a package alone would have everything built with other features once more.
pub fn all(toolbox: &Toolbox, equipment: &Equipment, advisories: Option<Command>) -> Vec<Step> {
    let native = |arguments: &str| cargo(toolbox, arguments);
    let for_browser = |arguments: &str| {
        let mut command = cargo(toolbox, arguments);
        command.args(["--target", TARGET]);
        process::without_flags(&mut command);
        command
    };
    let relaxed = |arguments: &str| {
        let mut command = for_browser(arguments);
        RELAXED.tell(&mut command);
        command
    };
    let in_chromium = |mut command: Command| {
        equipment.chromium.tell(&mut command);
        command
    };
    let step = |name, command| Step { name, command };
    let mut steps = vec![
        step("formatting", native("fmt --all --check")),
        step(
            "licences, versions and sources of the crates",
            crates::rules(toolbox),
        ),
    ];
    steps.extend(advisories.map(|command| step(ADVISORIES, command)));
    steps.extend([
        step(
            "lints",
            deny_warnings(native(
                "clippy --workspace --all-targets --exclude namelight-worker",
            )),
        ),
        step(
            "lints for the browser",
            deny_warnings(for_browser(
                "clippy --workspace --exclude xtask --exclude namelight-trainer --exclude namelight-tests \
                 --exclude namelight-bench --exclude namelight-fuzz --exclude namelight-test-runner",
            )),
        ),
        step(
            "lints of the browser tests",
            deny_warnings(for_browser(
                "clippy --tests -p namelight-worker -p namelight-web -p namelight-kernels",
            )),
        ),
        step(
            "lints of the relaxed kernels",
            deny_warnings(relaxed("clippy --all-targets -p namelight-kernels")),
        ),
        step(
            "native tests",
            native(
                "test --workspace --exclude namelight-worker --exclude namelight-tests \
                 -- --skip a_visit_of_the_built_site",
            ),
        ),
        // Runs what documents say is run, with the programs that the native tests have built.
        step(
            "tidiness",
            native("test --workspace --exclude namelight-worker --test tidy"),
        ),
        step(
            "tests in the browser",
            in_chromium(for_browser(
                "test --tests -p namelight-worker -p namelight-web -p namelight-kernels",
            )),
        ),
        step(
            "tests of the relaxed kernels in the browser",
            in_chromium(relaxed("test --tests -p namelight-kernels")),
        ),
        step("site", toolbox.trunk("build")),
        step(
            "size of a visit",
            native(
                "test --workspace --exclude namelight-worker --bin bench \
                 -- --ignored a_visit_of_the_built_site",
            ),
        ),
        step("end-to-end tests", {
            let mut command = native("test --workspace --exclude namelight-worker --test e2e");
            equipment.tell(&mut command);
            command
        }),
        step("documentation", {
            let mut command = native(
                "doc --workspace --no-deps --exclude namelight-worker --exclude namelight-web",
            );
            command.env("RUSTDOCFLAGS", "-D warnings");
            command
        }),
        step("documentation for the browser", {
            let mut command = for_browser("doc --no-deps -p namelight-worker -p namelight-web");
            // `RUSTDOCFLAGS` would replace the SIMD flags of .cargo/config.toml; this adds to them.
            let deny = format!("target.{TARGET}.rustdocflags=['-D', 'warnings']");
            command.args(["--config", &deny]);
            command
        }),
    ]);
    steps
}

fn cargo(toolbox: &Toolbox, arguments: &str) -> Command {
    let mut command = toolbox.command("cargo");
    command.args(arguments.split_whitespace());
    command
}

fn deny_warnings(mut command: Command) -> Command {
    command.args(["--", "-D", "warnings"]);
    command
}
