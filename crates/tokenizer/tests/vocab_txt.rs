//! A vocabulary alone splits words as the tokenizer.json that has the same one.

use namelight_tokenizer::{Tokenizer, TokenizerError, WordPieceOptions};
use serde_json::Value;
use tokenizers::AddedToken;
use tokenizers::decoders::wordpiece::WordPiece as WordPieceDecoder;
use tokenizers::models::wordpiece::WordPiece;
use tokenizers::normalizers::BertNormalizer;
use tokenizers::pre_tokenizers::bert::BertPreTokenizer;
use tokenizers::processors::bert::BertProcessing;

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

/// The file that crate `tokenizers` writes.
fn reference(options: &WordPieceOptions, vocabulary: &str) -> String {
    let vocabulary = WordPiece::read_bytes(vocabulary.as_bytes()).unwrap();
    let id = |token: &String| (token.clone(), vocabulary[token]);
    let (cls, sep) = (id(&options.cls), id(&options.sep));
    let special = [
        &options.padding,
        &options.unknown,
        &options.cls,
        &options.sep,
        &options.mask,
    ];
    let known = special
        .into_iter()
        .filter(|token| vocabulary.contains_key(*token));
    let special: Vec<_> = known
        .map(|token| AddedToken::from(token.clone(), true))
        .collect();
    let model = WordPiece::builder()
        .vocab(vocabulary)
        .unk_token(options.unknown.clone())
        .build()
        .unwrap();
    let mut tokenizer = tokenizers::Tokenizer::new(model);
    let normalizer = BertNormalizer::new(
        true,
        options.split_chinese,
        options.strip_accents,
        options.lower_case,
    );
    tokenizer
        .with_normalizer(Some(normalizer))
        .unwrap()
        .with_pre_tokenizer(Some(BertPreTokenizer))
        .with_post_processor(Some(BertProcessing::new(sep, cls)))
        .with_decoder(Some(WordPieceDecoder::default()));
    tokenizer.add_special_tokens(special).unwrap();
    tokenizer.to_string(true).unwrap()
}

#[test]
fn the_file_is_to_the_letter_the_one_that_tokenizers_writes() {
    let cased = WordPieceOptions {
        lower_case: false,
        strip_accents: Some(true),
        split_chinese: false,
        ..WordPieceOptions::default()
    };
    // Pieces that JSON escapes, special tokens in another order, and none to fill up with.
    let odd = "a\n[SEP]\n[CLS]\n\"\n\\\n##é\n[UNK]\nlast";
    for (options, vocabulary) in [
        (WordPieceOptions::default(), &*vocabulary()),
        (cased.clone(), &vocabulary()),
        (cased, odd),
    ] {
        let made = options.tokenizer_json(vocabulary.as_bytes()).unwrap();
        let made = String::from_utf8(made).unwrap();
        assert!(made == reference(&options, vocabulary), "{made}");
    }
}
