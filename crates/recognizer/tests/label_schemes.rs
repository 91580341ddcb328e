//! Entities and places of models of every label scheme, against transformers' pipeline and seqeval.
//! `tests/reference/label_schemes.py` wrote the fixture, and says how the models are made.

use std::path::PathBuf;

use namelight_encoder::weights::{read_base, write_f32};
use namelight_encoder::{Batch, Config, Device, NoDropout, TokenClassifier};
use namelight_recognizer::{ModelFiles, Recognizer, encode_rows};
use namelight_text::{DecodingOptions, TextRecord};
use namelight_tokenizer::Tokenizer;
use serde_json::{Value, json};

fn fixture(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fixtures");
    std::fs::read(folder.join(name)).unwrap()
}

fn expected() -> Value {
    serde_json::from_slice(&fixture("label-schemes.json")).unwrap()
}

fn strings(list: &Value) -> Vec<String> {
    let list = list.as_array().unwrap().iter();
    list.map(|item| item.as_str().unwrap().to_owned()).collect()
}

/// The tiny model with a head that forces these labels.
fn model(fixture_file: &Value, labels: &[String], scheme: Option<&str>) -> ModelFiles {
    let config = Config::from_json(&fixture("tiny-base/config.json")).unwrap();
    let config = config.with_labels(labels);
    let config = match scheme {
        Some(scheme) => config.with_label_scheme(scheme),
        None => config,
    };
    let tokenizer = fixture("tiny-base/tokenizer.json");
    let vocabulary: Value = serde_json::from_slice(&tokenizer).unwrap();
    let id = |piece: &str| vocabulary["model"]["vocab"][piece].as_u64().unwrap() as usize;
    let half = fixture_file["half"].as_u64().unwrap() as usize;

    let hidden = config.hidden_size;
    let mut head = vec![0.0; labels.len() * hidden];
    let mut words = vec![0.0_f32; config.vocab_size * hidden];
    let mut pieces = strings(&fixture_file["words"]);
    pieces.push(fixture_file["suffix"].as_str().unwrap().to_owned());
    for (place, piece) in pieces.iter().enumerate() {
        words[id(piece) * hidden + place] = 1.0;
        words[id(piece) * hidden + place + half] = -1.0;
        head[place % labels.len() * hidden + place] = 1.0;
    }

    let base = fixture("tiny-base/model.safetensors");
    let mut parameters = read_base(&base, &config, head, &Device::Cpu).unwrap();
    for (name, value) in &mut parameters {
        let is_kept = name.contains("LayerNorm.weight") || name.starts_with("classifier");
        if name.ends_with("word_embeddings.weight") {
            let shape = value.dims().to_vec();
            *value =
                namelight_encoder::Tensor::from_vec(words.clone(), shape, &Device::Cpu).unwrap();
        } else if !is_kept {
            *value = value.zeros_like().unwrap();
        }
    }
    ModelFiles {
        config: config.to_json().into_bytes(),
        tokenizer,
        weights: write_f32(&parameters).unwrap(),
    }
}

fn logits(files: &ModelFiles, text: &str) -> Vec<Vec<f32>> {
    let config = Config::from_json(&files.config).unwrap();
    let parameters =
        namelight_encoder::weights::read(&files.weights, &config, &Device::Cpu).unwrap();
    let classifier = TokenClassifier::load(&parameters, &config).unwrap();
    let tokenizer = Tokenizer::from_bytes(&files.tokenizer).unwrap();
    let words: Vec<&str> = text.split(' ').collect();
    let rows = encode_rows(&tokenizer, &words, config.max_positions).unwrap();
    let batch = Batch::new(&[rows[0].ids.as_slice()], &Device::Cpu).unwrap();
    let logits = classifier.forward(&batch, &mut NoDropout).unwrap();
    logits.to_vec2::<f32>().unwrap()
}

#[test]
fn logits_of_each_wordpiece_are_those_of_transformers() {
    let file = expected();
    for set in file["sets"].as_array().unwrap() {
        let files = model(&file, &strings(&set["labels"]), None);
        let ours = logits(&files, set["cases"][0]["text"].as_str().unwrap());
        let theirs: Vec<Vec<f32>> = serde_json::from_value(set["logits"].clone()).unwrap();
        assert_eq!(ours.len(), theirs.len());
        for (ours, theirs) in ours.iter().flatten().zip(theirs.iter().flatten()) {
            assert!(
                (ours - theirs).abs() < 1e-4,
                "{}: {ours} {theirs}",
                set["name"]
            );
        }
    }
}

#[test]
fn entities_and_places_are_those_of_the_pipeline_and_of_seqeval() {
    let file = expected();
    let mut found = 0;
    for set in file["sets"].as_array().unwrap() {
        let files = model(&file, &strings(&set["labels"]), None);
        let recognizer = Recognizer::load(&files).unwrap();
        for case in set["cases"].as_array().unwrap() {
            let text = case["text"].as_str().unwrap();
            let entities = recognizer.recognize(text).unwrap();
            let record = TextRecord::new(text, &entities);
            let entities = record.entities.iter();
            let entities: Vec<Value> = entities
                .map(|entity| json!([entity.entity_group, entity.start, entity.end]))
                .collect();
            found += entities.len();
            assert_eq!(json!(entities), case["entities"], "{}: {text}", set["name"]);
        }
    }
    assert!(found > 500, "{found}");
}

#[test]
fn a_stated_scheme_is_kept_where_a_model_breaks_it() {
    let file = expected();
    // The words oslo and the are told to be I-PER and B-PER.
    let labels = ["O", "I-PER", "B-PER"].map(str::to_owned);
    let found = |scheme| {
        let recognizer = Recognizer::load(&model(&file, &labels, scheme)).unwrap();
        let analysis = recognizer.recognize_sentence("oslo oslo the oslo").unwrap();
        analysis.labels
    };
    assert_eq!(found(None), [1, 1, 2, 1]);
    assert_eq!(found(Some("iob1")), [1, 1, 2, 1]);
    assert_eq!(found(Some("iob2")), [2, 1, 2, 1]);
}

#[test]
fn a_scheme_that_nobody_knows_is_refused() {
    let labels = ["O", "B-PER", "I-PER"].map(str::to_owned);
    let error = Recognizer::load(&model(&expected(), &labels, Some("bio")))
        .err()
        .unwrap();
    assert!(
        error.to_string().contains("label_scheme is \"bio\""),
        "{error}"
    );
}

#[test]
fn decoding_options_lower_o_and_drop_types() {
    let file = expected();
    let labels = ["O", "B-PER", "B-LOC"].map(str::to_owned);
    let recognizer = Recognizer::load(&model(&file, &labels, None)).unwrap();
    let types = |options: &DecodingOptions| -> Vec<String> {
        let mut run = recognizer.start_sentence("ada oslo the").unwrap();
        while run.step().unwrap() {}
        let found = run.finish_with(options).entities.into_iter();
        found.map(|entity| entity.entity_type).collect()
    };
    let options = DecodingOptions::default;
    assert_eq!(types(&options()), ["PER", "LOC"]);
    let lowered = DecodingOptions {
        recall_bias: 5.0,
        ..options()
    };
    assert_eq!(types(&lowered), ["PER", "PER", "LOC"]);
    let places = DecodingOptions {
        entity_types: Some(vec!["LOC".to_owned()]),
        ..options()
    };
    assert_eq!(types(&places), ["LOC"]);
}

#[test]
fn a_rising_recall_bias_finds_more_in_one_run_of_the_encoder() {
    let file = expected();
    let labels = ["O", "B-PER", "B-LOC"].map(str::to_owned);
    let recognizer = Recognizer::load(&model(&file, &labels, None)).unwrap();
    let options = DecodingOptions::default();
    let biases = [0.001, 5.0, 6.0];
    let run = |text| {
        let mut run = recognizer.start_sentence(text).unwrap();
        while run.step().unwrap() {}
        run.finish_with_biases(&options, &biases)
    };
    let text = "ada oslo the";
    let (usual, more) = run(text);
    assert_eq!(usual, recognizer.recognize_sentence(text).unwrap());
    // The least bias changes nothing, and the greatest finds what the second does.
    assert_eq!(more.len(), 2);
    assert_eq!(more[0], usual.entities);
    for (bias, found) in biases.into_iter().zip(&more) {
        let options = DecodingOptions {
            recall_bias: bias,
            ..options.clone()
        };
        let alone = recognizer.recognize_sentence_with(text, &options).unwrap();
        assert_eq!(&alone.entities, found, "{bias}");
    }
    assert_eq!(more[1].len(), 3);
    // Where no bias changes anything there is nothing to tell.
    assert!(run("").1.is_empty());
}
