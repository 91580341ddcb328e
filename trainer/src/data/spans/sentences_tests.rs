//! Tests of cutting the texts of span files into words.

use std::path::Path;

use super::*;

fn read(line: &str) -> Result<SpanSentences> {
    SpanFile::read(Path::new("own.jsonl"), line.as_bytes().to_vec())?.sentences()
}

/// Words with their tags, a sentence a line.
fn tagged(line: &str) -> Vec<String> {
    let read = read(line).unwrap();
    let pairs = |sentence: &ColumnSentence| {
        let pairs = sentence.words.iter().zip(&sentence.tags);
        let pairs: Vec<String> = pairs.map(|(word, tag)| format!("{word}/{tag}")).collect();
        pairs.join(" ")
    };
    read.sentences.iter().map(pairs).collect()
}

#[test]
fn words_are_those_of_the_page() {
    let line = r#"{"text": "Zoë Berg’s aunt (Ada) left.\nShe didn't call AT&T.",
        "entities": [[0, 8, "PER"], [17, 20, "PER"], [44, 48, "ORG"]]}"#
        .replace('\n', "");
    assert_eq!(
        tagged(&line),
        [
            "Zoë/B-PER Berg/I-PER 's/O aunt/O (/O Ada/B-PER )/O left/O ./O",
            "She/O did/O n't/O call/O AT&T/B-ORG ./O"
        ]
    );
}

#[test]
fn white_space_at_the_edges_of_a_span_does_not_count() {
    let line = r#"{"text": "Ada \nleft", "entities": [[0, 5, "PER"]]}"#;
    assert_eq!(tagged(line), ["Ada/B-PER", "left/O"]);
}

#[test]
fn neighbours_of_one_type_are_two_entities() {
    let line = r#"{"text": "Ada Zoë", "entities": [[4, 7, "PER"], [0, 3, "PER"]]}"#;
    assert_eq!(tagged(line), ["Ada/B-PER Zoë/B-PER"]);
}

#[test]
fn words_that_a_span_cuts_have_no_known_label() {
    let line = r#"{"text": "The New York-based firm", "entities": [[4, 12, "LOC"]]}"#;
    assert_eq!(tagged(line), ["The/O New/B-LOC York-based/ firm/O"]);
    assert_eq!(read(line).unwrap().unknown, 1);
    let line = r#"{"text": "ex-Lufthansa Cargo staff", "entities": [[3, 18, "ORG"]]}"#;
    assert_eq!(tagged(line), ["ex-Lufthansa/ Cargo/ staff/O"]);
    assert_eq!(read(line).unwrap().unknown, 2);
}

#[test]
fn nor_have_those_of_an_entity_that_goes_beyond_its_sentence() {
    let line = r#"{"text": "He met Ada.\n\nBerg left.", "entities": [[7, 17, "PER"]]}"#;
    assert_eq!(tagged(line), ["He/O met/O Ada/ ./", "Berg/ left/O ./O"]);
}

#[test]
fn entities_that_overlap_are_refused_with_their_line() {
    let line = r#"{"text": "Bank of Oslo", "entities": [[0, 12, "ORG"], [8, 12, "LOC"]]}"#;
    let error = read(line).map(|_| ()).unwrap_err().to_string();
    assert_eq!(
        error,
        "own.jsonl, line 1: ORG \"Bank of Oslo\" and LOC \"Oslo\" overlap; a word has one label, so keep one of them"
    );
}
