//! Tests of reading column files.

use super::*;

fn read(text: &str) -> Result<Vec<ColumnSentence>, ColumnError> {
    read_columns("own.txt", text.as_bytes(), Task::Ner)
}

fn message(text: &[u8]) -> String {
    read_columns("own.txt", text, Task::Ner)
        .map(|_| "no error".to_owned())
        .unwrap_or_else(|error| error.to_string())
}

#[test]
fn word_is_the_first_column_and_tag_the_last() {
    let sentences = read("Ada NNP I-NP I-PER\nsings VBZ I-VP O\n\nOslo NNP I-NP I-LOC\n").unwrap();
    assert_eq!(sentences.len(), 2);
    assert_eq!(sentences[0].words, ["Ada", "sings"]);
    assert_eq!(sentences[0].tags, ["B-PER", "O"]);
    assert_eq!(sentences[1].words, ["Oslo"]);
    assert_eq!(sentences[1].first_line, 4);
}

#[test]
fn document_marks_end_a_sentence_and_are_left_out() {
    let sentences =
        read("-DOCSTART- -X- O O\n\nAda\tO\n-DOCSTART-\nOslo O\n\n\n-DOCSTART- O\n").unwrap();
    assert_eq!(sentences.len(), 2);
    assert_eq!(sentences[1].words, ["Oslo"]);
}

#[test]
fn crlf_byte_order_mark_and_a_missing_last_line_end_are_accepted() {
    let plain = read("Ada I-PER\nsings O\n\nOslo I-LOC\n").unwrap();
    let windows = read("\u{feff}Ada I-PER\r\nsings O\r\n\r\nOslo I-LOC").unwrap();
    assert_eq!(plain, windows);
}

#[test]
fn a_line_of_spaces_is_blank() {
    assert_eq!(read("Ada O\n \t \nOslo O\n").unwrap().len(), 2);
}

#[test]
fn a_no_break_space_does_not_separate_columns() {
    assert_eq!(read("10\u{a0}000 O\n").unwrap()[0].words, ["10\u{a0}000"]);
}

#[test]
fn bytes_that_are_not_utf8_are_reported_with_their_line() {
    assert_eq!(
        message(b"Ada O\nBj\xf6rn O\n"),
        "own.txt, line 2: not UTF-8"
    );
}

#[test]
fn a_missing_tag_is_reported_with_its_line() {
    assert_eq!(
        message(b"Ada O\n\nsings\n"),
        "own.txt, line 3: expected a word and a tag, found one column"
    );
}

#[test]
fn a_missing_column_is_reported_with_its_line() {
    assert_eq!(
        message(b"\nAda NNP I-NP I-PER\nsings VBZ I-VP\n"),
        "own.txt, line 3: 3 columns, but line 2 has 4"
    );
}

#[test]
fn a_tag_that_is_not_bio_is_reported_with_its_line() {
    assert_eq!(
        message(b"Ada PER\n"),
        "own.txt, line 1: the tag is \"PER\", expected O, B-TYPE or I-TYPE"
    );
}

#[test]
fn a_file_without_words_is_an_error() {
    for text in ["", "\n\n", "\u{feff}", "-DOCSTART- -X- O O\n\n"] {
        assert_eq!(
            message(text.as_bytes()),
            "own.txt: no sentence in the file",
            "{text:?}"
        );
    }
}

#[test]
fn lone_carriage_returns_are_not_taken_for_columns() {
    assert!(message(b"Ada O\rsings O\r").contains("line 1: a carriage return"));
}

#[test]
fn each_task_has_its_column() {
    let text = "Ada NNP I-NP I-PER\nsings VBZ I-VP O\n( ( O O\n";
    let tags = |task| {
        read_columns("own.txt", text.as_bytes(), task).unwrap()[0]
            .tags
            .clone()
    };
    assert_eq!(tags(Task::Ner), ["B-PER", "O", "O"]);
    assert_eq!(tags(Task::Pos), ["NNP", "VBZ", "("]);
    assert_eq!(tags(Task::Chunk), ["B-NP", "B-VP", "O"]);
}

#[test]
fn a_file_without_the_tasks_column_is_told() {
    let error = read_columns("own.txt", b"Ada I-PER\n", Task::Chunk).unwrap_err();
    assert_eq!(
        error.to_string(),
        "own.txt, line 1: 2 columns, none of them for the task chunk"
    );
}
