//! The reader against the published counts of CoNLL-2003. The data cannot be part of the repository; where it is not
//! found the test says so and ends.

use std::path::PathBuf;

use namelight_text::{entity_counts, label_ids, label_set_of, read_columns};

fn data_folder() -> PathBuf {
    std::env::var_os("NAMELIGHT_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../shared/data/conll2003"),
        PathBuf::from,
    )
}

#[test]
fn sentences_and_entities_are_as_many_as_published() {
    let folder = data_folder();
    if !folder.is_dir() {
        println!(
            "skipped: no CoNLL-2003 data; set NAMELIGHT_DATA to the folder that holds eng.train"
        );
        return;
    }
    let published = [
        ("eng.train", 14041, [6600, 6321, 7140, 3438]),
        ("eng.testa", 3250, [1842, 1341, 1837, 922]),
        ("eng.testb", 3453, [1617, 1661, 1668, 702]),
    ];
    for (name, sentence_count, entities) in published {
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let sentences = read_columns(name, &bytes).unwrap();
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
