//! `--data` with a data set of the hub, against a hub on loopback, and files as the hub keeps them.

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::hub::{DATA_SET, Hub, WEIGHTS, home, on_its_own};
use common::server::nobody;
use common::{Workspace, assert_fails, fixture, stderr};

const PARTS: [&str; 3] = [
    "data/train-00000-of-00001.parquet",
    "data/validation-00000-of-00001.parquet",
    "data/test-00000-of-00001.parquet",
];

/// A hub with the data set in parquet.
fn hub_with_parquet() -> Hub {
    let hub = Hub::empty();
    for part in PARTS {
        hub.put(part, fs::read(fixture("hub").join(part)).unwrap());
    }
    hub.put("README.md", b"# Words of our own\n".to_vec());
    hub.put("pictures/large.png", vec![0; 100]);
    hub
}

fn train(workspace: &Workspace, data: &str, out: &str, endpoint: &str) -> Output {
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_namelight"));
    command.args(["train", "--epochs", "1", "--threads", "1", "--data", data]);
    command.arg("--base").arg(fixture("tiny-base"));
    command.arg("--out").arg(workspace.path(out));
    on_its_own(&mut command, workspace);
    command.env("HF_ENDPOINT", endpoint).output().unwrap()
}

fn assert_trains_as_the_columns(workspace: &Workspace, answer: &Output, out: &str) {
    assert!(answer.status.success(), "{}", stderr(answer));
    let columns = workspace.train("columns", &["--epochs", "1", "--threads", "1"]);
    let weights = |folder: &Path| fs::read(folder.join(WEIGHTS)).unwrap();
    assert!(weights(&workspace.path(out)) == weights(&columns));
}

/// The rows of a column file as JSON Lines, with numbers for tags.
fn numbered_rows(columns: &str, names: &[&str]) -> String {
    let sentences = columns.trim().split("\n\n");
    let rows = sentences.map(|sentence| {
        let words = sentence.lines().map(|line| line.split_once(' ').unwrap());
        let number = |tag: &str| names.iter().position(|name| *name == tag).unwrap();
        let (words, tags): (Vec<_>, Vec<_>) = words.map(|(word, tag)| (word, number(tag))).unzip();
        serde_json::json!({"tokens": words, "tags": tags}).to_string() + "\n"
    });
    rows.collect()
}

#[test]
fn a_data_set_of_the_hub_in_parquet_trains_as_the_same_columns_do() {
    let (workspace, hub) = (Workspace::new(), hub_with_parquet());
    let answer = train(&workspace, DATA_SET, "out", &hub.hub.url());
    assert_trains_as_the_columns(&workspace, &answer, "out");
    let asked = hub.hub.take_asked();
    assert_eq!(asked[0].path, "/api/datasets/someone/words/revision/main");
    assert!(asked.iter().all(|it| !it.path.contains("pictures")));
    // A folder in between does not lead the links of the cache astray.
    let link = home(&workspace).join("hub/datasets--someone--words/snapshots");
    let commit = fs::read_dir(link).unwrap().next().unwrap().unwrap().path();
    let content = fs::read(commit.join(PARTS[0])).unwrap();
    assert!(content == fs::read(fixture("hub").join(PARTS[0])).unwrap());
}

#[test]
fn rows_in_json_with_numbered_tags_train_as_the_same_columns_do() {
    let (workspace, hub) = (Workspace::new(), Hub::empty());
    let names = [
        "O", "B-MISC", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC", "I-MISC",
    ];
    for (columns, split) in [("train", "train"), ("valid", "valid"), ("test", "test")] {
        let columns = fixture("conll").join(format!("{columns}.txt"));
        let columns = fs::read_to_string(columns).unwrap();
        let rows = numbered_rows(&columns, &names);
        hub.put(&format!("dataset/{split}.json"), rows.into_bytes());
    }
    let labels = names
        .iter()
        .zip(0..)
        .collect::<std::collections::BTreeMap<_, usize>>();
    hub.put("dataset/label.json", serde_json::to_vec(&labels).unwrap());
    let answer = train(&workspace, DATA_SET, "out", &hub.hub.url());
    assert_trains_as_the_columns(&workspace, &answer, "out");
}

#[test]
fn a_second_run_fetches_nothing_and_goes_on_without_a_hub() {
    let (workspace, hub) = (Workspace::new(), hub_with_parquet());
    assert_fails(
        &train(&workspace, DATA_SET, "out", &nobody()),
        &[
            "someone/words is no directory here",
            "cannot reach",
            "not in the cache",
        ],
    );
    let first = train(&workspace, DATA_SET, "first", &hub.hub.url());
    assert!(first.status.success(), "{}", stderr(&first));
    hub.store.take_asked();
    let second = train(&workspace, DATA_SET, "second", &hub.hub.url());
    assert!(second.status.success(), "{}", stderr(&second));
    assert!(hub.store.take_asked().is_empty());
    let alone = train(&workspace, DATA_SET, "alone", &nobody());
    assert!(alone.status.success(), "{}", stderr(&alone));
    assert!(stderr(&alone).contains("going on with someone/words as it is in the cache"));
}

#[test]
fn a_list_of_sources_may_name_a_data_set_of_the_hub() {
    let (workspace, hub) = (Workspace::new(), hub_with_parquet());
    let list = format!("[[source]]\nname = \"words\"\ndata = \"{DATA_SET}\"\n");
    let list = workspace.file("sources.toml", list.as_bytes());
    let answer = train(&workspace, list.to_str().unwrap(), "out", &hub.hub.url());
    assert!(answer.status.success(), "{}", stderr(&answer));
}

#[test]
fn what_cannot_be_had_is_told() {
    let (workspace, hub) = (Workspace::new(), hub_with_parquet());
    let url = hub.hub.url();
    let answer = train(&workspace, "someone/else", "out", &url);
    assert_fails(
        &answer,
        &["someone/else is no directory here", "no such data set"],
    );
    let program = Hub::empty();
    program.put("words.py", b"# makes the data".to_vec());
    let answer = train(&workspace, DATA_SET, "out", &program.hub.url());
    assert_fails(&answer, &[DATA_SET, "eng.train", "refs/convert/parquet"]);
    assert!(!workspace.path("out").exists());
}

#[test]
fn a_damaged_file_in_parquet_is_an_error_wherever_the_damage_is() {
    let workspace = Workspace::new();
    let folder = workspace.path("damaged");
    fs::create_dir(&folder).unwrap();
    for (part, name) in PARTS.iter().zip(["train", "validation", "test"]) {
        fs::copy(
            fixture("hub").join(part),
            folder.join(format!("{name}.parquet")),
        )
        .unwrap();
    }
    let whole = fs::read(folder.join("train.parquet")).unwrap();
    for part in [3, whole.len() / 2, whole.len() - 1] {
        fs::write(folder.join("train.parquet"), &whole[..part]).unwrap();
        let answer = train(&workspace, folder.to_str().unwrap(), "out", &nobody());
        assert_fails(&answer, &["train.parquet: not readable as parquet"]);
    }
}
