//! Tests of writing column files.

use proptest::prelude::*;

use super::*;
use crate::SentenceSpan;
use crate::{Task, read_columns};

/// The sentence with these names, each looked for behind the one before.
fn columns(sentence: &str, names: &[(&str, &str)]) -> String {
    let mut at = 0;
    let entities: Vec<SentenceEntity> = names
        .iter()
        .map(|(name, entity_type)| {
            let start = at + sentence[at..].find(name).unwrap();
            at = start + name.len();
            SentenceEntity {
                entity_type: (*entity_type).to_owned(),
                score: 0.5,
                span: SentenceSpan { start, end: at },
            }
        })
        .collect();
    entity_columns(sentence, &entities)
}

fn tags(columns: &str) -> Vec<String> {
    let mut sentences = read_columns("own.conll", columns.as_bytes(), Task::Ner).unwrap();
    sentences.remove(0).tags
}

#[test]
fn words_of_a_name_are_begin_and_inside() {
    let names = [("Zoë de Wit", "PER"), ("São Paulo", "LOC")];
    assert_eq!(
        columns("Zoë de Wit left São Paulo.", &names),
        "Zoë B-PER\nde I-PER\nWit I-PER\nleft O\nSão B-LOC\nPaulo I-LOC\n. O\n\n"
    );
}

#[test]
fn touching_names_of_one_type_stay_apart_when_they_are_read_back() {
    let names = [("Ada", "PER"), ("Zoë", "PER"), ("Oslo", "LOC")];
    let columns = columns("Ada Zoë Oslo", &names);
    assert_eq!(tags(&columns), ["B-PER", "B-PER", "B-LOC"]);
}

#[test]
fn a_word_of_two_names_has_the_first() {
    let columns = columns("Ada-Zoë sings", &[("Ada", "PER"), ("Zoë sings", "LOC")]);
    assert_eq!(tags(&columns), ["B-PER", "B-LOC"]);
}

#[test]
fn a_type_of_several_words_is_one_column() {
    let columns = columns("Aida", &[("Aida", "work of art")]);
    assert_eq!(columns, "Aida B-work_of_art\n\n");
}

#[test]
fn a_name_begins_with_its_first_word_that_can_be_written() {
    let columns = columns("\u{a0}\u{301} Ada", &[("\u{a0}\u{301} Ada", "PER")]);
    assert_eq!(columns.lines().last().unwrap(), "");
    assert!(tags(&columns)[0].starts_with("B-"), "{columns}");
    assert_eq!(
        super::entity_columns("\u{feff} Ada", &[whole("\u{feff} Ada")]),
        "Ada B-PER\n\n"
    );
}

fn whole(sentence: &str) -> SentenceEntity {
    SentenceEntity {
        entity_type: "PER".to_owned(),
        score: 0.5,
        span: SentenceSpan {
            start: 0,
            end: sentence.len(),
        },
    }
}

#[test]
fn parts_of_speech_are_written_as_they_are() {
    let sentence = "Ada sings";
    let words = split_words(sentence);
    assert_eq!(
        tag_columns(&words, &["NNP", "VBZ"]),
        "Ada NNP\nsings VBZ\n\n"
    );
}

proptest! {
    #[test]
    fn any_sentence_is_read_back_with_as_many_names(
        sentence in "(\\PC|[ \n\r\t\u{feff}\u{301}\u{85}\u{2028}]|Ada|Oslo){0,30}",
        cuts in prop::collection::btree_set(0_usize..90, 0..6),
    ) {
        let cuts: Vec<usize> = cuts.into_iter().map(|cut| sentence.floor_char_boundary(cut)).collect();
        let entities: Vec<SentenceEntity> = cuts
            .windows(2)
            .map(|pair| SentenceEntity {
                span: SentenceSpan { start: pair[0], end: pair[1] },
                ..whole(&sentence)
            })
            .collect();
        let columns = entity_columns(&sentence, &entities);
        let has_words = columns.len() > 1;
        let read = read_columns("own", columns.as_bytes(), Task::Ner);
        prop_assert_eq!(read.is_ok(), has_words);
        // What is written is IOB2 already: reading it changes no tag.
        let written = columns.lines().filter_map(|line| line.split_once(' '));
        let written: Vec<&str> = written.map(|(_, tag)| tag).collect();
        let read: Vec<String> = read.into_iter().flatten().flat_map(|sentence| sentence.tags).collect();
        prop_assert_eq!(read, written);
    }
}
