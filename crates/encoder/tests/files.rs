//! `config.json`: what is read, written and refused.

mod common;

use common::{MODELS, Reference};
use namelight_encoder::{Config, ConfigError};
use serde_json::{Value, json};

fn edited(change: impl Fn(&mut Value)) -> Result<Config, ConfigError> {
    let mut json: Value = serde_json::from_str(&Reference::load("bert").config.to_json()).unwrap();
    change(&mut json);
    Config::from_json(json.to_string().as_bytes())
}

#[test]
fn a_configuration_survives_writing_and_reading() {
    for name in MODELS {
        let config = Reference::load(name).config;
        let back = Config::from_json(config.to_json().as_bytes()).unwrap();
        assert_eq!(back.to_json(), config.to_json());
        assert_eq!(back.labels, ["O", "B-A", "I-A", "B-B", "I-B"]);
    }
}

#[test]
fn new_labels_stand_in_both_maps_and_the_rest_is_kept() {
    let labels = ["O".to_owned(), "B-X".to_owned()];
    let config = Reference::load("bert").config.with_labels(&labels);
    let json: Value = serde_json::from_str(&config.to_json()).unwrap();
    assert_eq!(json["id2label"], json!({ "0": "O", "1": "B-X" }));
    assert_eq!(json["label2id"], json!({ "O": 0, "B-X": 1 }));
    assert_eq!(json["architectures"], json!(["BertForTokenClassification"]));
    assert_eq!(json["vocab_size"], json!(40));
}

#[test]
fn what_would_change_the_mathematics_is_refused_by_name() {
    let cases = [
        ("model_type", json!("roberta")),
        ("hidden_act", json!("gelu_new")),
        ("position_embedding_type", json!("relative_key")),
        ("num_attention_heads", json!(3)),
        ("num_attention_heads", json!(0)),
        ("num_hidden_layers", json!(4_000_000_000_u32)),
        ("hidden_size", json!("wide")),
        ("vocab_size", json!(-1)),
    ];
    for (field, value) in cases {
        let error = edited(|json| json[field] = value.clone())
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("config.json"), "{field}: {error}");
    }
    assert!(edited(|json| json["id2label"] = json!({ "0": "O", "2": "B-A" })).is_err());
    assert!(Config::from_json(b"{\"model_type\": ").is_err());
}

#[test]
fn another_architecture_is_named_though_it_has_other_fields() {
    let error = Config::from_json(br#"{"model_type": "gpt2", "n_positions": 1024}"#).unwrap_err();
    assert!(matches!(error, ConfigError::ModelType(name) if name == "gpt2"));
}

#[test]
fn a_model_for_another_task_or_without_labels_is_no_token_classifier() {
    for name in MODELS {
        let config = Reference::load(name).config;
        config.check_token_classifier().unwrap();
    }
    let other = json!(["BertForSequenceClassification"]);
    let config = edited(|json| json["architectures"] = other.clone()).unwrap();
    assert!(matches!(
        config.check_token_classifier(),
        Err(ConfigError::Task(name)) if name == "BertForSequenceClassification"
    ));
    let config = edited(|json| json["id2label"] = json!({})).unwrap();
    assert!(matches!(
        config.check_token_classifier(),
        Err(ConfigError::NoLabels)
    ));
    // A file that does not say may be one.
    let config = edited(|json| json["architectures"] = Value::Null).unwrap();
    config.check_token_classifier().unwrap();
}
