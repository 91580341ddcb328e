//! A vocabulary alone splits words as the tokenizer.json that has the same one.

use namelight_tokenizer::{Tokenizer, TokenizerError, WordPieceOptions};
use serde_json::Value;

const TOKENIZER: &str = include_str!("../../../tests/fixtures/tokenizer/tokenizer.json");
const WORDS: &str = include_str!("../../../tests/fixtures/tokenizer/words.json");

/// The vocabulary of the fixture as a `vocab.txt`.
fn vocabulary() -> String {
    let json: Value = serde_json::from_str(TOKENIZER).unwrap();
    let pieces = json["model"]["vocab"].as_object().unwrap();
    let mut pieces: Vec<_> = pieces.iter().collect();
    pieces.sort_by_key(|(_, id)| id.as_u64());
    pieces
        .iter()
        .map(|(piece, _)| format!("{piece}\n"))
        .collect()
}

fn tokenizer(settings: &WordPieceOptions, vocabulary: &str) -> Tokenizer {
    let json = settings.tokenizer_json(vocabulary.as_bytes()).unwrap();
    Tokenizer::from_bytes(&json).unwrap()
}

#[test]
fn words_are_split_as_the_tokenizer_json_with_that_vocabulary_splits_them() {
    let given = Tokenizer::from_bytes(TOKENIZER.as_bytes()).unwrap();
    let made = tokenizer(&WordPieceOptions::default(), &vocabulary());
    assert_eq!(made.vocab_size(), given.vocab_size());
    assert_eq!(
        (made.cls_id(), made.sep_id()),
        (given.cls_id(), given.sep_id())
    );
    let cases: Vec<Value> = serde_json::from_str(WORDS).unwrap();
    assert!(!cases.is_empty());
    for case in cases {
        let words = case["words"].as_array().unwrap().iter();
        let words: Vec<&str> = words.map(|word| word.as_str().unwrap()).collect();
        assert_eq!(
            made.encode(&words).unwrap(),
            given.encode(&words).unwrap(),
            "{words:?}"
        );
    }
}

#[test]
fn lines_may_end_as_on_windows() {
    let windows = vocabulary().replace('\n', "\r\n");
    let made = tokenizer(&WordPieceOptions::default(), &windows);
    let other = tokenizer(&WordPieceOptions::default(), &vocabulary());
    assert_eq!(
        made.encode(&["oslo", "x"]).unwrap(),
        other.encode(&["oslo", "x"]).unwrap()
    );
}

#[test]
fn case_and_accents_are_kept_where_the_settings_say_so() {
    let cased = WordPieceOptions {
        lower_case: false,
        ..WordPieceOptions::default()
    };
    let pieces = "[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nOslo\noslo\nå\na\n";
    let ids = |settings: &WordPieceOptions, word| {
        tokenizer(settings, pieces).encode(&[word]).unwrap().ids
    };
    assert_eq!(ids(&cased, "Oslo"), [5]);
    assert_eq!(ids(&WordPieceOptions::default(), "Oslo"), [6]);
    assert_eq!(ids(&cased, "å"), [7]);
    assert_eq!(ids(&WordPieceOptions::default(), "å"), [8]);
}

#[test]
fn other_names_of_the_special_tokens_are_taken() {
    let settings = WordPieceOptions {
        cls: "<s>".to_owned(),
        sep: "</s>".to_owned(),
        padding: "<pad>".to_owned(),
        mask: "<mask>".to_owned(),
        ..WordPieceOptions::default()
    };
    let made = tokenizer(&settings, "<s>\n<pad>\n</s>\n[UNK]\n[CLS]\n[SEP]\na\n");
    assert_eq!((made.cls_id(), made.sep_id()), (0, 2));
    // There is no <mask> in this vocabulary, and none is added to it.
    assert_eq!(made.vocab_size(), 7);
}

#[test]
fn a_vocabulary_without_the_tokens_that_every_input_needs_is_refused() {
    let made = |text: &[u8]| WordPieceOptions::default().tokenizer_json(text);
    let error = made(b"[UNK]\n[CLS]\na\n").unwrap_err();
    assert!(matches!(error, TokenizerError::MissingToken(ref token) if token == "[SEP]"));
    let error = made(b"[UNK]\n\xff\n").unwrap_err();
    assert!(matches!(error, TokenizerError::Vocabulary(_)), "{error}");
}
