//! What is checked, and with which command.

use std::process::Command;

use crate::end_to_end::Equipment;
use crate::process;
use crate::toolbox::Toolbox;
use crate::workers::RELAXED;

/// Only runs in a browser.
const WORKER: &str = "namelight-worker";
/// Only runs natively.
const NATIVE_ONLY: [&str; 3] = ["xtask", "namelight-trainer", "namelight-tests"];
/// Are there for the browser.
const IN_BROWSER: [&str; 2] = [WORKER, "namelight-web"];
/// Has a form for each instruction set.
const KERNELS: &str = "namelight-kernels";
/// Have tests that run in one.
const TESTED_IN_BROWSER: [&str; 3] = [WORKER, "namelight-web", KERNELS];
/// Drives the built site in a browser, so it comes behind the build.
const END_TO_END: &str = "namelight-tests";

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
        (
            "size of a visit",
            cargo(
                toolbox,
                ["run", "--quiet", "--package", "xtask", "--", "check-size"],
            ),
        ),
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
            let deny = format!(
                "target.{}.rustdocflags=['-D', 'warnings']",
                crate::tools::TARGET
            );
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
    command.args(["--target", crate::tools::TARGET]);
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

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;
    use std::path::PathBuf;

    use super::*;
    use crate::browser::Browser;

    fn steps() -> Vec<Step> {
        let equipment = Equipment {
            chromium: Browser {
                program: PathBuf::from("/somewhere/chromium"),
                driver: PathBuf::from("/somewhere/chromedriver"),
            },
            firefox: PathBuf::from("/somewhere/firefox"),
            axe: PathBuf::from("/somewhere/axe.js"),
        };
        all(&Toolbox::default(), &equipment)
    }

    fn variable<'a>(step: &'a Step, name: &str) -> Option<Option<&'a OsStr>> {
        let mut variables = step.command.get_envs();
        variables
            .find(|(key, _)| *key == name)
            .map(|(_, value)| value)
    }

    fn says(step: &Step, word: &str) -> bool {
        step.command.get_args().any(|argument| argument == word)
    }

    #[test]
    fn every_build_for_the_browser_goes_without_the_callers_flags() {
        let steps = steps();
        let for_browser = steps.iter().filter(|step| {
            says(step, crate::tools::TARGET) || step.command.get_program() == "trunk"
        });
        let mut count = 0;
        for step in for_browser {
            assert_eq!(variable(step, "RUSTFLAGS"), Some(None), "{}", step.name);
            count += 1;
        }
        assert!(count >= 4, "{count}");
    }

    #[test]
    fn browser_tests_are_told_of_the_driver() {
        for step in steps() {
            let wants_driver =
                step.name.ends_with("in the browser") || step.name == "end-to-end tests";
            assert_eq!(
                variable(&step, "CHROMEDRIVER").is_some(),
                wants_driver,
                "{}",
                step.name
            );
        }
    }

    #[test]
    fn end_to_end_tests_are_told_of_firefox_and_of_axe() {
        for step in steps() {
            let wants = step.name == "end-to-end tests";
            for name in ["FIREFOX", "AXE"] {
                assert_eq!(variable(&step, name).is_some(), wants, "{}", step.name);
            }
        }
    }

    #[test]
    fn the_site_is_built_before_it_is_driven() {
        let names: Vec<_> = steps().iter().map(|step| step.name).collect();
        let place = |name| names.iter().position(|other| *other == name).unwrap();
        assert!(place("site") < place("end-to-end tests"));
    }
}
