//! Bad input: a clear error, exit code 1, and nothing half-written.

mod common;

use std::fs;
use std::process::Output;

use common::{Workspace, fixture, run, run_with_input, stderr, stdout};

/// Exit code 1 and a message with these parts; never a panic.
fn assert_error(answer: &Output, parts: &[&str]) {
    let message = stderr(answer);
    assert_eq!(answer.status.code(), Some(1), "{message}");
    assert!(message.starts_with("error: "), "{message}");
    assert!(!message.contains("panicked"), "{message}");
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in {message:?}");
    }
}

fn evaluate(model: &std::path::Path, data: &std::path::Path) -> Output {
    run(&[
        "evaluate",
        "--model",
        model.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
    ])
}

fn annotate(model: &std::path::Path, input: &[u8]) -> Output {
    run_with_input(&["annotate", "--model", model.to_str().unwrap()], input)
}

#[test]
fn missing_directories_and_files_are_named() {
    let workspace = Workspace::new();
    let nowhere = workspace.path("nowhere");
    assert_error(&annotate(&nowhere, b"x"), &["nowhere", "not a directory"]);
    let empty = workspace.path("empty");
    fs::create_dir(&empty).unwrap();
    assert_error(&annotate(&empty, b"x"), &["config.json"]);
    let data = nowhere.to_str().unwrap();
    let base = fixture("tiny-base");
    let out = workspace.path("out");
    let answer = run(&[
        "train",
        "--base",
        base.to_str().unwrap(),
        "--data",
        data,
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_error(&answer, &["nowhere", "--data"]);
    assert!(!out.exists());
}

#[test]
fn column_files_with_mistakes_are_named_with_the_line() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    let cases: [(&str, &[u8], &[&str]); 5] = [
        (
            "one-column.txt",
            b"Ida B-PER\nmet\n",
            &["one-column.txt", "line 2"],
        ),
        (
            "unknown-tag.txt",
            b"Ida B-PER\n\nOslo B-PLANET\n",
            &["unknown-tag.txt", "line 3", "B-PLANET", "B-LOC"],
        ),
        (
            "malformed.txt",
            b"Ida PERSON\n",
            &["malformed.txt", "line 1", "PERSON"],
        ),
        (
            "latin1.txt",
            b"Ida B-PER\nM\xe4rta B-PER\n",
            &["latin1.txt", "line 2", "UTF-8"],
        ),
        ("empty.txt", b"\n\n", &["empty.txt"]),
    ];
    for (name, content, parts) in cases {
        assert_error(&evaluate(&model, &workspace.file(name, content)), parts);
    }
}

#[test]
fn truncated_and_altered_weights_are_refused() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    let weights = model.join("model.safetensors");
    let whole = fs::read(&weights).unwrap();
    fs::write(&weights, &whole[..whole.len() / 2]).unwrap();
    assert_error(&annotate(&model, b"x"), &["model.safetensors", "bytes"]);
    let mut altered = whole.clone();
    *altered.last_mut().unwrap() ^= 1;
    fs::write(&weights, &altered).unwrap();
    assert_error(&annotate(&model, b"x"), &["model.safetensors", "sha256"]);
    // Nor are they taken unverified where the manifest is there and cannot be read.
    let manifest = model.join("manifest.json");
    let kept = fs::read(&manifest).unwrap();
    fs::remove_file(&manifest).unwrap();
    fs::create_dir(&manifest).unwrap();
    assert_error(&annotate(&model, b"x"), &["manifest.json"]);
    fs::remove_dir(&manifest).unwrap();
    fs::write(&manifest, &kept).unwrap();
    // The manifest is a help, not a need: without it the file itself is checked.
    fs::remove_file(model.join("manifest.json")).unwrap();
    fs::write(&weights, &whole[..whole.len() / 2]).unwrap();
    assert_error(&annotate(&model, b"x"), &["model.safetensors", "cut off"]);
    fs::write(&weights, &whole).unwrap();
    assert!(annotate(&model, b"x").status.success());
}

#[test]
fn a_tokenizer_of_another_model_is_refused() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    fs::remove_file(model.join("manifest.json")).unwrap();
    let tokenizer = model.join("tokenizer.json");
    let larger = fs::read_to_string(&tokenizer)
        .unwrap()
        .replace("\"[PAD]\":", "\"zzz\": 98, \"[PAD]\":")
        .replace("\"[PAD]\" :", "\"zzz\": 98, \"[PAD]\" :");
    fs::write(&tokenizer, larger).unwrap();
    assert_error(&annotate(&model, b"x"), &["tokenizer.json", "99", "98"]);
    fs::write(&tokenizer, "{").unwrap();
    assert_error(&annotate(&model, b"x"), &["tokenizer.json"]);
}

#[test]
fn what_is_no_text_is_named_with_the_first_byte_that_no_text_has() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    assert_error(
        &annotate(&model, b"fine\n\xef\x01\x02"),
        &["standard input is no text file", "byte 6"],
    );
}

#[test]
fn empty_text_has_no_sentences_and_is_no_mistake() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    for text in ["", " \n\t\r\n"] {
        let answer = annotate(&model, text.as_bytes());
        assert!(answer.status.success(), "{}", stderr(&answer));
        assert_eq!(stdout(&answer), "");
    }
}

#[test]
fn an_output_directory_with_something_in_it_is_kept() {
    let workspace = Workspace::new();
    let kept = workspace.path("kept");
    fs::create_dir(&kept).unwrap();
    fs::write(kept.join("precious"), "1").unwrap();
    let (base, data) = (fixture("tiny-base"), fixture("conll"));
    let mut args = vec![
        "train",
        "--base",
        base.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
        "--epochs",
        "1",
    ];
    args.extend(["--out", kept.to_str().unwrap()]);
    assert_error(&run(&args), &["kept", "--overwrite"]);
    assert!(kept.join("precious").exists());
    args.push("--overwrite");
    assert!(run(&args).status.success());
    assert!(!kept.join("precious").exists() && kept.join("manifest.json").exists());
    // Neither the old directory nor a half-written one is left beside it.
    assert_eq!(workspace.names(), ["kept", "kept.logs"]);
}

#[test]
fn an_output_that_cannot_be_written_is_named_and_leaves_nothing() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    let blocker = workspace.file("blocker", b"a file where a folder should be");
    let out = blocker.join("out");
    let answer = run(&[
        "quantize",
        "--model",
        model.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_error(&answer, &["blocker"]);
    assert_eq!(workspace.names(), ["blocker", "model", "model.logs"]);
}

/// `/dev/full` fails every write, as a full disk does.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_under_the_output_is_an_error() {
    let workspace = Workspace::new();
    let model = workspace.train("model", &["--epochs", "1"]);
    let text = workspace.file("text.txt", b"Ida met Tomas in Bergen.");
    let full = fs::OpenOptions::new()
        .write(true)
        .open("/dev/full")
        .unwrap();
    let answer = std::process::Command::new(env!("CARGO_BIN_EXE_namelight"))
        .args([
            "annotate",
            "--model",
            model.to_str().unwrap(),
            text.to_str().unwrap(),
        ])
        .stdout(full)
        .stderr(std::process::Stdio::piped())
        .output()
        .unwrap();
    assert_error(&answer, &["No space left"]);
}

#[cfg(not(feature = "cuda"))]
#[test]
fn a_build_without_cuda_says_how_to_get_it() {
    let workspace = Workspace::new();
    let (base, data, out) = (
        fixture("tiny-base"),
        fixture("conll"),
        workspace.path("out"),
    );
    let answer = run(&[
        "train",
        "--device",
        "cuda",
        "--base",
        base.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
    ]);
    assert_error(&answer, &["--features cuda"]);
}
