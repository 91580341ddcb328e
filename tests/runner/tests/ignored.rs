//! How the runner reports tests: this file runs itself once more, with tests that end in each way.

use std::process::{Command, ExitCode};

use namelight_test_runner::{ignore, run};

/// Set in the process whose report is looked at.
const INNER: &str = "NAMELIGHT_TEST_RUNNER_INNER";

fn main() -> ExitCode {
    if std::env::var_os(INNER).is_some() {
        return run([
            ("passes", passes as fn()),
            ("lacks", lacks),
            ("fails", fails),
        ]);
    }
    run([
        (
            "a_test_that_lacks_something_is_ignored_for_its_reason",
            an_ignored_test as fn(),
        ),
        ("a_test_that_panics_fails", a_failed_test),
    ])
}

fn passes() {}

fn lacks() {
    ignore("no lamp");
}

fn fails() {
    panic!("the lamp is broken");
}

fn report(filter: &str) -> (bool, String) {
    let mut command = Command::new(std::env::current_exe().unwrap());
    let output = command
        .env(INNER, "1")
        .args(["--exact", filter])
        .output()
        .unwrap();
    let printed = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(printed).unwrap())
}

fn an_ignored_test() {
    let (succeeded, report) = report("lacks");
    assert!(succeeded);
    assert!(report.contains("lacks ... ignored (no lamp)"), "{report}");
    assert!(report.contains("0 passed; 0 failed; 1 ignored"), "{report}");
}

fn a_failed_test() {
    assert!(report("passes").0);
    let (succeeded, report) = report("fails");
    assert!(!succeeded);
    assert!(report.contains("the lamp is broken"), "{report}");
}
