//! `evaluate` on texts with spans and its list of errors, with the real binary.

mod common;

use std::fs;

use common::{Workspace, fixture, run, stderr, words};
use serde_json::Value;

struct Trained {
    workspace: Workspace,
    model: String,
}

impl Trained {
    fn new() -> Self {
        let workspace = Workspace::new();
        let args = words("--epochs 80 --learning-rate 3e-3 --threads 1");
        let model = workspace.train("model", &args);
        let model = model.to_str().unwrap().to_owned();
        Self { workspace, model }
    }

    fn evaluate(&self, data: &str, more: &[&str]) -> std::process::Output {
        run(&[&["evaluate", "--model", &self.model, "--data", data], more].concat())
    }

    fn scores(&self, data: &str, more: &[&str]) -> Value {
        let answer = self.evaluate(data, &[&["--json"], more].concat());
        assert!(answer.status.success(), "{}", stderr(&answer));
        serde_json::from_slice(&answer.stdout).unwrap()
    }

    fn refused(&self, data: &str, more: &[&str]) -> String {
        let answer = self.evaluate(data, more);
        assert_eq!(answer.status.code(), Some(1));
        stderr(&answer)
    }

    /// The sentences of the training data as a span file.
    fn spans(&self) -> String {
        let file = self.workspace.file("own.jsonl", as_spans().as_bytes());
        file.to_str().unwrap().to_owned()
    }
}

/// The column file of the fixtures as texts with spans.
fn as_spans() -> String {
    let columns = fs::read_to_string(fixture("conll/train.txt")).unwrap();
    let mut lines = String::new();
    for sentence in columns
        .split("\n\n")
        .filter(|sentence| !sentence.trim().is_empty())
    {
        let (mut text, mut entities) = (String::new(), Vec::<(usize, usize, String)>::new());
        let mut before = "O";
        for line in sentence
            .lines()
            .filter(|line| !line.starts_with("-DOCSTART-"))
        {
            let mut columns = line.split(' ');
            let (word, tag) = (columns.next().unwrap(), columns.next_back().unwrap());
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.chars().count();
            text.push_str(word);
            let end = text.chars().count();
            if let Some((prefix, name)) = tag.split_once('-') {
                let goes_on = prefix == "I" && before.ends_with(&format!("-{name}"));
                match entities.last_mut() {
                    Some(last) if goes_on => last.1 = end,
                    _ => entities.push((start, end, name.to_owned())),
                }
            }
            before = tag;
        }
        if !text.is_empty() {
            let record = serde_json::json!({ "text": text, "entities": entities });
            lines.push_str(&format!("{record}\n"));
        }
    }
    lines
}

#[test]
fn spans_score_as_the_columns_that_they_were_made_of() {
    let trained = Trained::new();
    let columns = fixture("conll/train.txt");
    let words = trained.scores(columns.to_str().unwrap(), &[]);
    let spans = trained.scores(&trained.spans(), &[]);
    assert_eq!(spans["scores"]["overall"], words["scores"]["overall"]);
    assert_eq!(spans["scores"]["per_type"], words["scores"]["per_type"]);
    assert_eq!(spans["data"]["entities"], words["data"]["entities"]);

    // Other types count in neither, and the sums agree again.
    let only = ["--types", "PER"];
    let words = trained.scores(columns.to_str().unwrap(), &only);
    let spans = trained.scores(&trained.spans(), &only);
    assert_eq!(spans["scores"]["overall"], words["scores"]["overall"]);
    assert_eq!(spans["scores"]["per_type"].as_object().unwrap().len(), 1);
}

#[test]
fn the_list_of_errors_names_what_is_wrong_with_its_line() {
    let trained = Trained::new();
    let spans = as_spans();
    let first: Value = serde_json::from_str(spans.lines().next().unwrap()).unwrap();
    let (text, entities) = (&first["text"], first["entities"].as_array().unwrap());
    let known = entities[0].as_array().unwrap();
    let other = if known[2] == "PER" { "LOC" } else { "PER" };
    let lines = [
        String::new(),
        serde_json::json!({ "text": text, "entities": [] }).to_string(),
        serde_json::json!({ "text": text, "entities": [[known[0], known[1], other]] }).to_string(),
    ];
    let data = trained
        .workspace
        .file("own.txt", lines.join("\r\n").as_bytes());
    let list = trained.workspace.path("errors.jsonl");
    let more = ["--errors", list.to_str().unwrap()];
    trained.scores(data.to_str().unwrap(), &more);
    let listed = fs::read_to_string(&list).unwrap();
    let listed: Vec<Value> = listed
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let of_line = |line: usize| listed.iter().filter(move |error| error["line"] == line);
    assert!(
        of_line(2).all(|error| error["kind"] == "invented"),
        "{listed:?}"
    );
    assert_eq!(of_line(2).count(), entities.len(), "{listed:?}");
    let mistyped = of_line(3)
        .find(|error| error["kind"] == "mistyped")
        .unwrap();
    assert_eq!(
        (&mistyped["gold"], &mistyped["found"]),
        (&Value::from(other), &known[2])
    );

    // A model that is right has nothing to list, in words as in spans.
    for data in [
        fixture("conll/train.txt").to_str().unwrap(),
        &trained.spans(),
    ] {
        trained.scores(data, &more);
        assert_eq!(fs::read_to_string(&list).unwrap(), "", "{data}");
    }
}

#[test]
fn what_makes_no_sense_for_spans_is_refused() {
    let trained = Trained::new();
    let spans = trained.spans();
    for (more, expected) in [
        (&["--strict"][..], "--strict is about tags"),
        (
            &["--case", "upper"],
            "--case and --read-as change the words of a column file",
        ),
        (
            &["--read-as", "text"],
            "--case and --read-as change the words of a column file",
        ),
        (
            &["--types", "PERSON"],
            "the model has no type \"PERSON\"; it has PER",
        ),
    ] {
        let told = trained.refused(&spans, more);
        assert!(told.contains(expected), "{told}");
    }
}

#[test]
fn a_type_that_the_model_does_not_know_is_an_error_unless_types_are_named() {
    let trained = Trained::new();
    let content = "\n{\"text\": \"Monday.\", \"entities\": [[0, 6, \"DATE\"]]}\n";
    let data = trained.workspace.file("dates.jsonl", content.as_bytes());
    let data = data.to_str().unwrap();
    let told = trained.refused(data, &[]);
    assert!(
        told.contains("dates.jsonl, line 2: unknown type \"DATE\"; the model knows PER"),
        "{told}"
    );
    let answer = trained.evaluate(data, &["--types", "PER", "--json"]);
    assert!(answer.status.success());
    assert!(stderr(&answer).contains("note: --types leaves out 1 DATE of the data"));
}
