//! `--base` with a model of the hub, against a hub on loopback. No other host is asked anything.

mod common;

use std::fs;
use std::path::Path;
use std::process::Output;

use common::hub::{COMMIT, Fault, Hub, MODEL, OLD_NAME, WEIGHTS, cached, home, on_its_own, train};
use common::server::{Request, nobody};
use common::{Workspace, assert_fails, fixture, stderr};
use namelight_manifest::sha256_hex;
use namelight_test_runner::{json_of, program_of, python, tests};
use serde_json::Value;

tests![
    a_model_of_the_hub_trains_as_the_same_folder_does,
    the_token_goes_to_the_hub_and_not_to_where_it_redirects,
    the_token_that_logging_in_left_is_sent,
    a_token_that_is_there_and_cannot_be_read_is_named,
    a_second_run_asks_for_the_newest_commit_and_for_no_content,
    files_are_those_of_one_commit_and_a_pinned_one_is_not_asked_for_again,
    a_broken_connection_is_taken_up_where_it_broke,
    what_came_before_a_run_gave_up_is_not_fetched_again,
    a_server_that_starts_from_the_beginning_is_followed,
    a_wrong_checksum_is_named_and_the_file_is_gone_from_the_cache,
    a_model_that_is_not_for_everybody_asks_for_a_token,
    a_model_that_nobody_has_is_named_as_a_directory_too,
    missing_files_are_named_with_the_model,
    a_model_of_another_architecture_is_refused_before_its_weights_come,
    without_a_hub_the_cache_serves_and_an_empty_one_says_what_is_wrong,
    offline_nothing_is_asked,
    a_server_that_is_no_hub_is_not_believed,
    hugging_faces_own_client_finds_what_we_fetched,
    what_hugging_faces_own_client_fetched_is_not_fetched_again,
];

fn assert_trains(answer: &Output) {
    assert!(answer.status.success(), "{}", stderr(answer));
}

/// What the same training from the folder gives.
fn weights_from_the_folder(workspace: &Workspace) -> Vec<u8> {
    let base = fixture("tiny-base");
    assert_trains(
        &train(workspace, base.to_str().unwrap(), "folder")
            .output()
            .unwrap(),
    );
    fs::read(workspace.path("folder").join(WEIGHTS)).unwrap()
}

fn weights(workspace: &Workspace, out: &str) -> Vec<u8> {
    fs::read(workspace.path(out).join(WEIGHTS)).unwrap()
}

fn of_weights() -> Vec<u8> {
    fs::read(fixture("tiny-base").join(WEIGHTS)).unwrap()
}

fn gets(asked: &[Request]) -> Vec<&Request> {
    asked.iter().filter(|it| it.method == "GET").collect()
}

fn a_model_of_the_hub_trains_as_the_same_folder_does() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    assert_trains(&hub.train(&workspace, MODEL, "out"));
    assert!(weights(&workspace, "out") == weights_from_the_folder(&workspace));
    let report = fs::read_to_string(workspace.path("out/report.json")).unwrap();
    let report: Value = serde_json::from_str(&report).unwrap();
    assert_eq!(report["model"]["base"], MODEL);
    assert_eq!(cached(&workspace, "snapshots"), [COMMIT]);
    let main = home(&workspace).join("hub/models--someone--tiny/refs/main");
    assert_eq!(fs::read_to_string(main).unwrap(), COMMIT);
}

fn the_token_goes_to_the_hub_and_not_to_where_it_redirects() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    let mut command = train(&workspace, OLD_NAME, "out");
    command
        .env("HF_ENDPOINT", hub.hub.url())
        .env("HF_TOKEN", "hf_secret");
    assert_trains(&command.output().unwrap());
    let asked = hub.hub.take_asked();
    assert!(asked.iter().any(|it| it.path.starts_with("/someone/tiny/")));
    assert!(
        asked
            .iter()
            .all(|it| it.token() == Some("Bearer hf_secret"))
    );
    let stored = hub.store.take_asked();
    assert_eq!(gets(&stored).len(), 1);
    assert!(stored.iter().all(|it| it.token().is_none()), "{stored:?}");
}

fn the_token_that_logging_in_left_is_sent() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    fs::create_dir(home(&workspace)).unwrap();
    fs::write(home(&workspace).join("token"), "hf_of_the_file\n").unwrap();
    assert_trains(&hub.train(&workspace, MODEL, "out"));
    let asked = hub.hub.take_asked();
    assert!(
        asked
            .iter()
            .all(|it| it.token() == Some("Bearer hf_of_the_file"))
    );
}

fn a_token_that_is_there_and_cannot_be_read_is_named() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    fs::create_dir_all(home(&workspace).join("token")).unwrap();
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(&answer, &["reading the token in ", "hf/token"]);
    assert!(hub.hub.take_asked().is_empty());
}

fn a_second_run_asks_for_the_newest_commit_and_for_no_content() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    assert_trains(&hub.train(&workspace, MODEL, "first"));
    assert_eq!(gets(&hub.hub.take_asked()).len(), 3);
    assert_eq!(gets(&hub.store.take_asked()).len(), 1);
    assert_trains(&hub.train(&workspace, MODEL, "second"));
    let asked = hub.hub.take_asked();
    assert!(gets(&asked).is_empty(), "{asked:?}");
    assert_eq!(asked[0].path, "/someone/tiny/resolve/main/config.json");
    assert!(hub.store.take_asked().is_empty());
    assert!(weights(&workspace, "first") == weights(&workspace, "second"));
}

fn files_are_those_of_one_commit_and_a_pinned_one_is_not_asked_for_again() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    assert_trains(&hub.train(&workspace, &format!("{MODEL}@v1"), "tag"));
    let asked = hub.hub.take_asked();
    let path = |it: &Request| it.path.clone();
    assert_eq!(path(&asked[0]), "/someone/tiny/resolve/v1/config.json");
    let at_commit = format!("/someone/tiny/resolve/{COMMIT}/");
    assert!(
        asked[1..].iter().all(|it| it.path.starts_with(&at_commit)),
        "{asked:?}"
    );

    let pinned = format!("{MODEL}@{COMMIT}");
    hub.put("tokenizer_config.json", b"{}".to_vec());
    assert_trains(&hub.train(&workspace, &pinned, "pinned"));
    hub.hub.take_asked();
    assert_trains(&hub.train(&workspace, &pinned, "again"));
    assert!(hub.hub.take_asked().is_empty());
}

fn a_broken_connection_is_taken_up_where_it_broke() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    hub.damage(
        WEIGHTS,
        Fault::Breaks {
            after: 30_000,
            times: 2,
        },
    );
    assert_trains(&hub.train(&workspace, MODEL, "out"));
    let starts: Vec<_> = hub.store.take_asked().iter().map(Request::start).collect();
    assert_eq!(starts, [None, Some(30_000), Some(60_000)]);
    let path = format!("hub/models--someone--tiny/snapshots/{COMMIT}/{WEIGHTS}");
    assert!(fs::read(home(&workspace).join(path)).unwrap() == of_weights());
}

/// A run that brings a part of the weights and gives up.
fn give_up_after(bytes: usize, workspace: &Workspace, hub: &Hub) {
    hub.damage(WEIGHTS, Fault::Dies { after: bytes });
    let answer = hub.train(workspace, MODEL, "out");
    assert_fails(&answer, &[&format!("{bytes} bytes"), "kept", WEIGHTS]);
    assert!(!workspace.path("out").exists());
    hub.repair();
    hub.store.take_asked();
}

fn what_came_before_a_run_gave_up_is_not_fetched_again() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    give_up_after(20_000, &workspace, &hub);
    assert_trains(&hub.train(&workspace, MODEL, "out"));
    let starts: Vec<_> = hub.store.take_asked().iter().map(Request::start).collect();
    assert_eq!(starts, [Some(20_000)]);
    assert!(weights(&workspace, "out") == weights_from_the_folder(&workspace));
}

fn a_server_that_starts_from_the_beginning_is_followed() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    give_up_after(20_000, &workspace, &hub);
    hub.damage(WEIGHTS, Fault::IgnoresRange);
    assert_trains(&hub.train(&workspace, MODEL, "out"));
    let starts: Vec<_> = hub.store.take_asked().iter().map(Request::start).collect();
    assert_eq!(starts, [Some(20_000)]);
    assert!(weights(&workspace, "out") == weights_from_the_folder(&workspace));
}

fn a_wrong_checksum_is_named_and_the_file_is_gone_from_the_cache() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    hub.damage(WEIGHTS, Fault::Altered);
    let expected = sha256_hex(&of_weights());
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(&answer, &[WEIGHTS, MODEL, "SHA-256", &expected, "removed"]);
    let blobs = cached(&workspace, "blobs");
    let kept = |name: &String| *name == expected || name.ends_with(".part");
    assert!(!blobs.iter().any(kept), "{blobs:?}");
    hub.repair();
    assert_trains(&hub.train(&workspace, MODEL, "out"));
}

fn a_model_that_is_not_for_everybody_asks_for_a_token() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    hub.damage("config.json", Fault::Status(401, "GatedRepo"));
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(&answer, &[MODEL, "401", "set HF_TOKEN"]);
    hub.damage("config.json", Fault::Status(403, "GatedRepo"));
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(&answer, &[MODEL, "403", "terms"]);
}

fn a_model_that_nobody_has_is_named_as_a_directory_too() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    let answer = hub.train(&workspace, "someone/else", "out");
    assert_fails(
        &answer,
        &["someone/else is no directory", "404", "no such model"],
    );
    // What is written as only a path is, is not asked for.
    hub.hub.take_asked();
    let answer = hub.train(&workspace, "./someone", "out");
    assert_fails(&answer, &["./someone is not a directory"]);
    assert!(hub.hub.take_asked().is_empty());
}

fn missing_files_are_named_with_the_model() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    hub.remove("tokenizer.json");
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(&answer, &[MODEL, "neither tokenizer.json nor vocab.txt"]);
    hub.put(
        "tokenizer.json",
        fs::read(fixture("tiny-base/tokenizer.json")).unwrap(),
    );
    hub.remove(WEIGHTS);
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(
        &answer,
        &[
            MODEL,
            "neither model.safetensors nor model.safetensors.index.json",
        ],
    );
    hub.put("pytorch_model.bin", b"a pickle".to_vec());
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(
        &answer,
        &[MODEL, "pytorch_model.bin only", "save_pretrained"],
    );
    assert!(hub.store.take_asked().is_empty());
    hub.put(
        "model.safetensors.index.json",
        br#"{"weight_map": {"a": "one.safetensors"}}"#.to_vec(),
    );
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(&answer, &[MODEL, "no one.safetensors"]);
    let no_config = Hub::empty();
    let answer = no_config.train(&Workspace::new(), MODEL, "out");
    assert_fails(&answer, &[MODEL, "no config.json"]);
}

fn a_model_of_another_architecture_is_refused_before_its_weights_come() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    let config = fs::read_to_string(fixture("tiny-base/config.json")).unwrap();
    let config = config.replace("\"model_type\": \"bert\"", "\"model_type\": \"roberta\"");
    hub.put("config.json", config.into_bytes());
    let answer = hub.train(&workspace, MODEL, "out");
    assert_fails(&answer, &[MODEL, "roberta", "distilbert"]);
    assert!(hub.store.take_asked().is_empty());
}

fn without_a_hub_the_cache_serves_and_an_empty_one_says_what_is_wrong() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    let alone = |out: &str| {
        let mut command = train(&workspace, MODEL, out);
        command.env("HF_ENDPOINT", nobody()).output().unwrap()
    };
    assert_fails(
        &alone("out"),
        &[MODEL, "no directory", "cannot reach", "not in the cache"],
    );
    assert_trains(&hub.train(&workspace, MODEL, "first"));
    let answer = alone("second");
    assert_trains(&answer);
    assert!(
        stderr(&answer).contains("as it is in the cache"),
        "{}",
        stderr(&answer)
    );
    assert!(weights(&workspace, "first") == weights(&workspace, "second"));
}

fn offline_nothing_is_asked() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    let offline = |out: &str| {
        let mut command = train(&workspace, MODEL, out);
        command
            .env("HF_ENDPOINT", hub.hub.url())
            .env("HF_HUB_OFFLINE", "1");
        command.output().unwrap()
    };
    assert_fails(&offline("out"), &["HF_HUB_OFFLINE", "not in the cache"]);
    assert!(hub.hub.take_asked().is_empty());
    assert_trains(&hub.train(&workspace, MODEL, "first"));
    hub.hub.take_asked();
    assert_trains(&offline("second"));
    assert!(hub.hub.take_asked().is_empty());
    let weights = format!("hub/models--someone--tiny/snapshots/{COMMIT}/{WEIGHTS}");
    fs::remove_file(home(&workspace).join(weights)).unwrap();
    assert_fails(
        &offline("third"),
        &["HF_HUB_OFFLINE", "in the cache", WEIGHTS],
    );
}

fn a_server_that_is_no_hub_is_not_believed() {
    let (workspace, hub) = (Workspace::new(), Hub::new());
    let mut command = train(&workspace, "someone/tiny", "out");
    let endpoint = format!("{}/elsewhere", hub.hub.url());
    let answer = command.env("HF_ENDPOINT", endpoint).output().unwrap();
    assert_fails(&answer, &["404", "someone/tiny"]);
    let answer = command.env("HF_ENDPOINT", "localhost").output().unwrap();
    assert_fails(&answer, &["HF_ENDPOINT", "http://"]);
    let other = common::server::Server::start(|_| common::server::Reply::status(200));
    let answer = command.env("HF_ENDPOINT", other.url()).output().unwrap();
    assert_fails(&answer, &["x-repo-commit", "HF_ENDPOINT"]);
}

const FILES: [&str; 3] = ["config.json", "tokenizer.json", WEIGHTS];

/// Their hashes and where they are, as Hugging Face's own client has them.
fn of_their_client(python: &Path, workspace: &Workspace, hub: Option<&Hub>) -> Value {
    let mut command = program_of(python, "hub_cache.py");
    on_its_own(&mut command, workspace);
    match hub {
        Some(hub) => command
            .env("HF_ENDPOINT", hub.hub.url())
            .env_remove("HF_HUB_OFFLINE")
            .env_remove("TRANSFORMERS_OFFLINE"),
        None => command.env("HF_HUB_OFFLINE", "1"),
    };
    json_of(command.arg(MODEL).args(FILES))
}

fn hugging_faces_own_client_finds_what_we_fetched() {
    let python = python(&["huggingface_hub"]);
    let (workspace, hub) = (Workspace::new(), Hub::new());
    assert_trains(&hub.train(&workspace, MODEL, "out"));
    let found = of_their_client(&python, &workspace, None);
    for name in FILES {
        let bytes = fs::read(fixture("tiny-base").join(name)).unwrap();
        assert_eq!(found[name][1], sha256_hex(&bytes), "{name}");
    }
}

fn what_hugging_faces_own_client_fetched_is_not_fetched_again() {
    let python = python(&["huggingface_hub"]);
    let (workspace, hub) = (Workspace::new(), Hub::new());
    of_their_client(&python, &workspace, Some(&hub));
    assert_eq!(gets(&hub.store.take_asked()).len(), 1);
    hub.hub.take_asked();
    assert_trains(&hub.train(&workspace, MODEL, "out"));
    assert!(gets(&hub.hub.take_asked()).is_empty());
    assert!(hub.store.take_asked().is_empty());
}
