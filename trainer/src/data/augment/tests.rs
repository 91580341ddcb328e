//! Tests of changed training sentences.

use namelight_text::{Task, entity_counts, read_columns};

use super::*;

const COLUMNS: &str = "Ada B-PER\nLovelace I-PER\nmet O\nAlan B-PER\nTuring I-PER\nin O\nOslo B-LOC\n. O\n\n\
                       Grace B-PER\nvisited O\nNew B-LOC\nYork I-LOC\n";

fn split() -> Split {
    let sentences = read_columns("own.txt", COLUMNS.as_bytes(), Task::Ner).unwrap();
    let facts = serde_json::json!({
        "split": "train", "file": "own.txt", "sha256": "", "sentences": 2, "words": 12,
        "entities": entity_counts(&sentences),
    });
    Split {
        file: "own.txt".to_owned(),
        sentences,
        facts: serde_json::from_value(facts).unwrap(),
        unknown: 0,
    }
}

fn recipe(mention_replacement: f64, case_change: f64) -> Recipe {
    Recipe {
        mention_replacement,
        case_change,
        ..Recipe::default()
    }
}

#[test]
fn a_recipe_without_augmentation_changes_nothing() {
    assert!(Augmenter::new(&split().sentences, &recipe(0.0, 0.0)).is_none());
}

#[test]
fn names_give_way_to_names_of_their_type_and_all_else_stays() {
    let split = split();
    let augmenter = Augmenter::new(&split.sentences, &recipe(1.0, 0.0)).unwrap();
    let people = ["Ada Lovelace", "Alan Turing", "Grace"];
    let places = ["Oslo", "New York"];
    let mut seen = std::collections::BTreeSet::new();
    for epoch in 0..20 {
        let (changed, same) = augmenter.epoch([&split], epoch).remove(0);
        let words = |split: &Split, index: usize| split.sentences[index].words.clone();
        for (index, same) in same.into_iter().enumerate() {
            assert_eq!(same, words(&changed, index) == words(&split, index));
        }
        assert_eq!(
            entity_counts(&changed.sentences),
            entity_counts(&split.sentences)
        );
        for (sentence, original) in changed.sentences.iter().zip(&split.sentences) {
            assert_eq!(sentence.words.len(), sentence.tags.len());
            for (start, end, kind) in spans(&sentence.tags) {
                let name = sentence.words[start..end].join(" ");
                let known: &[&str] = if kind == "PER" { &people } else { &places };
                assert!(known.contains(&name.as_str()), "{name}");
                seen.insert(name);
            }
            let outside = |sentence: &ColumnSentence| -> Vec<String> {
                let pairs = sentence.words.iter().zip(&sentence.tags);
                pairs
                    .filter(|(_, tag)| *tag == "O")
                    .map(|(word, _)| word.clone())
                    .collect()
            };
            assert_eq!(outside(sentence), outside(original));
        }
    }
    assert_eq!(seen.len(), 5, "{seen:?}");
}

#[test]
fn case_is_lost_for_whole_sentences_both_ways() {
    let split = split();
    let augmenter = Augmenter::new(&split.sentences, &recipe(0.0, 1.0)).unwrap();
    let words: Vec<String> = (0..20)
        .map(|epoch| augmenter.epoch([&split], epoch).remove(0))
        .map(|(changed, same)| {
            assert_eq!(same, [true, true]);
            changed.sentences[0].words.join(" ")
        })
        .collect();
    let original = split.sentences[0].words.join(" ");
    assert!(words.contains(&original.to_uppercase()));
    assert!(words.contains(&original.to_lowercase()));
    assert!(!words.contains(&original));
}

#[test]
fn an_epoch_is_changed_in_the_same_way_each_time() {
    let split = split();
    let augmenter = Augmenter::new(&split.sentences, &recipe(0.5, 0.5)).unwrap();
    let words = |epoch| augmenter.epoch([&split], epoch).remove(0).0.sentences;
    assert_eq!(words(3), words(3));
    assert!((0..20).any(|epoch| words(epoch) != words(epoch + 1)));
}
