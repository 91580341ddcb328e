//! The reader and the word splitter against CoNLL-2003. The data cannot be part of the repository; where they are not
//! found the tests are ignored.

use namelight_test_runner::{conll2003, tests};
use namelight_text::{Task, entity_counts, label_ids, label_set_of, read_columns, split_words};

tests![
    sentences_and_entities_are_as_many_as_published,
    text_is_split_into_the_words_of_the_data,
];

fn sentences_and_entities_are_as_many_as_published() {
    let folder = conll2003();
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
        assert_eq!(
            labels.entity_types(),
            ["PER", "ORG", "LOC", "MISC"],
            "{name}"
        );
        let counts = entity_counts(&sentences);
        let found: Vec<usize> = labels
            .entity_types()
            .iter()
            .map(|entity_type| counts[entity_type])
            .collect();
        assert_eq!(found, entities, "{name}");
        for sentence in &sentences {
            label_ids(sentence, &labels, name).unwrap();
        }
    }
}

fn text_is_split_into_the_words_of_the_data() {
    let folder = conll2003();
    let bytes = std::fs::read(folder.join("eng.testa")).unwrap();
    let sentences = read_columns("eng.testa", &bytes, Task::Ner).unwrap();
    let is_split_alike = |words: &[String]| {
        let text = words.join(" ");
        let found = split_words(&text);
        found.len() == words.len()
            && found
                .iter()
                .zip(words)
                .all(|(found, word)| found.span.slice(&text) == Some(word))
    };
    let alike = sentences
        .iter()
        .filter(|sentence| is_split_alike(&sentence.words))
        .count();
    // The rest has misprints and the rows of dashes of tables.
    let share = alike as f64 / sentences.len() as f64;
    assert!(share > 0.99, "{share}");
}
