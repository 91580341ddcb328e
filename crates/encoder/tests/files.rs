//! `config.json`: what is read, written and refused.

mod common;

use common::{MODELS, Reference};
use namelight_encoder::weights::{Reader, write_f32};
use namelight_encoder::{Classifier, Config, ConfigError, Input, Int8Classifier};
use serde_json::{Value, json};

fn edited(change: impl Fn(&mut Value)) -> Result<Config, ConfigError> {
    edited_of("bert", change)
}

fn edited_of(model: &str, change: impl Fn(&mut Value)) -> Result<Config, ConfigError> {
    let mut json: Value = serde_json::from_str(&Reference::load(model).config.to_json()).unwrap();
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
    ];
    for (field, value) in cases {
        let error = edited(|json| json[field] = value.clone())
            .unwrap_err()
            .to_string();
        assert!(error.starts_with("config.json"), "{field}: {error}");
    }
    assert!(edited(|json| json["id2label"] = json!({ "0": "O", "2": "B-A" })).is_err());
    assert!(Config::from_json(b"{\"model_type\": ").is_err());
    assert!(Config::from_json(b"[]").is_err());
}

/// `intermediate_size: 300000` once reached an assertion of the kernels, `calibration_temperature: 1e-60` was zero as f32 and
/// gave scores that were no numbers.
#[test]
fn a_number_beyond_its_limits_is_refused_by_field_value_and_limit() {
    let cases = [
        ("bert", "intermediate_size", json!(300_000), "264208"),
        ("bert", "intermediate_size", json!(0), "from 1"),
        ("distilbert", "hidden_dim", json!(300_000), "264208"),
        ("bert", "hidden_size", json!(0), "from 1"),
        ("bert", "hidden_size", json!(65_537), "65536"),
        ("distilbert", "dim", json!("wide"), "whole number"),
        ("bert", "num_hidden_layers", json!(0), "from 1"),
        (
            "bert",
            "num_hidden_layers",
            json!(4_000_000_000_u32),
            "1000",
        ),
        ("bert", "num_attention_heads", json!(0), "from 1"),
        ("bert", "vocab_size", json!(-1), "from 1"),
        ("bert", "vocab_size", json!(4_294_967_297_u64), "10000000"),
        ("bert", "max_position_embeddings", json!(2), "from 3"),
        ("mpnet", "max_position_embeddings", json!(4), "from 5"),
        (
            "mpnet",
            "max_position_embeddings",
            json!(1_u64 << 40),
            "65536",
        ),
        ("bert", "type_vocab_size", json!(65_537), "65536"),
        ("bert", "type_vocab_size", json!(1.5), "whole number"),
        ("bert", "pad_token_id", json!(-1), "from 0"),
        ("bert", "layer_norm_eps", json!(0.0), "number from"),
        ("mpnet", "layer_norm_eps", json!(1e-60), "number from"),
        ("bert", "layer_norm_eps", json!(-1e-12), "number from"),
        ("bert", "layer_norm_eps", json!(2), "to 1"),
        ("bert", "hidden_dropout_prob", json!(1), "0.999"),
        (
            "bert",
            "attention_probs_dropout_prob",
            json!(-0.1),
            "from 0",
        ),
        ("bert", "classifier_dropout", json!(1e300), "0.999"),
        ("bert", "initializer_range", json!(-1), "from 0"),
        ("bert", "calibration_temperature", json!(1e-60), "0.01"),
        ("bert", "calibration_temperature", json!(1e-38), "0.01"),
        ("bert", "calibration_temperature", json!(0), "0.01"),
        ("bert", "calibration_temperature", json!(-1), "0.01"),
        ("bert", "calibration_temperature", json!(1e39), "100"),
        (
            "bert",
            "calibration_temperature",
            json!("warm"),
            "number from",
        ),
    ];
    for (model, field, value, limit) in cases {
        let error = edited_of(model, |json| json[field] = value.clone())
            .unwrap_err()
            .to_string();
        // As it is read: the last digit of a number far from 1 may differ.
        let value: Value = serde_json::from_str(&value.to_string()).unwrap();
        let said = format!("config.json: {field} is {value}");
        assert!(
            error.starts_with(&said) && error.contains(limit),
            "{field} {value}: {error}"
        );
    }
}

#[test]
fn a_missing_number_is_named() {
    for (model, field) in [("bert", "hidden_size"), ("distilbert", "n_heads")] {
        for absent in [true, false] {
            let error = edited_of(model, |json| match absent {
                true => drop(json.as_object_mut().unwrap().remove(field)),
                false => json[field] = Value::Null,
            });
            assert!(matches!(error, Err(ConfigError::Missing(name)) if name == field));
        }
    }
}

#[test]
fn what_transformers_has_a_default_for_may_be_missing_or_null() {
    let fields = [
        ("bert", "hidden_act"),
        ("bert", "hidden_dropout_prob"),
        ("bert", "attention_probs_dropout_prob"),
        ("bert", "classifier_dropout"),
        ("bert", "layer_norm_eps"),
        ("bert", "type_vocab_size"),
        ("bert", "max_position_embeddings"),
        ("bert", "pad_token_id"),
        ("bert", "position_embedding_type"),
        ("bert", "initializer_range"),
        ("distilbert", "activation"),
        ("distilbert", "dropout"),
        ("mpnet", "relative_attention_num_buckets"),
    ];
    for (model, field) in fields {
        let absent = edited_of(model, |json| {
            drop(json.as_object_mut().unwrap().remove(field))
        });
        let null = edited_of(model, |json| json[field] = Value::Null);
        for config in [absent, null] {
            let config = config.unwrap_or_else(|error| panic!("{field}: {error}"));
            assert_eq!(
                config.hidden_size,
                edited_of(model, |_| {}).unwrap().hidden_size
            );
        }
    }
    let bert = edited_of("bert", |json| {
        drop(json.as_object_mut().unwrap().remove("layer_norm_eps"))
    });
    assert_eq!(bert.unwrap().layer_norm_eps, 1e-12);
}

#[test]
fn more_labels_than_any_model_has_are_refused() {
    let labels: serde_json::Map<String, Value> = (0..10_001)
        .map(|id| (id.to_string(), json!(format!("T{id}"))))
        .collect();
    let error = edited(|json| json["id2label"] = Value::Object(labels.clone())).unwrap_err();
    assert!(
        matches!(
            error,
            ConfigError::OutOfRange {
                field: "id2label",
                ..
            }
        ),
        "{error}"
    );
}

/// Whatever a number says, the file is refused, or the weights are, or the model computes numbers.
#[test]
fn no_number_of_a_file_reaches_a_panic_or_a_logit_that_is_no_number() {
    let numbers = [
        "-9007199254740993",
        "-1",
        "0",
        "-0.0",
        "1",
        "2",
        "3",
        "7",
        "16",
        "255",
        "65535",
        "300000",
        "2147483648",
        "4294967295",
        "4294967296",
        "18446744073709551615",
        "1e-60",
        "1e-44",
        "1e-38",
        "0.5",
        "1.0",
        "1e38",
        "1e300",
        "null",
        "true",
        "\"8\"",
        "[]",
        "{}",
    ];
    let mut computed = 0;
    for model in MODELS {
        let reference = Reference::load(model);
        let weights = write_f32(&reference.parameters).unwrap();
        let json: Value = serde_json::from_str(&reference.config.to_json()).unwrap();
        let fields = json.as_object().unwrap().iter();
        let fields = fields
            .filter(|(_, value)| value.is_number())
            .map(|(field, _)| field.as_str());
        for field in fields.chain(["calibration_temperature", "classifier_dropout", "id2label"]) {
            for number in numbers {
                let mut json = json.clone();
                json[field] = serde_json::from_str(number).unwrap();
                let Ok(config) = Config::from_json(json.to_string().as_bytes()) else {
                    continue;
                };
                let mut reader = Reader::quantizing(&config, weights.len() as u64);
                let Ok(()) = reader.push(&weights) else {
                    continue;
                };
                let model = Int8Classifier::load(reader.finish().unwrap(), &config).unwrap();
                let ids = [1; 3];
                let input = Input {
                    ids: &ids,
                    token_types: None,
                };
                let logits = model.logits(&[input]).unwrap();
                let temperature = config.temperature as f32;
                let finite = logits.iter().all(|logit| (logit / temperature).is_finite());
                assert!(finite, "{field}: {number}");
                computed += 1;
            }
        }
    }
    assert!(computed > 50, "{computed}");
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
