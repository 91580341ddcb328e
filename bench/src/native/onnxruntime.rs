//! onnxruntime, in a Python that answers questions.

use std::fmt;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Stdio};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::work::Work;
use crate::reference;

/// A way to use onnxruntime.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Way {
    pub variant: String,
    mask: bool,
    /// Sentences in a batch.
    batch: usize,
    /// Threads that take batches.
    workers: usize,
    /// Threads that share a batch.
    threads: usize,
}

/// An entry of `variants.json`.
#[derive(Debug, Deserialize)]
struct Variant {
    name: String,
    mask: bool,
}

/// A Python that has loaded it. It ends with its standard input.
pub struct OnnxRuntime {
    // Kept, so that it is not a zombie while we live.
    _python: Child,
    questions: ChildStdin,
    answers: BufReader<ChildStdout>,
}

impl OnnxRuntime {
    pub fn start(python: &Path, variants: &Path) -> Self {
        let mut python = reference::program(python, "time_onnx.py")
            .arg("--variants")
            .arg(variants)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the Python that imports its modules starts");
        Self {
            questions: python.stdin.take().expect("a pipe"),
            answers: BufReader::new(python.stdout.take().expect("a pipe")),
            _python: python,
        }
    }

    pub fn version(&mut self) -> String {
        let answer = self.ask(&Value::Null);
        answer["version"].as_str().unwrap_or_default().to_owned()
    }

    /// Seconds of each of these runs through the list.
    pub fn seconds(&mut self, way: &Way, work: &Work, runs: usize) -> Vec<f64> {
        let mut question = json!(way);
        question["batches"] = json!(work.batches(way.batch));
        question["runs"] = json!(runs);
        let answer = self.ask(&question);
        serde_json::from_value(answer["seconds"].clone()).expect("seconds")
    }

    fn ask(&mut self, question: &Value) -> Value {
        writeln!(self.questions, "{question}").expect("Python listens");
        let mut answer = String::new();
        let read = self.answers.read_line(&mut answer);
        read.expect("Python answers");
        serde_json::from_str(&answer).unwrap_or_else(|error| {
            panic!("time_onnx.py: {error}; it needs a Python with onnxruntime, its error is above")
        })
    }
}

/// Every way that two cores can be used with these variants.
pub fn ways(variants: &Path) -> Vec<Way> {
    let path = variants.join("variants.json");
    let text = std::fs::read(&path)
        .unwrap_or_else(|error| panic!("{}: {error}; see export_onnx.py", path.display()));
    let variants: Vec<Variant> = serde_json::from_slice(&text).expect("export_onnx.py's list");
    let mut ways = Vec::new();
    for Variant { name, mask } in variants {
        for (workers, threads) in [(2, 1), (1, 2)] {
            for batch in [1, 8] {
                ways.push(Way {
                    variant: name.clone(),
                    mask,
                    batch,
                    workers,
                    threads,
                });
            }
        }
    }
    ways
}

impl fmt::Display for Way {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Self {
            variant,
            batch,
            workers,
            threads,
            ..
        } = self;
        write!(
            f,
            "{variant}, {workers} × {threads} threads, batches of {batch}"
        )
    }
}

impl Way {
    /// Whether it is a sentence at a time on a thread of its own.
    pub fn is_simple(&self) -> bool {
        (self.batch, self.threads) == (1, 1)
    }

    /// Whether it can do this work.
    pub fn serves(&self, work: &Work) -> bool {
        self.mask || work.is_even(self.batch)
    }
}
