//! Batches, windows and words without wordpieces.

mod common;

use common::{files, recognizer};
use namelight_encoder::{Config, Device, Tensor, weights};
use namelight_recognizer::{ModelFiles, Recognizer, RecognizerError, encode_rows};
use namelight_tokenizer::Tokenizer;

fn close(left: &[f32], right: &[f32]) -> bool {
    left.len() == right.len()
        && left
            .iter()
            .zip(right)
            .all(|(left, right)| (left - right).abs() < 1e-4)
}

#[test]
fn a_batch_gives_what_its_sentences_give_one_by_one() {
    let recognizer = recognizer();
    let sentences = [
        vec!["ada", "met", "the", "oslo", "son"],
        vec!["moon"],
        vec![],
        vec!["ban", "ki-moon", ",", "北京", "!"],
    ];
    let together = recognizer.label(&sentences).unwrap();
    assert_eq!(together.len(), sentences.len());
    for (sentence, batched) in sentences.iter().zip(&together) {
        let alone = recognizer.label(std::slice::from_ref(sentence)).unwrap();
        assert_eq!(alone[0].labels, batched.labels);
        assert_eq!(alone[0].labels.len(), sentence.len());
        assert!(close(
            &alone[0].log_probabilities,
            &batched.log_probabilities
        ));
    }
}

#[test]
fn probabilities_of_a_word_add_up_to_one() {
    let labelled = recognizer()
        .label(&[vec!["ada", "\u{200b}", "oslo"]])
        .unwrap();
    for row in labelled[0].log_probabilities.chunks(5) {
        let sum: f32 = row.iter().map(|log| log.exp()).sum();
        assert!((sum - 1.0).abs() < 1e-5, "{row:?}");
    }
}

#[test]
fn a_sentence_longer_than_the_encoder_is_labelled_to_its_last_word() {
    let recognizer = recognizer();
    let words: Vec<&str> = ["ada", "oslo", "moon", "the", "ban"]
        .into_iter()
        .cycle()
        .take(300)
        .collect();
    let labelled = recognizer.label(&[words.clone(), vec!["ada"]]).unwrap();
    assert_eq!(labelled[0].labels.len(), 300);
    // No word was left with the equal probabilities of one that was never read.
    let uniform = -(5f32.ln());
    let unread = labelled[0]
        .log_probabilities
        .chunks(5)
        .filter(|row| row.iter().all(|log| *log == uniform));
    assert_eq!(unread.count(), 0);
}

#[test]
fn windows_read_every_word_once_and_fit_the_encoder() {
    let tokenizer = Tokenizer::from_bytes(&files().tokenizer).unwrap();
    let words: Vec<&str> = ["ada", "xyz", "moon,", "b"]
        .into_iter()
        .cycle()
        .take(200)
        .collect();
    for max_positions in [3, 4, 10, 48, 1000] {
        let rows = encode_rows(&tokenizer, &words, max_positions).unwrap();
        assert!(rows.iter().all(|row| row.ids.len() <= max_positions));
        let mut read: Vec<usize> = rows
            .iter()
            .flat_map(|row| row.words.iter().map(|(word, _)| *word))
            .collect();
        read.sort_unstable();
        assert_eq!(
            read,
            (0..200).collect::<Vec<_>>(),
            "{max_positions} positions"
        );
        let pieces = tokenizer.encode(&words).unwrap();
        for row in &rows {
            for &(word, place) in &row.words {
                assert_eq!(row.ids[place], pieces.ids[pieces.first[word].unwrap()]);
            }
        }
    }
}

#[test]
fn the_inside_of_an_endless_word_is_not_run() {
    let tokenizer = Tokenizer::from_bytes(&files().tokenizer).unwrap();
    let endless = ",".repeat(5000);
    let rows = encode_rows(&tokenizer, &["ada", &endless, "oslo"], 48).unwrap();
    let read: Vec<_> = rows.iter().flat_map(|row| &row.words).collect();
    assert_eq!(read.len(), 3);
    assert!(rows.len() <= 3, "{} rows", rows.len());
}

#[test]
fn files_of_different_models_are_refused() {
    let mut files = files();
    let config = String::from_utf8(files.config.clone()).unwrap();
    files.config = config
        .replace("\"vocab_size\": 98", "\"vocab_size\": 30522")
        .into_bytes();
    assert!(matches!(
        Recognizer::load(&files),
        Err(RecognizerError::Vocabulary {
            tokenizer: 98,
            config: 30522
        })
    ));
}

#[test]
fn labels_of_another_scheme_are_refused() {
    let mut files = files();
    let config = String::from_utf8(files.config.clone()).unwrap();
    files.config = config.replace("B-A", "M-A").into_bytes();
    assert!(matches!(
        Recognizer::load(&files),
        Err(RecognizerError::Labels(_))
    ));
}

#[test]
fn case_is_seen_with_word_shapes_and_only_with_them() {
    let plain = recognizer();
    let shaped = Recognizer::load(&with_word_shapes(files(), 4)).unwrap();
    let read = |recognizer: &Recognizer, words: [&str; 3]| {
        let labelled = recognizer.label(&[words.to_vec()]).unwrap();
        labelled[0].log_probabilities.clone()
    };
    let (lower, capital) = (["ada", "met", "oslo"], ["Ada", "met", "OSLO"]);
    assert_eq!(read(&plain, lower), read(&plain, capital));
    assert!(!close(&read(&shaped, lower), &read(&shaped, capital)));
    // Without a capital every shape is the first one, which is the type that the plain model reads.
    assert!(close(&read(&shaped, lower), &read(&plain, lower)));
}

#[test]
fn too_few_token_types_for_word_shapes_are_refused() {
    let error = Recognizer::load(&with_word_shapes(files(), 2))
        .err()
        .unwrap();
    assert!(
        matches!(
            error,
            RecognizerError::WordShapes {
                found: 2,
                needed: 4
            }
        ),
        "{error}"
    );
}

/// The same model with so many types, the first as it was and each of the others different.
fn with_word_shapes(files: ModelFiles, types: usize) -> ModelFiles {
    let config = Config::from_json(&files.config).unwrap();
    let mut parameters = weights::read(&files.weights, &config, &Device::Cpu).unwrap();
    let table = parameters.get_mut(&config.token_type_embeddings()).unwrap();
    let first = table.narrow(0, 0, 1).unwrap();
    let rows: Vec<_> = (0..types)
        .map(|row| first.affine(1.0 - row as f64, 0.3 * row as f64).unwrap())
        .collect();
    *table = Tensor::cat(&rows, 0).unwrap();
    let config = config.with_word_shapes(types);
    ModelFiles {
        config: config.to_json().into_bytes(),
        weights: weights::write_f32(&parameters).unwrap(),
        ..files
    }
}
