//! Labelled data, as other programs write it.

use std::path::Path;

use namelight_text::{Task, read_columns};
use namelight_trainer::data::{SpanFile, token_rows};

/// A column file; the first byte chooses the task.
pub fn columns(data: &[u8]) -> bool {
    let [choice, file @ ..] = data else {
        return false;
    };
    let Ok(sentences) = read_columns("a.conll", file, task(*choice)) else {
        return false;
    };
    for sentence in sentences {
        assert_eq!(sentence.words.len(), sentence.tags.len());
    }
    true
}

/// JSON Lines with spans: spans lie in their texts, and words in their sentences.
pub fn spans(data: &[u8]) -> bool {
    let Ok(file) = SpanFile::read(Path::new("a.jsonl"), data.to_vec()) else {
        return false;
    };
    file.sentences().is_ok()
}

/// Rows of words and tags; the first byte chooses the task and the form.
pub fn token_rows(data: &[u8]) -> bool {
    let [choice, file @ ..] = data else {
        return false;
    };
    let name = match choice & 2 {
        0 => "a.jsonl",
        _ => "a.parquet",
    };
    let Ok(sentences) = token_rows::read(Path::new(name), file, task(*choice)) else {
        return false;
    };
    for sentence in sentences {
        assert_eq!(sentence.words.len(), sentence.tags.len());
    }
    true
}

fn task(choice: u8) -> Task {
    match choice & 1 {
        0 => Task::Ner,
        _ => Task::Pos,
    }
}
