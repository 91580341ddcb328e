//! The reader and the word splitter against CoNLL-2003. The data cannot be part of the repository; where it is not
//! found the test says so and ends.

use std::path::PathBuf;

use namelight_text::{
    Span, Task, entity_counts, label_ids, label_set_of, read_columns, split_words,
};

fn data_folder() -> Option<PathBuf> {
    let folder = std::env::var_os("NAMELIGHT_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/conll2003"),
        PathBuf::from,
    );
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: no CoNLL-2003 data; set NAMELIGHT_DATA to the folder that holds eng.train");
    None
}

#[test]
fn sentences_and_entities_are_as_many_as_published() {
    let Some(folder) = data_folder() else {
        return;
    };
    let published = [
        ("eng.train", 14041, [6600, 6321, 7140, 3438]),
        ("eng.testa", 3250, [1842, 1341, 1837, 922]),
        ("eng.testb", 3453, [1617, 1661, 1668, 702]),
    ];
    for (name, sentence_count, entities) in published {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let sentences = read_columns(name, &bytes, Task::Ner).unwrap();
        assert_eq!(sentences.len(), sentence_count, "{name}");

        let labels = label_set_of(&sentences);
        assert_eq!(labels.types(), ["PER", "ORG", "LOC", "MISC"], "{name}");
        let counts = entity_counts(&sentences);
        let found: Vec<usize> = labels.types().iter().map(|kind| counts[kind]).collect();
        assert_eq!(found, entities, "{name}");
        for sentence in &sentences {
            label_ids(sentence, &labels, name).unwrap();
        }
    }
}

#[test]
fn text_is_split_into_the_words_of_the_data() {
    let Some(folder) = data_folder() else {
        return;
    };
    let bytes = std::fs::read(folder.join("eng.testa")).unwrap();
    let sentences = read_columns("eng.testa", &bytes, Task::Ner).unwrap();
    let is_split_alike = |words: &[String]| {
        let text = words.join(" ");
        let whole = Span {
            start: 0,
            end: text.len(),
        };
        let found = split_words(&text, whole);
        found.len() == words.len()
            && found
                .iter()
                .zip(words)
                .all(|(span, word)| span.slice(&text) == Some(word))
    };
    let alike = sentences
        .iter()
        .filter(|sentence| is_split_alike(&sentence.words))
        .count();
    // The rest has misprints and the rows of dashes of tables.
    let share = alike as f64 / sentences.len() as f64;
    assert!(share > 0.99, "{share}");
}
