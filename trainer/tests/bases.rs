//! Folders to start from that are not in the newest form: shards, a vocabulary in place of a tokenizer, old names.

mod common;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use common::hub::{Hub, MODEL, WEIGHTS};
use common::{Workspace, fixture, json, run, stderr};
use namelight_encoder::Device;
use namelight_encoder::weights::write_f32;
use namelight_test_runner::{python, reference, tests};
use serde_json::{Map, json};

tests![
    an_old_base_in_shards_with_a_vocabulary_trains_to_the_same_weights,
    an_interrupted_run_from_shards_can_go_on_only_with_the_same_shards,
    a_missing_or_damaged_shard_is_named,
    a_base_without_readable_weights_or_tokenizer_says_what_to_do,
    what_transformers_saves_for_masked_words_in_shards_trains_to_the_same_weights,
];

const SHARDS: [&str; 2] = [
    "model-00001-of-00002.safetensors",
    "model-00002-of-00002.safetensors",
];
const INDEX: &str = "model.safetensors.index.json";

/// A copy of the tiny base.
fn copy(workspace: &Workspace) -> PathBuf {
    let folder = workspace.path("base");
    fs::create_dir(&folder).unwrap();
    for name in ["config.json", "tokenizer.json", WEIGHTS] {
        fs::copy(fixture("tiny-base").join(name), folder.join(name)).unwrap();
    }
    folder
}

/// The same as the first releases of BERT were: a prefix, the norms' old names, a head of masked words; in two shards.
fn make_old(base: &Path) {
    let tensors = candle_core::safetensors::load(base.join(WEIGHTS), &Device::Cpu).unwrap();
    let old = |name: String| {
        let name = format!("bert.{name}");
        match name.contains("LayerNorm") {
            true => name.replace(".weight", ".gamma").replace(".bias", ".beta"),
            false => name,
        }
    };
    let tensors = tensors
        .into_iter()
        .map(|(name, tensor)| (old(name), tensor));
    let mut tensors: BTreeMap<_, _> = tensors.collect();
    let bias = tensors["bert.embeddings.LayerNorm.beta"].clone();
    tensors.insert("cls.predictions.bias".to_owned(), bias);
    let mut places = Map::new();
    let mut halves = [BTreeMap::new(), BTreeMap::new()];
    for (place, (name, tensor)) in tensors.into_iter().enumerate() {
        places.insert(name.clone(), json!(SHARDS[place % 2]));
        halves[place % 2].insert(name, tensor);
    }
    for (name, half) in SHARDS.iter().zip(&halves) {
        fs::write(base.join(name), write_f32(half).unwrap()).unwrap();
    }
    let index = json!({ "weight_map": places }).to_string();
    fs::write(base.join(INDEX), index).unwrap();
    fs::remove_file(base.join(WEIGHTS)).unwrap();
}

/// The vocabulary as a `vocab.txt`.
fn leave_only_the_vocabulary(base: &Path) {
    let path = base.join("tokenizer.json");
    let json = json(&path);
    let pieces = json["model"]["vocab"].as_object().unwrap();
    let mut pieces: Vec<_> = pieces.iter().collect();
    pieces.sort_by_key(|(_, id)| id.as_u64());
    let lines: String = pieces
        .iter()
        .map(|(piece, _)| format!("{piece}\n"))
        .collect();
    fs::write(base.join("vocab.txt"), lines).unwrap();
    fs::remove_file(path).unwrap();
}

fn train(workspace: &Workspace, base: &Path, out: &str) -> std::process::Output {
    let (data, out) = (fixture("conll"), workspace.path(out));
    let paths = [("--base", base), ("--data", &data), ("--out", &out)];
    let paths = paths.map(|(flag, path)| [flag, path.to_str().unwrap()]);
    run(&[
        &["train", "--epochs", "1", "--threads", "1"],
        &paths.concat()[..],
    ]
    .concat())
}

fn trained(workspace: &Workspace, base: &Path, out: &str) -> Vec<u8> {
    let answer = train(workspace, base, out);
    assert!(answer.status.success(), "{}", stderr(&answer));
    fs::read(workspace.path(out).join(WEIGHTS)).unwrap()
}

fn refused(workspace: &Workspace, base: &Path, parts: &[&str]) {
    let message = stderr(&train(workspace, base, "refused"));
    assert!(message.starts_with("error: "), "{message}");
    for part in parts {
        assert!(message.contains(part), "{part:?} is not in {message:?}");
    }
    assert!(!workspace.path("refused").exists());
}

fn an_old_base_in_shards_with_a_vocabulary_trains_to_the_same_weights() {
    let workspace = Workspace::new();
    let expected = trained(&workspace, &fixture("tiny-base"), "expected");
    let base = copy(&workspace);
    make_old(&base);
    leave_only_the_vocabulary(&base);
    assert!(trained(&workspace, &base, "old") == expected);

    // And from the hub.
    let hub = Hub::empty();
    for name in ["config.json", "vocab.txt", INDEX, SHARDS[0], SHARDS[1]] {
        hub.put(name, fs::read(base.join(name)).unwrap());
    }
    let answer = hub.train(&workspace, MODEL, "of-the-hub");
    assert!(answer.status.success(), "{}", stderr(&answer));
    assert!(fs::read(workspace.path("of-the-hub").join(WEIGHTS)).unwrap() == expected);
}

fn an_interrupted_run_from_shards_can_go_on_only_with_the_same_shards() {
    let workspace = Workspace::new();
    let base = copy(&workspace);
    make_old(&base);
    let (data, out) = (fixture("conll"), workspace.path("out"));
    let args = common::interrupted::train_args(&out, &base, &data);
    common::interrupted::interrupt(&args, &common::interrupted::checkpoint_of(&out));
    let shard = base.join(SHARDS[1]);
    let mut bytes = fs::read(&shard).unwrap();
    // The lowest bit of some weight.
    let last = bytes.len() - 4;
    bytes[last] ^= 1;
    fs::write(&shard, bytes).unwrap();
    let answer = run(&[&args[..], &["--resume"]].concat());
    assert_eq!(answer.status.code(), Some(1));
    assert!(stderr(&answer).contains("base"), "{}", stderr(&answer));
}

fn a_missing_or_damaged_shard_is_named() {
    let workspace = Workspace::new();
    let base = copy(&workspace);
    make_old(&base);
    let shard = base.join(SHARDS[1]);
    let bytes = fs::read(&shard).unwrap();
    fs::write(&shard, &bytes[..bytes.len() / 2]).unwrap();
    refused(&workspace, &base, &[SHARDS[1], "truncated"]);
    fs::write(&shard, fs::read(base.join(SHARDS[0])).unwrap()).unwrap();
    refused(&workspace, &base, &["is not in", SHARDS[1], INDEX]);
    fs::remove_file(&shard).unwrap();
    refused(&workspace, &base, &[SHARDS[1], INDEX]);
}

fn a_base_without_readable_weights_or_tokenizer_says_what_to_do() {
    let workspace = Workspace::new();
    let base = copy(&workspace);
    fs::remove_file(base.join(WEIGHTS)).unwrap();
    refused(&workspace, &base, &["neither model.safetensors nor", INDEX]);
    fs::write(base.join("pytorch_model.bin"), "a pickle").unwrap();
    refused(
        &workspace,
        &base,
        &["pytorch_model.bin only", "save_pretrained"],
    );
    fs::remove_file(base.join("tokenizer.json")).unwrap();
    refused(&workspace, &base, &["neither tokenizer.json nor vocab.txt"]);
    fs::write(base.join("vocab.txt"), "[CLS]\n[SEP]\n").unwrap();
    refused(&workspace, &base, &["vocab.txt", "[UNK]"]);
}

fn what_transformers_saves_for_masked_words_in_shards_trains_to_the_same_weights() {
    let python = python(&["torch", "transformers"]);
    let workspace = Workspace::new();
    let (tiny, base) = (fixture("tiny-base"), workspace.path("masked"));
    let files = reference(&python, "masked_base.py", &[&tiny, &base]);
    let files = files.as_array().unwrap();
    assert!(files.contains(&json!(INDEX)), "{files:?}");
    assert!(!files.contains(&json!(WEIGHTS)), "{files:?}");
    fs::copy(tiny.join("tokenizer.json"), base.join("tokenizer.json")).unwrap();
    let expected = trained(&workspace, &tiny, "expected");
    assert!(trained(&workspace, &base, "out") == expected);
}
