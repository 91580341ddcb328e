//! A folder that goes away, and the binary.

#![allow(dead_code, reason = "each test file uses a part of it")]

pub mod hub;
pub mod interrupted;
pub mod server;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::Value;

pub struct Workspace(tempfile::TempDir);

impl Workspace {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn root(&self) -> &Path {
        self.0.path()
    }

    /// What lies in the folder, sorted.
    pub fn names(&self) -> Vec<String> {
        let mut names: Vec<_> = fs::read_dir(self.root())
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn file(&self, name: &str, content: &[u8]) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, content).unwrap();
        path
    }

    /// Fine-tunes the tiny checkpoint and returns the model's folder.
    pub fn train(&self, name: &str, args: &[&str]) -> PathBuf {
        let answer = self.try_to_train(name, &fixture("conll"), args);
        assert!(answer.status.success(), "{}", stderr(&answer));
        self.path(name)
    }

    /// Fine-tunes the tiny checkpoint on other data.
    pub fn train_on(&self, data: &Path, name: &str, args: &[&str]) -> PathBuf {
        let answer = self.try_to_train(name, data, args);
        assert!(answer.status.success(), "{}", stderr(&answer));
        self.path(name)
    }

    /// Lets a training go wrong and returns what it says.
    pub fn refused(&self, name: &str, args: &[&str]) -> String {
        let answer = self.try_to_train(name, &fixture("conll"), args);
        assert_eq!(answer.status.code(), Some(1));
        stderr(&answer)
    }

    pub fn try_to_train(&self, name: &str, data: &Path, args: &[&str]) -> Output {
        let (base, out) = (fixture("tiny-base"), self.path(name));
        let paths = [("--base", &*base), ("--data", data), ("--out", &*out)];
        let paths = paths.map(|(flag, path)| [flag, path.to_str().unwrap()]);
        run(&[&["train"], &paths.concat()[..], args].concat())
    }
}

/// What spans crates stands in the repository's `tests/fixtures`.
pub fn fixture(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("../tests/fixtures")
        .join(name)
}

/// A copy of a folder of fixtures that a test may change.
pub fn copy_of(folder: &str, workspace: &Workspace) -> PathBuf {
    let copy = workspace.path(folder);
    fs::create_dir(&copy).unwrap();
    for entry in fs::read_dir(fixture(folder)).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), copy.join(entry.file_name())).unwrap();
    }
    copy
}

/// The arguments of a command line that has no quotes.
pub fn words(line: &str) -> Vec<&str> {
    line.split_whitespace().collect()
}

/// The content of a JSON file.
pub fn json(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

pub fn run(args: &[&str]) -> Output {
    run_with_input(args, b"")
}

pub fn run_with_input(args: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_namelight"))
        .args(args)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // A command that fails early does not read its input.
    let _closed_early = child.stdin.take().unwrap().write_all(input);
    child.wait_with_output().unwrap()
}

pub fn stdout(answer: &Output) -> String {
    String::from_utf8_lossy(&answer.stdout).into_owned()
}

pub fn stderr(answer: &Output) -> String {
    String::from_utf8_lossy(&answer.stderr).into_owned()
}

/// The program refuses, without a panic, and its message has these parts.
pub fn assert_fails(answer: &Output, parts: &[&str]) {
    let message = stderr(answer);
    assert_eq!(answer.status.code(), Some(1), "{message}");
    assert!(!message.contains("panicked"), "{message}");
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in {message:?}");
    }
}
