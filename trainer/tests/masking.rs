//! `mask` and `restore` with the model that comes with the repository.

mod common;

use std::fs;

use common::{Workspace, assert_fails, run_with_input, stderr, stdout};

const TEXT: &str =
    "Amara Lindqvist of Siemens wrote from amara@example.org.\r\nLindqvist left Oslo for Bergen.\n";
const MASKED: &str =
    "[PER_1] of [ORG_1] wrote from [EMAIL_1].\r\n[PER_1b] left [LOC_1] for [LOC_2].\n";

#[test]
fn a_masked_text_comes_back_byte_for_byte() {
    let workspace = Workspace::new();
    let table = workspace.path("names.json");
    let table = table.to_str().unwrap();
    let masked = run_with_input(&["mask", "--table", table], TEXT.as_bytes());
    assert!(masked.status.success(), "{}", stderr(&masked));
    assert_eq!(stdout(&masked), MASKED);
    assert!(stderr(&masked).contains("not anonymisation"));
    let restored = run_with_input(&["restore", "--table", table], &masked.stdout);
    assert_eq!(stdout(&restored), TEXT);
    assert_eq!(stderr(&restored), "");
}

#[test]
fn an_answer_gets_its_names_and_what_is_left_is_told() {
    let workspace = Workspace::new();
    let table = workspace.path("names.json");
    let table = table.to_str().unwrap();
    run_with_input(&["mask", "--table", table], TEXT.as_bytes());
    let answer = "Dear team,\nPER_1's plan needs **[ORG 1]** and [PER_9].\n";
    let restored = run_with_input(&["restore", "--table", table], answer.as_bytes());
    assert_eq!(
        stdout(&restored),
        "Dear team,\nAmara Lindqvist's plan needs **Siemens** and [PER_9].\n"
    );
    let told = stderr(&restored);
    assert!(
        told.contains("line 2: [PER_9] is left") && told.contains("[LOC_2]"),
        "{told}"
    );
}

#[test]
fn a_list_and_kinds_that_are_kept_decide_what_is_masked() {
    let workspace = Workspace::new();
    let table = workspace.path("names.json");
    let list = workspace.file("list.txt", b"never: Siemens\nalways ORG: plan B\n");
    let args = [
        "--table",
        table.to_str().unwrap(),
        "--list",
        list.to_str().unwrap(),
    ];
    let args = [&["mask", "--keep", "email,PHONE"], &args[..]].concat();
    let masked = run_with_input(&args, b"Siemens follows plan B, writes bo@example.org.");
    let text = stdout(&masked);
    assert!(text.starts_with("Siemens follows [ORG_1]"), "{text}");
    assert!(text.contains("bo@example.org"), "{text}");
    let annotated = run_with_input(
        &["annotate", "--list", list.to_str().unwrap()],
        b"Siemens follows plan B.",
    );
    let line = stdout(&annotated);
    assert!(
        line.contains("plan B") && !line.contains("\"text\":\"Siemens\""),
        "{line}"
    );
}

#[test]
fn nothing_is_overwritten_or_taken_for_a_table() {
    let workspace = Workspace::new();
    let table = workspace.file("names.json", b"mine");
    let table = table.to_str().unwrap();
    let refused = run_with_input(&["mask", "--table", table], TEXT.as_bytes());
    assert_fails(&refused, &["names.json exists", "--overwrite"]);
    assert_eq!(fs::read(table).unwrap(), b"mine");
    let refused = run_with_input(&["restore", "--table", table], b"[PER_1]");
    assert_fails(&refused, &["names.json", "no table of names"]);
    let missing = workspace.path("missing.json");
    let refused = run_with_input(&["restore", "--table", missing.to_str().unwrap()], b"x");
    assert_fails(&refused, &["missing.json"]);
    let list = workspace.file("list.txt", b"never: x\n\nalwais: Ada\n");
    let other = workspace.path("other.json");
    let paths = [other.to_str().unwrap(), list.to_str().unwrap()];
    let refused = run_with_input(&["mask", "--table", paths[0], "--list", paths[1]], b"x");
    assert_fails(
        &refused,
        &["list.txt", "line 3", "alwais", "always PER: Ada Berg"],
    );
    let refused = run_with_input(&["mask", "--table", paths[0], "--keep", "fax"], b"x");
    assert_eq!(refused.status.code(), Some(2));
    assert!(
        stderr(&refused).contains("expected one of EMAIL"),
        "{}",
        stderr(&refused)
    );
    assert!(!other.exists());
}
