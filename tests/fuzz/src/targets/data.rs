//! Labelled data, as other programs write it.

use std::path::Path;

use namelight_text::{Task, read_columns};
use namelight_trainer::data::{SpanFile, token_rows};

use super::{Answer, NOTHING, refused};

/// A column file; the first byte chooses the task.
pub fn columns(data: &[u8]) -> Answer {
    let [choice, file @ ..] = data else {
        return Err(NOTHING.to_owned());
    };
    let sentences = read_columns("a.conll", file, task(*choice)).map_err(refused)?;
    for sentence in sentences {
        assert_eq!(sentence.words.len(), sentence.tags.len());
    }
    Ok(())
}

/// JSON Lines with spans: spans lie in their texts, and words in their sentences.
pub fn spans(data: &[u8]) -> Answer {
    let file = SpanFile::read(Path::new("a.jsonl"), data.to_vec()).map_err(refused)?;
    file.sentences().map(|_| ()).map_err(refused)
}

/// Rows of words and tags; the first byte chooses the task and the form.
pub fn token_rows(data: &[u8]) -> Answer {
    let [choice, file @ ..] = data else {
        return Err(NOTHING.to_owned());
    };
    let name = match choice & 2 {
        0 => "a.jsonl",
        _ => "a.parquet",
    };
    let sentences = token_rows::read(Path::new(name), file, task(*choice)).map_err(refused)?;
    for sentence in sentences {
        assert_eq!(sentence.words.len(), sentence.tags.len());
    }
    Ok(())
}

fn task(choice: u8) -> Task {
    match choice & 1 {
        0 => Task::Ner,
        _ => Task::Pos,
    }
}
