//! Tests of the model card.

use std::path::Path;

use expect_test::expect_file;
use namelight_manifest::{Manifest, sha256_hex};
use namelight_scores::report::EpochRow;

use super::*;

const SHIPPED: &[u8] = include_bytes!("../../../web/model/small/report.json");

/// A report as of a run on CoNLL-2003 alone.
fn report() -> Report {
    let mut report: Report = serde_json::from_slice(SHIPPED).unwrap();
    let is_news = |source: &Option<String>| source.as_deref() == Some("CoNLL-2003");
    report.data.retain(|file| is_news(&file.source));
    report.evaluations.retain(|row| is_news(&row.source));
    let sources = report.data.iter_mut().map(|file| &mut file.source);
    let rows = report.evaluations.iter_mut().map(|row| &mut row.source);
    sources.chain(rows).for_each(|source| *source = None);
    report
}

/// To write the cards anew run this test with `UPDATE_EXPECT=1`; the manifests beside them name their sizes and hashes.
#[test]
fn the_cards_of_the_released_models_are_those_of_their_reports() {
    for model in ["small", "base"] {
        let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("../web/model");
        let folder = models.join(model);
        let read = |name: &str| std::fs::read(folder.join(name)).unwrap();
        let report = serde_json::from_slice(&read("report.json")).unwrap();
        let card = card(&report, Weights::Int8).unwrap();
        expect_file![folder.join("README.md")].assert_eq(&card);
        let manifest = Manifest::from_json(&read("manifest.json")).unwrap();
        let named = manifest.file("README.md").unwrap();
        assert_eq!(named.sha256, sha256_hex(card.as_bytes()), "{model}");
        assert_eq!(named.bytes, card.len() as u64, "{model}");
    }
}

#[test]
fn the_head_names_base_data_and_scores() {
    let report = report();
    let text = card(&report, Weights::F32).unwrap();
    let head = text.split("---\n").nth(1).unwrap();
    for line in [
        "library_name: transformers",
        "base_model: all-MiniLM-L6-v2",
        "- token-classification",
        "- conll2003",
        "- en",
        "type: f1",
        "split: validation",
    ] {
        assert!(head.contains(line), "{line:?} is not in {head}");
    }
}

#[test]
fn data_that_is_not_known_is_not_guessed() {
    let mut report = report();
    report.data[0].sentences += 1;
    let text = card(&report, Weights::F32).unwrap();
    assert!(
        !text.contains("conll2003") && !text.contains("language"),
        "{text}"
    );
    assert!(text.contains("name: eng.testa"), "{text}");
}

#[test]
fn a_card_of_int8_weights_has_their_scores_and_does_not_promise_transformers() {
    let report = report();
    let text = card(&report, Weights::Int8).unwrap();
    assert!(!text.contains("library_name") && !text.contains("AutoModel"));
    let int8 = report.evaluations.iter().find(|row| row.weights == "int8");
    let f1 = int8.unwrap().scores.overall.f1;
    assert!(text.contains(&format!("value: {f1:.6}")), "{text}");
    assert!(text.contains(&format!("- F1: {f1:.4}\n")), "{text}");
}

#[test]
fn a_card_of_packed_weights_says_how_many_bits_they_have() {
    let bits = GroupedBits {
        words: 3,
        layers: 4,
    };
    let text = card(&report(), Weights::Grouped { bits, group: 64 }).unwrap();
    assert!(
        text.contains("embeddings are integers of 3 bits and the matrices of its layers of 4"),
        "{text}"
    );
    assert!(!text.contains("library_name") && !text.contains("AutoModel"));
}

#[test]
fn a_card_of_a_model_with_word_shapes_says_what_to_give_it() {
    let mut report = report();
    report.recipe.word_shapes = false;
    assert!(
        !card(&report, Weights::F32)
            .unwrap()
            .contains("token_type_ids")
    );
    report.recipe.word_shapes = true;
    assert!(
        card(&report, Weights::F32)
            .unwrap()
            .contains("token_type_ids")
    );
}

#[test]
fn recipe_and_epochs_read_as_in_the_trainers_cards() {
    let mut report = report();
    // Of this test, since the shipped model is another one some day.
    report.recipe.learning_rate = 2e-4;
    report.epochs = vec![EpochRow {
        training_loss: 0.298_91,
        epoch: 1.0,
        step: 878,
        validation_loss: 0.093_58,
        precision: 0.887_04,
        recall: 0.877_08,
        f1: 0.882_02,
        accuracy: 0.974_89,
        seconds: 660.0,
        sources: Vec::new(),
    }];
    let text = card(&report, Weights::F32).unwrap();
    assert!(text.contains("\n- learning_rate: 0.0002\n- lr_scheduler_type: linear\n"));
    assert!(text.contains("\n- adam_beta1: 0.9\n- adam_beta2: 0.999\n- adam_epsilon: 1e-08\n"));
    let table = "\
| Training Loss | Epoch | Step | Validation Loss | Precision | Recall | F1     | Accuracy |
|:-------------:|:-----:|:----:|:---------------:|:---------:|:------:|:------:|:--------:|
| 0.2989        | 1.0   | 878  | 0.0936          | 0.8870    | 0.8771 | 0.8820 | 0.9749   |
";
    assert!(text.contains(table), "{text}");
}

#[test]
fn names_that_mean_something_in_yaml_stay_names() {
    let mut report = report();
    for name in ["no", "1e3", "a: b # c", "- x", "'\"", "~"] {
        report.model.base = name.to_owned();
        let text = card(&report, Weights::F32).unwrap();
        let line = text.lines().find(|line| line.starts_with("base_model:"));
        let value = line.unwrap().trim_start_matches("base_model:").trim();
        assert!(value.starts_with(['"', '\'']), "{value}");
    }
}
