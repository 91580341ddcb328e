//! What `train` writes opens in transformers: its tokenizer, its weights and its card.
//!
//! Needs a Python with torch and transformers, named by `NAMELIGHT_PYTHON`; without one the tests are ignored.

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{Workspace, fixture, run, stderr};
use namelight_encoder::{Batch, Config, Device, NoDropout, TokenClassifier, weights};
use namelight_recognizer::encode_rows;
use namelight_test_runner::{python, reference, tests};
use namelight_tokenizer::Tokenizer;
use serde_json::{Map, Value, json};

tests![
    a_bert_with_the_tokenizer_config_of_its_base_opens_with_equal_logits,
    a_distilbert_from_a_half_precision_base_opens_with_equal_logits,
    a_bert_with_word_shapes_opens_with_equal_logits_given_them_as_token_types,
    an_mpnet_opens_with_equal_logits,
    the_card_reads_in_the_hubs_library_and_its_table_is_the_trainers,
];

/// Words of the letters that the tiny vocabulary has, and some of others.
const SENTENCES: [&str; 3] = [
    "Ida Sand met Tomas",
    "The Harbour Council",
    "Nobody came , said Mira",
];
/// The encoders of `tests/fixtures` know 40 wordpieces: five special ones, these letters, and these inside a word.
const LETTERS: &str = "abdegilmnoprstcuh";

/// A base with the encoder of this type. The names of its special tokens stand in the order of their ids.
fn base(workspace: &Workspace, model_type: &str, special: [&str; 5], change: Value) -> PathBuf {
    let folder = workspace.path(&format!("{model_type}-base"));
    fs::create_dir(&folder).unwrap();
    let encoder = fixture("encoder").join(model_type);
    let weights = "model.safetensors";
    fs::copy(encoder.join(weights), folder.join(weights)).unwrap();
    let mut config = json_file(&encoder.join("config.json"));
    for (key, value) in change.as_object().unwrap() {
        config[key] = value.clone();
    }
    fs::write(folder.join("config.json"), config.to_string()).unwrap();
    fs::write(folder.join("tokenizer.json"), tokenizer(special)).unwrap();
    folder
}

fn tokenizer(special: [&str; 5]) -> String {
    let mut tokenizer = json_file(&fixture("tokenizer/tokenizer.json"));
    let pieces = special.iter().map(|token| (*token).to_owned());
    let letters = LETTERS.chars().map(String::from);
    let inner = LETTERS.chars().map(|letter| format!("##{letter}"));
    let vocabulary: Map<String, Value> = pieces
        .chain(letters)
        .chain(inner)
        .zip(0..)
        .map(|(piece, id)| (piece, json!(id)))
        .collect();
    let id = |token: &str| vocabulary[token].clone();
    let [cls, sep] = if special.contains(&"<s>") {
        ["<s>", "</s>"]
    } else {
        ["[CLS]", "[SEP]"]
    };
    let added = special.map(|token| {
        json!({
            "id": id(token), "content": token, "single_word": false, "lstrip": false, "rstrip": false,
            "normalized": false, "special": true,
        })
    });
    let sequence = |token: &str| json!({"SpecialToken": {"id": token, "type_id": 0}});
    let text = json!({"Sequence": {"id": "A", "type_id": 0}});
    let entry = |token: &str| json!({"id": token, "ids": [id(token)], "tokens": [token]});
    tokenizer["post_processor"] = json!({
        "type": "TemplateProcessing",
        "single": [sequence(cls), text, sequence(sep)],
        "pair": [sequence(cls), text, sequence(sep)],
        "special_tokens": {cls: entry(cls), sep: entry(sep)},
    });
    tokenizer["added_tokens"] = json!(added);
    tokenizer["model"]["vocab"] = Value::Object(vocabulary);
    tokenizer.to_string()
}

fn train(workspace: &Workspace, base: &Path, flags: &[&str]) -> PathBuf {
    let out = workspace.path("model");
    let data = fixture("conll");
    let arguments = [
        "train",
        "--base",
        base.to_str().unwrap(),
        "--data",
        data.to_str().unwrap(),
        "--out",
        out.to_str().unwrap(),
        "--epochs",
        "20",
        "--learning-rate",
        "1e-2",
    ];
    let answer = run(&[&arguments, flags].concat());
    assert!(answer.status.success(), "{}", stderr(&answer));
    out
}

/// What our encoder computes with the files of a model, all sentences in one batch.
fn logits(model: &Path) -> Value {
    let read = |name: &str| fs::read(model.join(name)).unwrap();
    let config = Config::from_json(&read("config.json")).unwrap();
    let parameters = weights::read(&read("model.safetensors"), &config, &Device::Cpu).unwrap();
    let classifier = TokenClassifier::load(&parameters, &config).unwrap();
    let tokenizer = Tokenizer::from_bytes(&read("tokenizer.json")).unwrap();
    let rows = SENTENCES.map(|sentence| {
        let words: Vec<&str> = sentence.split(' ').collect();
        encode_rows(&tokenizer, &words, config.max_positions)
            .unwrap()
            .remove(0)
    });
    let ids = rows.each_ref().map(|row| row.ids.as_slice());
    let mut batch = Batch::new(&ids, &Device::Cpu).unwrap();
    if config.word_shapes {
        let types = rows.each_ref().map(|row| row.token_types.as_slice());
        batch = batch.with_token_types(&types).unwrap();
    }
    let logits = classifier.forward(&batch, &mut NoDropout).unwrap();
    let mut logits = logits.to_vec2::<f32>().unwrap();
    let sentences = SENTENCES.iter().zip(&rows).map(|(sentence, row)| {
        let words: Vec<&str> = sentence.split(' ').collect();
        let logits: Vec<_> = logits.drain(..row.ids.len()).collect();
        json!({"words": words, "ids": row.ids, "token_types": row.token_types, "logits": logits})
    });
    sentences.collect()
}

fn json_file(path: &Path) -> Value {
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn opens_with_equal_logits(python: &Path, workspace: &Workspace, base: &Path, flags: &[&str]) {
    let model = train(workspace, base, flags);
    let expected = workspace.file("expected.json", logits(&model).to_string().as_bytes());
    let answer = reference(python, "open_in_transformers.py", &[&model, &expected]);
    assert_eq!(answer["labels"]["1"], "B-PER");
}

const BERT_TOKENS: [&str; 5] = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"];

fn a_bert_with_the_tokenizer_config_of_its_base_opens_with_equal_logits() {
    let python = python(&["torch", "transformers"]);
    let workspace = Workspace::new();
    let base = base(&workspace, "bert", BERT_TOKENS, json!({}));
    let config = r#"{"tokenizer_class": "BertTokenizer", "do_lower_case": true}"#;
    fs::write(base.join("tokenizer_config.json"), config).unwrap();
    opens_with_equal_logits(&python, &workspace, &base, &[]);
    let kept = fs::read_to_string(workspace.path("model/tokenizer_config.json")).unwrap();
    assert_eq!(kept, config);
}

/// transformers turns the weights into what `config.json` says, and the base's were half as long.
fn a_distilbert_from_a_half_precision_base_opens_with_equal_logits() {
    let python = python(&["torch", "transformers"]);
    let workspace = Workspace::new();
    let half = json!({"dtype": "float16", "torch_dtype": "float16"});
    let base = base(&workspace, "distilbert", BERT_TOKENS, half);
    opens_with_equal_logits(&python, &workspace, &base, &[]);
}

fn a_bert_with_word_shapes_opens_with_equal_logits_given_them_as_token_types() {
    let python = python(&["torch", "transformers"]);
    let workspace = Workspace::new();
    let base = base(&workspace, "bert", BERT_TOKENS, json!({}));
    opens_with_equal_logits(&python, &workspace, &base, &["--word-shapes"]);
}

fn an_mpnet_opens_with_equal_logits() {
    let python = python(&["torch", "transformers"]);
    let workspace = Workspace::new();
    let special = ["<s>", "<pad>", "</s>", "[UNK]", "<mask>"];
    let base = base(&workspace, "mpnet", special, json!({}));
    opens_with_equal_logits(&python, &workspace, &base, &[]);
}

fn the_card_reads_in_the_hubs_library_and_its_table_is_the_trainers() {
    let python = python(&["transformers", "huggingface_hub"]);
    let workspace = Workspace::new();
    let model = workspace.train("no", &["--epochs", "12", "--learning-rate", "1e-2"]);
    let read = reference(&python, "read_card.py", &[&model]);
    assert_eq!(read["name"], "no");
    assert_eq!(read["data"]["base_model"], "tiny-base");
    assert_eq!(read["data"]["pipeline_tag"], "token-classification");
    assert_eq!(read["data"]["library_name"], "transformers");
    assert!(read["data"]["datasets"].is_null());

    let report = json_file(&model.join("report.json"));
    let scored = &report["evaluations"][0];
    assert_eq!(
        read["results"][2],
        json!([
            "valid.txt",
            "validation",
            "f1",
            scored["scores"]["overall"]["f1"]
        ])
    );
    assert_eq!(read["results"].as_array().unwrap().len(), 8);
    let card = fs::read_to_string(model.join("README.md")).unwrap();
    let table = read["table"].as_str().unwrap();
    assert_eq!(table.lines().count(), 2 + 12);
    assert!(card.contains(table), "{table} is not in {card}");
}
