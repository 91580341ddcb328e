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
    assert_eq!(sentences[1].lines, [4]);
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

fn tags(text: &str) -> String {
    let sentences = read(text).unwrap();
    let tags = sentences.iter().map(|sentence| sentence.tags.join(" "));
    tags.collect::<Vec<_>>().join(" / ")
}

// Files as they were reported of other programs; the names are invented.

/// https://github.com/XuezheMax/NeuroNLP2/issues/9, https://github.com/dkpro/dkpro-core/issues/762
#[test]
fn a_first_column_that_counts_is_named() {
    for text in [
        "1 Lena NNP I-NP I-PER\n2 Harms NNP I-NP I-PER\n3 sings VBZ I-VP O\n4 . . O O\n\n1 Oslo NNP I-NP I-LOC\n2 waits VBZ I-VP O\n",
        "0 Lena B-PER\n1 sings O\n",
        "1\tLena\tB-PER\n2\tsings\tO\n\n3\tOslo\tB-LOC\n",
        "# text = Vámonos a Oslo\n1-2 Vámonos O\n1 Vamos O\n2 nos O\n3 a O\n3.1 la O\n4 Oslo B-LOC\n",
        "\u{feff}-DOCSTART- -X- O\n\n1 Oslo B-LOC\n\n1 Lena B-PER\n2 sings O\n",
    ] {
        let told = message(text.as_bytes());
        assert!(
            told.contains("the first column counts the words (1, 2, 3, …)"),
            "{text:?}: {told}"
        );
    }
}

#[test]
fn numbers_that_are_words_are_no_count() {
    for text in [
        "1 CD O\n: : O\n2 CD O\n",
        "1 CD O\n\n1 CD O\n",
        "1 O\n2 O\n3 O\n",
        "1996 CD O\n1997 CD O\n",
        "1 CD O\n2 CD O\n\nOslo NNP B-LOC\n",
    ] {
        assert!(read(text).is_ok(), "{text:?}: {}", message(text.as_bytes()));
    }
}

/// https://github.com/flairNLP/flair/issues/940, https://github.com/mead-ml/mead-baseline/pull/408
#[test]
fn comments_are_left_out_and_a_number_sign_with_a_tag_stays() {
    let file = read("# id 17 domain=news\nLena B-PER\nsings O\n\n# O\nMyCity B-LOC\n").unwrap();
    assert_eq!(file[0].words, ["Lena", "sings"]);
    assert_eq!(file[1].words, ["#", "MyCity"]);
    assert_eq!(file[1].lines, [5, 6]);
}

#[test]
fn comments_of_many_kinds_are_told_from_words() {
    let words = |text: &str| read(text).unwrap().concat_words();
    for (text, expected) in [
        (
            "#begin document (a); part 000\nLena B-PER\n\n#end document\n",
            "Lena",
        ),
        (
            "# newdoc\n# sent_id = 12\nLena NNP I-NP B-PER\n# # O O\n",
            "Lena #",
        ),
        (
            "Lena NNP I-NP B-PER\n# sent_id = 12\nsings VBZ B-VP O\n",
            "Lena sings",
        ),
        ("#\nLena\tB-PER\n#Oslo\tB-LOC\n", "Lena #Oslo"),
        ("# text = Lena sings O\nLena B-PER\nsings O\n", "Lena sings"),
        ("# O\n# B-MISC\n", "# #"),
        (
            "# a word of a list\nLena NAME\n# NAME\nsings O\n",
            "Lena # sings",
        ),
    ] {
        assert_eq!(words(text), expected, "{text:?}");
    }
    let told = message(b"Lena NNP I-NP B-PER\n# O\n");
    assert_eq!(told, "own.txt, line 2: 2 columns, but line 1 has 4");
}

trait ConcatWords {
    fn concat_words(&self) -> String;
}

impl ConcatWords for Vec<ColumnSentence> {
    fn concat_words(&self) -> String {
        let words = self.iter().flat_map(|sentence| sentence.words.clone());
        words.collect::<Vec<_>>().join(" ")
    }
}

#[test]
fn comments_between_words_leave_the_numbers_of_lines_right() {
    let file = read("Lena B-PER\n# a comment\nsings O\n").unwrap();
    assert_eq!((file.len(), &file[0].lines[..]), (1, &[1, 3][..]));
}

#[test]
fn parts_of_speech_have_comments_too() {
    let text = "# newdoc\n# sent_id = 12\nLena NNP\n# #\n";
    let file = read_columns("own.txt", text.as_bytes(), Task::Pos).unwrap();
    assert_eq!(
        (file.concat_words(), &file[0].tags[1]),
        ("Lena #".to_owned(), &"#".to_owned())
    );
}

/// https://github.com/JohnSnowLabs/spark-nlp/issues/831, https://github.com/flairNLP/flair/issues/2016,
/// https://github.com/deeppavlov/DeepPavlov/issues/1132, https://github.com/flairNLP/flair/issues/3306
#[test]
fn tags_of_other_schemes_become_iob2() {
    for (text, expected) in [
        (
            "Lena B-PER\nHarms E-PER\nsings O\nOslo S-LOC\n",
            "B-PER I-PER O B-LOC",
        ),
        ("Hi O\nJohn NAME\n", "O B-NAME"),
        (
            "a O\nb PER\nc PER\nd LOC\n\ne PER\n",
            "O B-PER I-PER B-LOC / B-PER",
        ),
        (
            "a U-LOC\nb B-PER\nc I-PER\nd L-PER\n",
            "B-LOC B-PER I-PER I-PER",
        ),
        ("a S-LOC\nb O\n", "B-LOC O"),
        ("a I-PER\nb B-PER\nc I-PER\n", "B-PER B-PER I-PER"),
        ("a E-mail\nb PER\nc O\n", "B-E-mail B-PER O"),
        (
            "a B-work-of-art\nb E-work-of-art\n",
            "B-work-of-art I-work-of-art",
        ),
    ] {
        assert_eq!(tags(text), expected, "{text:?}");
    }
}

#[test]
fn what_is_no_tag_in_any_scheme_is_told_with_its_line() {
    for (text, line, tag) in [
        ("Lena B-PER\nHarms PER\nsings O\n", 2, "PER"),
        ("Lena B\nHarms I\nsings O\n", 1, "B"),
        ("Lena PER\nHarms B-\nsings O\n", 2, "B-"),
        ("Lena NNP\nsings VBZ\n", 1, "NNP"),
        ("Lena PER\nsings O\n. .\n", 3, "."),
        ("Lena I-PER\nsings o\n", 2, "o"),
    ] {
        assert_eq!(
            message(text.as_bytes()),
            format!("own.txt, line {line}: the tag is {tag:?}, expected O, B-TYPE or I-TYPE")
        );
    }
}

#[test]
fn a_tab_separates_where_types_or_words_hold_spaces() {
    for (text, expected) in [
        ("Aida\tB-work of art\n", "B-work of art"),
        ("Aida\tB-work of art\nsings\tO\n", "B-work of art O"),
        ("Aida\twork of art\t\r\nsings\tO\r\n", "B-work of art O"),
        ("New York\tNNP\tB-LOC\nwaits\tVBZ\tO\n", "B-LOC O"),
        ("Lena NNP\tI-NP I-PER\nsings VBZ\tI-VP O\n", "B-PER O"),
        ("Lena\tNNP I-NP I-PER\n", "B-PER"),
        ("Lena\t\tB-PER\nsings  \tO  \n", "B-PER O"),
    ] {
        assert_eq!(tags(text), expected, "{text:?}");
    }
    assert_eq!(
        read("New York\tB-LOC\nwaits\tO\n").unwrap()[0].words,
        ["New York", "waits"]
    );
    let told = message(b"New York\tB-LOC\n\tO\n");
    assert_eq!(
        told,
        "own.txt, line 2: the word in front of the first tab is missing"
    );
}

#[test]
fn document_marks_have_any_width() {
    let text = "-DOCSTART-\n\nLena NNP I-NP B-PER\n\n-DOCSTART- -X- -X- O\n-DOCSTART- (17)\tO\nOslo NNP I-NP B-LOC\n";
    assert_eq!(tags(text), "B-PER / B-LOC");
}

#[test]
fn a_byte_order_mark_in_the_middle_is_no_word() {
    let text = "Lena B-PER\n\u{feff}\n\u{feff}Oslo B-LOC\n";
    assert_eq!(read(text).unwrap().concat_words(), "Lena Oslo");
}
